// A compiled module on standard input: decided by where modules are taken, refused in the usual words where they are not.
#include <doctest/doctest.h>

#include "process.h"

namespace doorward::test {
namespace {

TEST_CASE("a module on standard input decides as the same module in a file does") {
  const ScratchFolder folder;
  folder.write("p.ward", "policy P1 \"One\"\n  everyone for all apps block\n");
  folder.write("s.ndjson", "{\"id\": \"s1\", \"user\": {\"id\": \"u\"}}\n");
  CHECK_EQ(folder.run("compile p.ward -o p.dwm").exit, 0);
  const std::string module = folder.read("p.dwm");

  const Result decided = folder.run("eval --policies - --signins s.ndjson", module);
  CHECK_EQ(decided.err, "");
  CHECK_EQ(decided.exit, 0);
  CHECK_EQ(decided.out, folder.run("eval --policies p.dwm --signins s.ndjson").out);
  CHECK_EQ(folder.run("bench --policies - --seconds 0 --threads 1", module).exit, 0);
  CHECK_EQ(folder.run("diff p.dwm - --signins s.ndjson", module).exit, 0);
  CHECK_EQ(folder.run("diff p.ward - --signins s.ndjson", folder.read("p.ward")).exit, 0);
}

TEST_CASE("a module on standard input is refused where source is needed") {
  const ScratchFolder folder;
  folder.write("p.ward", "policy P1 \"One\"\n  everyone for all apps block\n");
  CHECK_EQ(folder.run("compile p.ward -o p.dwm").exit, 0);
  const Result refused = folder.run("check -", folder.read("p.dwm"));
  CHECK_EQ(refused.exit, 2);
  CHECK_EQ(refused.err,
           "doorward: error: `stdin` is a compiled module; `check` works on source: Ward and Graph JSON\n");
}

TEST_CASE("a broken module on standard input is no module") {
  const ScratchFolder folder;
  folder.write("s.ndjson", "{}\n");
  const Result result = folder.run("eval --policies - --signins s.ndjson", "\x89 DWM");
  CHECK_EQ(result.exit, 2);
  CHECK_EQ(result.err.substr(0, 59), "doorward: error: `stdin` is no module that can be trusted: ");
}

}  // namespace
}  // namespace doorward::test
