#include "doorward/analysis/shadowed.h"

#include "doorward/runtime/evaluate.h"
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
    if (one.sentence.empty()) said += " nowhere";
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

TEST_CASE("a request for several apps gets past a policy that excepts one of them, and the other policy matters") {
  CHECK_EQ(shadowed("policy CA1 \"a\"\n  everyone for all apps except office-365 require mfa\n"
                    "policy CA2 \"b\"\n  contractors for procurement require mfa\n"),
           "");
}

TEST_CASE("a legacy client that only one of two policies is about lets it matter") {
  CHECK_EQ(shadowed("policy CA1 \"a\"\n  everyone through modern clients for all apps require mfa\n"
                    "policy CA2 \"b\"\n  contractors for procurement require mfa\n"),
           "");
}

TEST_CASE("every finding carries a sign-in to which the policy and one that covers it apply") {
  const Policies policies(
      "policy CA1 \"a\"\n  everyone on hq for all apps require mfa\n"
      "policy CA2 \"b\"\n  contractors running windows on hq for procurement require mfa or compliant-device\n");
  const auto found = analysis::find_shadowed(policies.compared(), kNow);
  REQUIRE_EQ(found.policies.size(), 1);
  const analysis::Shadowed& one = found.policies.front();
  CHECK_EQ(one.sentence, "contractors running windows on 203.0.113.0 for procurement");
  Scratch scratch(policies.compared().set);
  Decision decision;
  evaluate(scratch, one.example, {.now = kNow, .strict = false}, decision);
  CHECK_EQ(decision.applied, std::vector<std::uint32_t>{0, 1});
}

TEST_CASE("where the bounds do not suffice it is undecided whether a policy changes anything") {
  const Policies policies(
      "policy CA1 \"a\"\n  everyone on trusted networks for all apps require mfa\n"
      "policy CA2 \"b\"\n  everyone on untrusted networks for all apps require mfa\n"
      "policy CA3 \"c\"\n  contractors for procurement require mfa\n");
  const auto found = analysis::find_shadowed(policies.compared(), kNow, {.searches = 0});
  CHECK(found.policies.empty());
  CHECK_EQ(found.undecided, std::vector<std::size_t>{2});
}

TEST_CASE("a policy whose exclusion takes all of it away applies nowhere") {
  CHECK_EQ(shadowed("policy CA1 \"a\"\n  contractors except contractors for procurement block\n"), "CA1 nowhere");
}

}  // namespace
}  // namespace doorward::test
