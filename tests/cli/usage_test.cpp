// What is typed wrong on the command line: exit 2, one line that names it, and what to type.
#include <doctest/doctest.h>

#include "process.h"

namespace doorward::test {
namespace {

constexpr std::string_view kPolicy = "policy P1 \"One\"\n  everyone for all apps block\n";

TEST_CASE("a word that is no command is named, also before `--help` and below a command") {
  const ScratchFolder folder;
  const auto said = [&](const std::string& arguments) {
    const Result result = folder.run(arguments);
    CHECK_EQ(result.exit, 2);
    CHECK_EQ(result.out, "");
    return result.err;
  };
  CHECK_EQ(said("bogus"), "doorward: error: there is no command `bogus`\nhelp: type `doorward --help`\n");
  CHECK_EQ(said("bogus --help"), said("bogus"));
  CHECK_EQ(said("--help bogus"), said("bogus"));
  CHECK_EQ(said("chek --help"), "doorward: error: there is no command `chek`\nhelp: did you mean `doorward check`?\n");
  CHECK_EQ(said("users bogus --help"),
           "doorward: error: there is no command `bogus`\nhelp: type `doorward users --help`\n");
  CHECK_EQ(said("users enabel ann --store u.db"),
           "doorward: error: there is no command `enabel`\nhelp: did you mean `doorward users enable`?\n");
  CHECK_EQ(said("keys nwe"), "doorward: error: there is no command `nwe`\nhelp: did you mean `doorward keys new`?\n");
}

TEST_CASE("arguments of a command are not taken for commands") {
  const ScratchFolder folder;
  CHECK_EQ(folder.run("explain check").err.find("there is no command"), std::string::npos);
  CHECK_EQ(folder.run("--help").exit, 0);
  CHECK_EQ(folder.run("users --help").exit, 0);
  CHECK_EQ(folder.run("--version").exit, 0);
}

TEST_CASE("standard input is named once") {
  const ScratchFolder folder;
  folder.write("p.ward", kPolicy);
  const auto refused = [&](const std::string& arguments, std::string_view help = {}) {
    CAPTURE(arguments);
    const Result result = folder.run(arguments, kPolicy);
    CHECK_EQ(result.exit, 2);
    CHECK_EQ(result.out, "");
    CHECK_EQ(result.err, "doorward: error: standard input is named twice\n" + std::string(help));
  };
  refused("check - -");
  refused("check - --directory -");
  refused("fmt - -");
  refused("compile - - -o p.dwm");
  refused("export graph - -");
  refused("test - p.ward -");
  refused("diff - -");
  refused("diff p.ward - --signins -");
  refused("bench --policies - --signins -");
  refused("ask - \"everyone\" --directory -");
  refused("eval --policies -",
          "help: name the file of the sign-ins: `--signins FILE`; without it they are standard input\n");
  refused("eval --policies p.ward --directory -",
          "help: name the file of the sign-ins: `--signins FILE`; without it they are standard input\n");
  CHECK_EQ(folder.run("diff - p.ward", kPolicy).exit, 0);
}

TEST_CASE("`ask` takes the policies before the sentence too") {
  const ScratchFolder folder;
  folder.write("p.ward", kPolicy);
  folder.write("q.ward", "policy P2 \"Two\"\n  everyone for all apps require mfa\n");
  const Result plain = folder.run("ask --policies p.ward \"everyone through browsers\"");
  CHECK_EQ(plain.exit, 0);
  const Result before = folder.run("ask p.ward \"everyone through browsers\"");
  CHECK_EQ(before.exit, 0);
  CHECK_EQ(before.out, plain.out);
  CHECK_EQ(folder.run("ask p.ward q.ward \"everyone\"").out,
           folder.run("ask --policies p.ward --policies q.ward \"everyone\"").out);
  const Result neither = folder.run("ask \"everyone\"");
  CHECK_EQ(neither.exit, 2);
  CHECK_EQ(neither.err, "doorward: error: PATH is required\nhelp: type `doorward ask --help`\n");
}

}  // namespace
}  // namespace doorward::test
