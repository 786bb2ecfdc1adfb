#include "doorward/analysis/lockout.h"

#include "policies.h"

namespace doorward::test {
namespace {

using Kind = analysis::Lockout::Kind;

analysis::Lockout lockout(const std::string& text, const analysis::LockoutBounds& bounds = {}) {
  const Policies policies(text);
  analysis::Lockout found = analysis::find_lockout(policies.compared(), kNow, bounds);
  found.example = {};  // its texts went with the policies
  return found;
}

TEST_CASE("without a block an administrator gets in") {
  CHECK(lockout("policy CA1 \"a\"\n  everyone for all apps require mfa\n").kind == Kind::none);
}

TEST_CASE("a block of everyone locks every administrator out, and the finding names a sign-in and the policy") {
  const analysis::Lockout found = lockout("policy CA1 \"a\"\n  everyone for all apps block\n");
  CHECK(found.kind == Kind::always);
  CHECK_EQ(found.policies, std::vector<std::size_t>{0});
  CHECK(found.sentence.starts_with("global-administrator"));
}

TEST_CASE("who is excluded gets in") {
  CHECK(lockout("policy CA1 \"a\"\n  everyone except break-glass for all apps block\n").kind == Kind::none);
}

TEST_CASE("blocks that leave no gap between them lock out as one does") {
  CHECK(lockout("policy CA1 \"a\"\n  everyone on trusted networks for all apps block\n"
                "policy CA2 \"b\"\n  everyone on untrusted networks for all apps block\n")
            .kind == Kind::always);
}

TEST_CASE("to demand a compliant device of everyone lets only managed devices in") {
  const analysis::Lockout found = lockout("policy CA1 \"a\"\n  everyone for all apps require compliant-device\n");
  CHECK(found.kind == Kind::managed);
  CHECK_EQ(found.policies, std::vector<std::size_t>{0});
}

TEST_CASE("a block outside of the named networks lets administrators in from there only") {
  const analysis::Lockout found = lockout("policy CA1 \"a\"\n  everyone on untrusted networks for all apps block\n");
  CHECK(found.kind == Kind::network);
  CHECK(found.sentence == "global-administrator through browser on 198.51.100.250");
}

TEST_CASE("managed devices that are let in from named networks only are both") {
  CHECK(lockout("policy CA1 \"a\"\n  everyone on untrusted networks for all apps block\n"
                "policy CA2 \"b\"\n  everyone for all apps require compliant-device\n")
            .kind == Kind::both);
}

TEST_CASE("a platform that is blocked is no bad luck: an administrator takes another") {
  CHECK(lockout("policy CA1 \"a\"\n  everyone running android for all apps block\n").kind == Kind::none);
}

TEST_CASE("where the bounds do not suffice a lock-out is undecided") {
  CHECK(lockout("policy CA1 \"a\"\n  everyone running windows for all apps block\n"
                "policy CA2 \"b\"\n  everyone running macos for all apps block\n",
                {.policies = 0})
            .kind == Kind::undecided);
}

TEST_CASE("a report-only block locks nobody out") {
  CHECK(lockout("report-only policy CA1 \"a\"\n  everyone for all apps block\n").kind == Kind::none);
}

}  // namespace
}  // namespace doorward::test
