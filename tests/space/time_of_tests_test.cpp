// Tests of policies that look at the time, run at the time of the clock: 2026-11-18, a Wednesday, at 11:06:40 UTC.
#include "policies.h"

namespace doorward::test {
namespace {

const std::string kTest = "test \"t\"\n  interns using non-joined devices for procurement\n  expect block\n";

/// What is said of the one test, with the advice behind a bar.
std::string said(const std::string& policies) {
  const auto results = Policies(policies + kTest).run_tests();
  REQUIRE_EQ(results.size(), 1);
  const TestResult& result = results.front();
  if (result.verdict == TestResult::Verdict::pass) return "pass";
  return result.problem + " | " + result.help;
}

TEST_CASE("a test that a window decides is told the next time at which it is decided otherwise") {
  CHECK_EQ(said("interns for procurement when time is between 08:00 and 17:00 in \"UTC\" block\n"),
           "the result rests on the time, which the test leaves open: at 2026-11-18T17:00:00Z it is grant; at "
           "2026-11-18T11:06:40Z block by suggested.ward#1 | say at what time tests are decided: `doorward test --at "
           "2026-11-18T11:06:40Z`");
  CHECK_EQ(said("interns for procurement when time is between 20:10 and 21:00 in \"Asia/Kathmandu\" block\n"),
           "the result rests on the time, which the test leaves open: at 2026-11-18T14:25:00Z it is block by "
           "suggested.ward#1; at "
           "2026-11-18T11:06:40Z grant | say at what time tests are decided: `doorward test --at "
           "2026-11-18T14:25:00Z`");
}

TEST_CASE("a window that another policy makes of no account leaves nothing open") {
  CHECK_EQ(said("interns for procurement when time is between 08:00 and 17:00 in \"UTC\" block\n"
                "interns for procurement block\n"),
           "pass");
}

TEST_CASE("an exception that ends is as it is now, and does not hide a window") {
  CHECK_EQ(said("everyone except contractors until 2026-11-18 for procurement block\n"), "pass");
  CHECK_EQ(said("everyone except interns until 2026-11-17 for procurement block\n"), "pass");
  CHECK_EQ(said("everyone except interns until 2026-11-18 for procurement block\n"), "it is grant, not block | ");
  // The exception ends before the next Sunday comes, and had not begun to matter on the last.
  CHECK_EQ(said("everyone except contractors until 2026-11-18 for procurement require mfa\n"
                "interns for procurement when day in [sun] block\n"),
           "the result rests on the time, which the test leaves open: at 2026-11-15T00:00:00Z it is block by "
           "suggested.ward#2; at "
           "2026-11-18T11:06:40Z challenge, requires mfa | say at what time tests are decided: `doorward test --at "
           "2026-11-15T00:00:00Z`");
}

}  // namespace
}  // namespace doorward::test
