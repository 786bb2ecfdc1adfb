// Tests as tables, in another order, and again when files change.
#include <doctest/doctest.h>

#include <cstdlib>

#include "policies.h"
#include "process.h"

namespace doorward::test {
namespace {

const std::string kTable =
    "test,who,on,using,for,given,expect\n"
    "a café,alice,198.51.100.7,non-joined devices,procurement,alice in contractors,require mfa\n"
    ",alice,203.0.113.9,non-joined devices,procurement,alice in contractors,grant\n";
const std::string kTablePassed =
    "PASS  a café\n"
    "PASS  alice on 203.0.113.9 using non-joined devices for procurement given alice in contractors\n"
    "2 tests: 2 passed, 0 failed, 0 in error\n";

}  // namespace

TEST_CASE("each row of a table is a test, called by its sentence where it has no title") {
  const ScratchFolder folder;
  folder.write("p.ward", kNouns + kCommissioned);
  folder.write("cases.csv", kTable);
  const Result result = folder.run("test p.ward cases.csv");
  CHECK_EQ(result.err, "");
  CHECK_EQ(result.out, kTablePassed);
  CHECK_EQ(result.exit, 0);
}

TEST_CASE("a table is read as spreadsheets save it") {
  const ScratchFolder folder;
  folder.write("p.ward", kNouns + kCommissioned);
  std::string excel = "\xEF\xBB\xBFsep=;\r\n";
  for (const char c : kTable)
    excel += c == ',' ? std::string(";") : c == '\n' ? std::string("\r\n") : std::string(1, c);
  folder.write("cases.csv", excel);
  const Result result = folder.run("test p.ward cases.csv");
  CHECK_EQ(result.err, "");
  CHECK_EQ(result.out, kTablePassed);
  std::string wide = "\xFF\xFE";
  for (const char c : std::string_view("who\tfor\texpect\nalice\tprocurement\tgrant\n")) wide += {c, '\0'};
  folder.write("cases.csv", wide);
  CHECK_EQ(folder.run("test p.ward cases.csv").err, "");
  folder.write("cases.csv", wide + "x");
  CHECK_EQ(folder.run("test p.ward cases.csv").exit, 2);
}

TEST_CASE("a folder's tables end in .tests.csv, and other CSV is left alone") {
  const ScratchFolder folder;
  folder.write("set/p.ward", kNouns + kCommissioned);
  folder.write("set/cases.tests.csv", kTable);
  folder.write("set/users.csv", "upn\nalice@contoso.example\n");
  CHECK_EQ(folder.run("test set").out, kTablePassed);
}

TEST_CASE("a row that fails is shown with its line, the expectation, the decision and its reasons") {
  const ScratchFolder folder;
  folder.write("p.ward", kNouns + kCommissioned);
  folder.write("cases.csv",
               "who,for,on,using,given,expect\n"
               "\n"
               "\"alice\",procurement,\"198.51.100.7\n\",non-joined devices,alice in contractors,grant\n"
               "alice,procurement,198.51.100.7,non-joined devices,,require mfa\n");
  const Result result = folder.run("test p.ward cases.csv");
  CHECK_EQ(result.exit, 1);
  CHECK_EQ(result.out,
           "FAIL  alice on 198.51.100.7 using non-joined devices for procurement given alice in contractors\n"
           "      cases.csv:3: it is challenge, not grant\n"
           "      expected: grant\n"
           "      decided:  challenge, requires mfa\n"
           "      alice@contoso.example for procurement from 198.51.100.7: challenged, asks for mfa\n"
           "        p#1 applies and requires mfa: can still be done\n"
           "        mfa would do: then it is granted\n"
           "        a hybrid-joined device would do: then it is granted\n"
           "        the network hq would do: then it is granted\n"
           "FAIL  alice on 198.51.100.7 using non-joined devices for procurement\n"
           "      cases.csv:5: it does not demand mfa\n"
           "      expected: require mfa\n"
           "      decided:  grant\n"
           "      alice@contoso.example for procurement from 198.51.100.7: granted\n"
           "        taken for absent: device.trustType\n"
           "        p#1 does not apply: the user is alice@contoso.example, not contractors\n"
           "2 tests: 0 passed, 2 failed, 0 in error\n");
}

TEST_CASE("a cell cannot begin a statement, and a fault of a row is shown at its line") {
  const ScratchFolder folder;
  folder.write("p.ward", kNouns + kCommissioned);
  folder.write("cases.csv",
               "who,for,expect\nalice,\"procurement expect grant\npolicy CA9 \"\"x\"\" everyone\",block\n");
  const Result result = folder.run("test p.ward cases.csv --color never");
  CHECK_EQ(result.exit, 2);
  CHECK_EQ(result.out, "");
  CHECK(result.err.starts_with("cases.csv:2:"));
}

TEST_CASE("a table names its columns with words that a test has") {
  const ScratchFolder folder;
  folder.write("p.ward", kNouns + kCommissioned);
  const auto refused = [&](const std::string& table) {
    folder.write("cases.csv", table);
    const Result result = folder.run("test p.ward cases.csv");
    CHECK_EQ(result.exit, 2);
    return result.err;
  };
  CHECK_EQ(refused("who,form,expect\n"),
           "doorward: error: cannot read `cases.csv`: line 1: `form` is no column; there are `test`, `who`, `through`, "
           "`by`, `running`, `at`, `on`, `using`, `for`, `having done`, `given`, `expect`\n");
  CHECK_EQ(refused("who,for\n"), "doorward: error: cannot read `cases.csv`: line 1: the column `expect` is missing\n");
  CHECK_EQ(refused("who,for,who,expect\n"),
           "doorward: error: cannot read `cases.csv`: line 1: the column `who` stands twice\n");
  CHECK_EQ(refused("who,for,expect\na,b,c,d\n"),
           "doorward: error: cannot read `cases.csv`: line 2: there are 4 cells below 3 columns\n");
  CHECK_EQ(refused("who,for,expect\n\"a,b,c\n"),
           "doorward: error: cannot read `cases.csv`: line 2: the quotes of a cell are not closed\n");
  CHECK_EQ(refused(""),
           "doorward: error: cannot read `cases.csv`: line 1: a line that names the columns is expected\n");
}

TEST_CASE("tests run in the order of a seed, which is said and repeats") {
  const ScratchFolder folder;
  folder.write("p.ward", kNouns + kCommissioned);
  std::string table = "test,who,for,expect\n";
  for (char c = 'a'; c <= 'f'; ++c) table += std::string(1, c) + ",guests,procurement,grant\n";
  folder.write("cases.csv", table);
  const Result first = folder.run("test p.ward cases.csv --shuffle=7");
  CHECK_EQ(first.err, "doorward: the tests run in the order of the seed 7: `--shuffle=7` repeats it\n");
  CHECK_EQ(first.out,
           "PASS  f\nPASS  b\nPASS  e\nPASS  c\nPASS  a\nPASS  d\n6 tests: 6 passed, 0 failed, 0 in error\n");
  CHECK_EQ(folder.run("test p.ward cases.csv --shuffle=7").out, first.out);
  const Result any = folder.run("test --shuffle p.ward cases.csv");
  const std::string seed = any.err.substr(any.err.find("--shuffle="), any.err.rfind('`') - any.err.find("--shuffle="));
  CHECK_EQ(folder.run("test p.ward cases.csv " + seed).out, any.out);
  const Result bad = folder.run("test p.ward --shuffle=x");
  CHECK_EQ(bad.exit, 2);
  CHECK_EQ(bad.err, "doorward: error: `x` is no seed: a number is expected\n");
}

TEST_CASE("--watch runs again when it is told to, sees what has changed, and ends with its input") {
  const ScratchFolder folder;
  folder.write("p.ward", kNouns + kCommissioned);
  folder.write("cases.csv", kTable);
  folder.write("watch.sh",
               "mkfifo in out\n"
               "\"$1\" test p.ward cases.csv --watch <in >out 2>/dev/null &\n"
               "exec 3>in 4<out\n"
               "round() { while read -r line <&4; do echo \"$line\"; case $line in *'in error') break;; esac; done; }\n"
               "round\n"
               "printf 'who,for,expect\\nguests,procurement,block\\n' >cases.csv\n"
               "echo >&3\n"
               "round | tail -1\n"
               "exec 3>&-\n"
               "wait $!\n"
               "echo exit $?\n");
  const std::string command = "cd '" + folder.path(".").string() + "' && bash watch.sh '" DOORWARD_TOOL "' >said";
  REQUIRE_EQ(std::system(command.c_str()), 0);
  CHECK_EQ(folder.read("said"),
           "PASS  a café\n"
           "PASS  alice on 203.0.113.9 using non-joined devices for procurement given alice in contractors\n"
           "2 tests: 2 passed, 0 failed, 0 in error\n"
           "1 test: 0 passed, 1 failed, 0 in error\n"
           "exit 1\n");
}

TEST_CASE("--watch runs again when a file changes that the policies have behind a link") {
  const ScratchFolder folder;
  folder.write("shared/p.ward", kNouns + kCommissioned);
  folder.write("set/t.ward", "test \"t\" alice on 203.0.113.9 using non-joined devices for procurement expect grant\n");
  folder.write("watch.sh",
               "ln -s ../shared set/linked\n"
               "mkfifo in out\n"
               "\"$1\" test set --watch <in >out 2>/dev/null &\n"
               "exec 3>in 4<out\n"
               "round() { while read -r line <&4; do case $line in *'in error') echo \"$line\"; break;; esac; done; }\n"
               "round\n"
               "echo 'alice for procurement block' >>shared/p.ward\n"
               "round\n"
               "exec 3>&-\n"
               "wait $!\n");
  const std::string command =
      "cd '" + folder.path(".").string() + "' && timeout 60 bash watch.sh '" DOORWARD_TOOL "' >said";
  CHECK_NE(std::system(command.c_str()), 0);  // the code of the last run
  CHECK_EQ(folder.read("said"), "1 test: 1 passed, 0 failed, 0 in error\n1 test: 0 passed, 1 failed, 0 in error\n");
}

}  // namespace doorward::test
