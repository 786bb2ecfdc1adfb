// Where commands write: `-` is standard output, devices stay devices, and what could not be written is said.
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

}  // namespace
}  // namespace doorward::test
