// What tests cover, and the tests that `doorward test --suggest` writes.
#include <doctest/doctest.h>

#include "policies.h"
#include "process.h"

namespace doorward::test {
namespace {

TEST_CASE("coverage names what no test has shown") {
  const ScratchFolder folder;
  folder.write("p.ward", kNouns + std::string(R"(policy CA1 "Contractors"
  contractors on untrusted networks using non-joined devices for procurement require mfa
)"));
  folder.write("t.ward", R"(test "steps up"
  alice on 198.51.100.7 using non-joined devices for procurement
  given alice in contractors
  expect require mfa
)");
  const Result r0 = folder.run("test p.ward t.ward --coverage");
  CHECK_EQ(r0.exit, 0);
  CHECK_EQ(r0.err, "");
  CHECK_EQ(r0.out, R"(PASS  steps up
1 test: 1 passed, 0 failed, 0 in error
coverage 50 %: policies 1 of 1, conditions 4 of 8, outcomes 1 of 3
  CA1: users never fails, targets never fails, network never fails, device never fails
  outcomes never seen: grant, block
)");
  const Result r1 = folder.run("test p.ward t.ward --coverage-min 50");
  CHECK_EQ(r1.exit, 0);
  CHECK_EQ(r1.err, "");
  CHECK_EQ(r1.out, R"(PASS  steps up
1 test: 1 passed, 0 failed, 0 in error
coverage 50 %: policies 1 of 1, conditions 4 of 8, outcomes 1 of 3
  CA1: users never fails, targets never fails, network never fails, device never fails
  outcomes never seen: grant, block
)");
  const Result r2 = folder.run("test p.ward t.ward --coverage-min 90 --coverage-lcov c.info --coverage-html c.html");
  CHECK_EQ(r2.exit, 1);
  CHECK_EQ(r2.err, "doorward: error: the tests cover 50 % of the policies, and 90 % is asked for\n");
  CHECK_EQ(r2.out, R"(PASS  steps up
1 test: 1 passed, 0 failed, 0 in error
coverage 50 %: policies 1 of 1, conditions 4 of 8, outcomes 1 of 3
  CA1: users never fails, targets never fails, network never fails, device never fails
  outcomes never seen: grant, block
)");
  CHECK_EQ(folder.read("c.info"), R"(TN:doorward
SF:p.ward
FN:5,CA1
FNDA:1,CA1
FNF:1
FNH:1
BRDA:5,0,0,1
BRDA:5,0,1,0
BRDA:5,1,0,1
BRDA:5,1,1,0
BRDA:5,2,0,1
BRDA:5,2,1,0
BRDA:5,3,0,1
BRDA:5,3,1,0
BRF:8
BRH:4
DA:5,1
LF:1
LH:1
end_of_record
)");
  CHECK_EQ(folder.read("c.html"), R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Coverage of policies</title>
<style>body{font-family:sans-serif}table{border-collapse:collapse}td,th{border:1px solid #999;padding:4px;text-align:left;vertical-align:top}ul{margin:0;padding-left:1.2em}.yes{color:#060}.no{color:#a00;font-weight:bold}</style>
</head>
<body>
<h1>Coverage 50 %</h1>
<p>Policies 1 of 1, conditions 4 of 8, outcomes 1 of 3.</p>
<table>
<tr><th>policy</th><th>where</th><th>applied</th><th>conditions</th></tr>
<tr><td>CA1</td><td>p.ward:5</td><td class="yes">1</td><td><ul><li class="no">users: holds 1, fails 0</li><li class="no">targets: holds 1, fails 0</li><li class="no">network: holds 1, fails 0</li><li class="no">device: holds 1, fails 0</li></ul></td></tr>
</table>
<table>
<tr><th>outcome</th><th>sign-ins</th></tr>
<tr><td>grant</td><td class="no">0</td></tr>
<tr><td>challenge</td><td class="yes">1</td></tr>
<tr><td>block</td><td class="no">0</td></tr>
</table>
</body>
</html>
)");
}

TEST_CASE("suggested tests pass and cover what was missing") {
  const ScratchFolder folder;
  folder.write("p.ward", kNouns + std::string(R"(policy CA1 "Contractors"
  contractors on untrusted networks using non-joined devices for procurement require mfa
report-only policy CA2 "Legacy"
  everyone through legacy clients for all apps block
)"));
  const Result suggested = folder.run("test p.ward --suggest");
  CHECK_EQ(suggested.exit, 0);
  CHECK_EQ(suggested.err, "");
  CHECK(suggested.out.find("test \"CA2 applies\"\n"
                           "  members on 198.51.100.250 through activesync for other-app\n"
                           "  expect grant\n") != std::string::npos);
  CHECK_EQ(folder.run("test p.ward --coverage-min 80").exit, 1);
  folder.write("s.ward", suggested.out);
  const Result covered = folder.run("test p.ward s.ward --coverage-min 80");
  CHECK_EQ(covered.exit, 0);
  CHECK_EQ(covered.err, "");
}

TEST_CASE("only tests whose title holds the filter run") {
  const ScratchFolder folder;
  folder.write("p.ward", kNouns + std::string(R"(policy CA1 "Contractors"
  contractors on untrusted networks using non-joined devices for procurement require mfa
)"));
  folder.write("t.ward", R"(test "steps up"
  alice on 198.51.100.7 using non-joined devices for procurement
  given alice in contractors
  expect require mfa
test "other"
  alice on 198.51.100.7 using non-joined devices for procurement
  given alice in contractors
  expect require mfa
)");
  const Result r0 = folder.run("test p.ward t.ward --filter STEPS");
  CHECK_EQ(r0.exit, 0);
  CHECK_EQ(r0.err, "");
  CHECK_EQ(r0.out, R"(PASS  steps up
1 test: 1 passed, 0 failed, 0 in error
)");
}

}  // namespace
}  // namespace doorward::test
