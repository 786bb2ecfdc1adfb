#include "doorward/analysis/shadowed.h"

#include "policies.h"

namespace doorward::test {
namespace {

/// `CA2 by CA1; CA3 nowhere`.
std::string shadowed(const std::string& text) {
  const Policies policies(text);
  const analysis::ShadowedPolicies found = analysis::find_shadowed(policies.compared(), kNow);
  CHECK(found.undecided.empty());
  std::string said;
  for (const analysis::Shadowed& one : found.policies) {
    said += (said.empty() ? "" : "; ") + policies.name(one.policy);
    if (one.by.empty()) said += " nowhere";
    for (const std::size_t by : one.by) said += " by " + policies.name(by);
  }
  return said;
}

TEST_CASE("a policy whose demand another makes wherever it applies changes nothing") {
  CHECK_EQ(
      shadowed("policy CA1 \"a\"\n  everyone for all apps require mfa\n"
               "policy CA2 \"b\"\n  contractors through browsers for procurement require mfa or compliant-device\n"),
      "CA2 by CA1");
}

TEST_CASE("an exclusion of the stricter policy lets the other matter") {
  CHECK_EQ(shadowed("policy CA1 \"a\"\n  everyone except interns for all apps require mfa\n"
                    "policy CA2 \"b\"\n  contractors for procurement require mfa\n"),
           "");
}

TEST_CASE("two policies cover a third between them") {
  CHECK_EQ(shadowed("policy CA1 \"a\"\n  everyone on trusted networks for all apps require mfa\n"
                    "policy CA2 \"b\"\n  everyone on untrusted networks for all apps block\n"
                    "policy CA3 \"c\"\n  contractors for procurement require mfa\n"),
           "CA3 by CA2 by CA1");
}

TEST_CASE("another session is a reason to keep a policy") {
  CHECK_EQ(shadowed("policy CA1 \"a\"\n  everyone for all apps require mfa\n"
                    "policy CA2 \"b\"\n  contractors for all apps require mfa with sign-in every 4 hours\n"),
           "");
}

TEST_CASE("of two that say the same the later one changes nothing") {
  CHECK_EQ(shadowed("policy CA1 \"a\"\n  contractors for procurement block\n"
                    "policy CA2 \"b\"\n  contractors for procurement block\n"),
           "CA2 by CA1");
}

TEST_CASE("a policy whose exclusion takes all of it away applies nowhere") {
  CHECK_EQ(shadowed("policy CA1 \"a\"\n  contractors except contractors for procurement block\n"), "CA1 nowhere");
}

}  // namespace
}  // namespace doorward::test
