#include "doorward/analysis/lockout.h"

#include "policies.h"

namespace doorward::test {
namespace {

using Kind = analysis::Lockout::Kind;

analysis::Lockout lockout(const std::string& text) {
  const Policies policies(text);
  return analysis::find_lockout(policies.compared(), kNow);
}

TEST_CASE("without a block an administrator gets in") {
  CHECK(lockout("policy CA1 \"a\"\n  everyone for all apps require mfa\n").kind == Kind::none);
}

TEST_CASE("a block of everyone locks every administrator out, and the finding names a sign-in and the policy") {
  const analysis::Lockout found = lockout("policy CA1 \"a\"\n  everyone for all apps block\n");
  CHECK(found.kind == Kind::always);
  CHECK_EQ(found.policies, std::vector<std::string>{"CA1"});
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
  CHECK(found.kind == Kind::conditional);
  CHECK_EQ(found.policies, std::vector<std::string>{"CA1"});
}

TEST_CASE("a report-only block locks nobody out") {
  CHECK(lockout("report-only policy CA1 \"a\"\n  everyone for all apps block\n").kind == Kind::none);
}

}  // namespace
}  // namespace doorward::test
