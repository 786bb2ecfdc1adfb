// Where commands read and write: pipes, `-` for standard output, and what could not be written is said.
#include <doctest/doctest.h>

#include "process.h"

namespace doorward::test {
namespace {

constexpr std::string_view kPolicy = "policy P1 \"One\"\n  everyone for all apps block\n";

TEST_CASE("compile writes a module to standard output for a dash") {
  const ScratchFolder folder;
  folder.write("p.ward", kPolicy);
  const Result result = folder.run("compile p.ward -o -");
  CHECK_EQ(result.exit, 0);
  CHECK_EQ(folder.run("compile p.ward -o p.dwm").exit, 0);
  CHECK(result.out == folder.read("p.dwm"));
  CHECK_FALSE(folder.has("-"));
}

TEST_CASE("a signed module on standard output has to be told its set") {
  const ScratchFolder folder;
  folder.write("p.ward", kPolicy);
  folder.write("seed", std::string(32, '\1'));
  const Result unnamed = folder.run("compile p.ward -o - --sign seed");
  CHECK_EQ(unnamed.exit, 2);
  CHECK_EQ(unnamed.out, "");
  CHECK_EQ(unnamed.err,
           "doorward: error: a module on standard output has no file to be named after; name its policy set with "
           "`--set NAME`\n");
  CHECK_EQ(folder.run("compile p.ward -o - --sign seed --set p").exit, 0);
}

TEST_CASE("a private key is not written to standard output") {
  const ScratchFolder folder;
  const Result result = folder.run("keys new -o -");
  CHECK_EQ(result.exit, 2);
  CHECK_EQ(result.out, "");
  CHECK_EQ(result.err,
           "doorward: error: a private key is not for standard output, where others may read it; name a file: `-o "
           "signing.pem`\n");
}

TEST_CASE("output that did not fit is an error, also when it is found at the end only") {
  const ScratchFolder folder;
  folder.write("p.ward", kPolicy);
  const Result result = folder.run("export graph p.ward -o - > /dev/full 2> message; exit $?");
  CHECK_EQ(result.exit, 2);
  CHECK_EQ(folder.read("message"), "doorward: error: cannot write to standard output: No space left on device\n");
}

TEST_CASE("a reader that went away changes no exit code and is not spoken of") {
  const ScratchFolder folder;
  folder.write("p.ward", kPolicy);
  folder.write("q.ward", "policy P1 \"One\"\n  everyone for all apps require mfa\n");
  folder.write("bad.ward", "policy P1 \"One\"\n  everyone for al apps block\n");
  folder.write("loose.ward", "policy P1 \"One\"\n  everyone   for all apps block\n");
  folder.write("t.ward", std::string(kPolicy) +
                             "user ann = ann@contoso.example\napp mail = 6a1c2d7e-0000-4000-8000-0000000000a1\ntest "
                             "\"wrong\"\n  ann for mail\n  expect grant\n");
  const auto run = [&](const std::string& arguments, std::string_view input = {}) {
    const Result result = folder.run_unread(arguments, input);
    CHECK_EQ(result.err, folder.run(arguments, input).err);
    CHECK_EQ(result.exit, folder.run(arguments, input).exit);
    return result.exit;
  };
  CHECK_EQ(run("check bad.ward --format json"), 1);
  CHECK_EQ(run("check p.ward --format json"), 0);
  CHECK_EQ(run("test t.ward"), 1);
  CHECK_EQ(run("fmt --check loose.ward"), 1);
  CHECK_EQ(run("diff p.ward q.ward --fail-on weaker"), 1);
  // More than is written at once: what comes behind the broken write counts too.
  std::string sign_ins;
  for (int n = 0; n < 2000; ++n) sign_ins += "{\"user\": {\"id\": \"u\"}}\n";
  CHECK_EQ(run("eval --policies p.ward", sign_ins), 0);
  CHECK_EQ(run("eval --policies p.ward", sign_ins + "no\n"), 1);
}

TEST_CASE("policies are read from a pipe") {
  const ScratchFolder folder;
  folder.write("p.ward", kPolicy);
  folder.write("try.bash", "mkfifo pipe; cat p.ward > pipe & \"$1\" check pipe > said 2>&1; exit $?\n");
  CHECK_EQ(folder.run("--version > version; bash try.bash '" DOORWARD_TOOL "'").exit, 0);
  CHECK(folder.read("said").ends_with("doorward: 1 policy, no errors\n"));
}

}  // namespace
}  // namespace doorward::test
