// `doorward fmt`: what it writes, what it refuses, and its exit codes.
#include <doctest/doctest.h>

#include <filesystem>

#include "process.h"

namespace doorward::test {
namespace {

constexpr std::string_view kLoose =
    "GROUP x = 4f1c2d7e-0000-4000-8000-000000000001 # who\n"
    "app payroll=6a1c2d7e-0000-4000-8000-0000000000a1\n"
    "x For PAYROLL\n   Require mfa\n";
constexpr std::string_view kCanonical =
    "group x       = 4f1c2d7e-0000-4000-8000-000000000001  # who\n"
    "app   payroll = 6a1c2d7e-0000-4000-8000-0000000000a1\n"
    "x for payroll require mfa\n";

TEST_CASE("fmt rewrites what is not canonical, in folders too, and leaves the rest alone") {
  const ScratchFolder folder;
  folder.write("set/a.ward", kLoose);
  folder.write("set/below/b.ward", kCanonical);
  folder.write("set/note.txt", "FOR\n");
  folder.write("set/graph.json", "{}");
  const auto untouched = std::filesystem::last_write_time(folder.path("set/below/b.ward"));
  const Result result = folder.run("fmt set");
  CHECK(result.exit == 0);
  CHECK(result.out.empty());
  CHECK(result.err == "doorward: 1 file formatted, 1 canonical\n");
  CHECK(folder.read("set/a.ward") == kCanonical);
  CHECK(std::filesystem::last_write_time(folder.path("set/below/b.ward")) == untouched);
  CHECK(folder.read("set/note.txt") == "FOR\n");
  CHECK(folder.run("fmt set").err == "doorward: 0 files formatted, 2 canonical\n");
}

TEST_CASE("fmt --check names the files that would change, exits with 1 and writes nothing") {
  const ScratchFolder folder;
  folder.write("set/a.ward", kLoose);
  folder.write("set/b.ward", kCanonical);
  const Result result = folder.run("fmt --check set");
  CHECK(result.exit == 1);
  CHECK(result.out == "set/a.ward\n");
  CHECK(result.err == "doorward: 1 file would change, 1 canonical\n");
  CHECK(folder.read("set/a.ward") == kLoose);
  CHECK(folder.run("fmt --check set/b.ward").exit == 0);
}

TEST_CASE("fmt --diff shows the lines that would change, as patch reads them") {
  const ScratchFolder folder;
  std::string before;
  for (int i = 0; i < 20; ++i) before += "everyone for a" + std::to_string(i) + " block\n";
  std::string after = before;
  before.replace(before.find("for a9 "), 3, "FOR");
  before.replace(before.find("for a18"), 3, "For");
  before += "# the end";
  after += "# the end\n";
  folder.write("a.ward", before);
  const Result result = folder.run("fmt --diff a.ward");
  CHECK(result.exit == 0);
  CHECK(result.err == "doorward: 1 file would change, 0 canonical\n");
  CHECK(result.out ==
        "--- a/a.ward\n+++ b/a.ward\n@@ -7,7 +7,7 @@\n everyone for a6 block\n everyone for a7 block\n"
        " everyone for a8 block\n-everyone FOR a9 block\n+everyone for a9 block\n everyone for a10 block\n"
        " everyone for a11 block\n everyone for a12 block\n@@ -16,6 +16,6 @@\n everyone for a15 block\n"
        " everyone for a16 block\n everyone for a17 block\n-everyone For a18 block\n+everyone for a18 block\n"
        " everyone for a19 block\n-# the end\n\\ No newline at end of file\n+# the end\n");
  CHECK(folder.read("a.ward") == before);
  CHECK(folder.run("fmt --diff --check a.ward").exit == 1);
}

TEST_CASE("fmt - formats standard input to standard output") {
  const ScratchFolder folder;
  const Result result = folder.run("fmt -", kLoose);
  CHECK(result.exit == 0);
  CHECK(result.out == kCanonical);
  CHECK(result.err.empty());
  CHECK(folder.run("fmt --check -", kCanonical).exit == 0);
  CHECK(folder.run("fmt --check -", kLoose).out == "stdin\n");
}

TEST_CASE("a file with an error stays as it is, is reported, and does not stop the others") {
  const ScratchFolder folder;
  folder.write("set/a.ward", "x For payroll Blok\n");
  folder.write("set/b.ward", kLoose);
  const Result result = folder.run("fmt set");
  CHECK(result.exit == 2);
  CHECK(result.err ==
        "set/a.ward:1:15: error[E1044]: `Blok` cannot stand here\n"
        "   1 | x For payroll Blok\n"
        "     |               ^~~~\n"
        "help: did you mean `block`?\n"
        "doorward: 1 file formatted, 0 canonical, 1 not formatted\n");
  CHECK(folder.read("set/a.ward") == "x For payroll Blok\n");
  CHECK(folder.read("set/b.ward") == kCanonical);
}

TEST_CASE("fmt refuses a module, JSON, a folder without Ward and what it cannot read, each with its reason") {
  const ScratchFolder folder;
  folder.write("a.ward", kCanonical);
  folder.write("graph/p.json", "{\"displayName\": \"p\"}");
  REQUIRE(folder.run("compile a.ward -o a.dwm").exit == 0);
  const Result module = folder.run("fmt a.dwm");
  CHECK(module.exit == 2);
  CHECK(module.err ==
        "doorward: error: `a.dwm` is a compiled module; `fmt` works on Ward, format what it was compiled from\n"
        "doorward: 0 files formatted, 0 canonical, 1 not formatted\n");
  const Result json = folder.run("fmt -q graph/p.json");
  CHECK(json.exit == 2);
  CHECK(json.err ==
        "doorward: error: `graph/p.json` is JSON; `fmt` works on Ward, and `doorward import graph` turns Graph JSON "
        "into it\n");
  CHECK(folder.run("fmt -q graph").err == "doorward: error: no Ward file is below `graph`\n");
  CHECK(folder.run("fmt -q nowhere").err == "doorward: error: cannot read `nowhere`: No such file or directory\n");
  CHECK(folder.run("fmt").exit == 2);
}

TEST_CASE("fmt keeps a link to a file, and the file's permissions") {
  namespace fs = std::filesystem;
  const ScratchFolder folder;
  folder.write("real.ward", kLoose);
  fs::permissions(folder.path("real.ward"), fs::perms::owner_read | fs::perms::owner_write);
  fs::create_symlink("real.ward", folder.path("link.ward"));
  CHECK(folder.run("fmt link.ward real.ward").err == "doorward: 1 file formatted, 0 canonical\n");
  CHECK(fs::is_symlink(folder.path("link.ward")));
  CHECK(folder.read("real.ward") == kCanonical);
  CHECK(fs::status(folder.path("real.ward")).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
}

}  // namespace
}  // namespace doorward::test
