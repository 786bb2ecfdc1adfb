// What is not understood is refused before anything is decided, or counts in the strict direction (SEMANTICS.md §1
// and §6): Graph JSON, sign-in lines and modules.
#include <doctest/doctest.h>

#include <string>

#include "all_engines.h"
#include "doorward/compiler/compile.h"
#include "doorward/compiler/graph_reader.h"
#include "doorward/io/sign_in_reader.h"
#include "reference/build.h"

namespace doorward::differential {
namespace {

struct ReadSet {
  model::PolicySet set;
  std::string refusal;  // the first error
};

ReadSet read_graph(const std::string& json, bool ignore_unknown = false) {
  SourceMap sources;
  DiagnosticSink sink;
  GraphReader reader(sources, {.ignore_unknown = ignore_unknown}, sink);
  reader.add(sources.add("policy.json", json), GraphFileOrigin::named);
  ReadSet result{reference::set_of({}), ""};
  reader.finish(result.set);
  for (const Diagnostic& diagnostic : sink.diagnostics()) {
    if (result.refusal.empty() && diagnostic.severity == Severity::error) result.refusal = diagnostic.message;
  }
  return result;
}

/// A policy for everyone and everything, with further conditions, controls and members.
std::string policy_json(const std::string& conditions, const std::string& controls = "\"mfa\"",
                        const std::string& members = "") {
  return R"({"id": "10000000-0000-4000-8000-000000000001", "displayName": "CA1", "state": "enabled", )" + members +
         R"("conditions": {"users": {"includeUsers": ["All"]}, "applications": {"includeApplications": ["All"]})" +
         (conditions.empty() ? "" : ", " + conditions) + R"(}, "grantControls": {"operator": "OR", )" +
         R"("builtInControls": [)" + controls + "]}}";
}

std::string refusal(const std::string& conditions) { return read_graph(policy_json(conditions)).refusal; }

reference::Decision decision_ignoring_unknown(const std::string& json, const SignIn& sign_in) {
  const ReadSet read = read_graph(json, true);
  REQUIRE(read.refusal == "");
  return decided_by_all(read.set, sign_in);
}

TEST_CASE("fails_closed_a_condition_with_excludes_and_no_include_is_refused") {
  CHECK(refusal(R"("platforms": {"excludePlatforms": ["android"]})") != "");
  CHECK(refusal(R"("locations": {"excludeLocations": ["AllTrusted"]})") != "");
}

TEST_CASE("fails_closed_an_unknown_field_or_value_is_refused") {
  CHECK(refusal(R"("moonPhase": ["full"])").find("moonPhase") != std::string::npos);
  CHECK(refusal(R"("clientAppTypes": ["telepathy"])").find("telepathy") != std::string::npos);
  CHECK(refusal(R"("signInRiskLevels": ["extreme"])").find("extreme") != std::string::npos);
  CHECK(read_graph(policy_json("", "\"compliantNetwork\"")).refusal.find("compliantNetwork") != std::string::npos);
}

TEST_CASE("fails_closed_a_reference_to_an_absent_location_or_strength_is_refused") {
  const std::string id = "10000000-0000-4000-8000-0000000000aa";
  CHECK(refusal(R"("locations": {"includeLocations": [")" + id + R"("]})").find(id) != std::string::npos);
  const std::string strength =
      R"({"id": "10000000-0000-4000-8000-000000000001", "displayName": "CA1", "state": "enabled",
    "conditions": {"users": {"includeUsers": ["All"]}, "applications": {"includeApplications": ["All"]}},
    "grantControls": {"operator": "OR", "authenticationStrength": {"id": ")" +
      id + R"("}}})";
  CHECK(read_graph(strength).refusal.find(id) != std::string::npos);
}

TEST_CASE("fails_closed_one_id_with_two_contents_is_refused") {
  CHECK(read_graph("[" + policy_json("") + "," + policy_json(R"("clientAppTypes": ["browser"])") + "]").refusal != "");
}

TEST_CASE("fails_closed_ignoring_an_unknown_control_leaves_it_unmeetable") {
  SignIn sign_in = reference::user_sign_in();
  sign_in.satisfied = {"mfa", "compliantNetwork"};
  const auto decision = decision_ignoring_unknown(policy_json("", "\"compliantNetwork\""), sign_in);
  CHECK(decision.outcome == "block");
  CHECK(decision.require.at(0).status == "failed");
  CHECK(decision.approximated.size() == 1);
}

TEST_CASE("fails_closed_ignoring_an_unknown_condition_lets_it_match") {
  const auto decision = decision_ignoring_unknown(policy_json(R"("moonPhase": ["full"])"), reference::user_sign_in());
  CHECK(decision.applied.size() == 1);
  CHECK(decision.approximated.size() == 1);
}

TEST_CASE("fails_closed_ignoring_an_unknown_exclude_drops_it") {
  SignIn sign_in = reference::user_sign_in();
  sign_in.device.platform = Platform::windows;
  const auto decision = decision_ignoring_unknown(
      policy_json(R"("platforms": {"includePlatforms": ["all"], "excludePlatforms": ["toaster"]})"), sign_in);
  CHECK(decision.applied.size() == 1);
  CHECK(decision.approximated.size() == 1);
}

TEST_CASE("fails_closed_a_line_that_is_no_sign_in_is_an_error") {
  SignInReader reader;
  SignIn sign_in;
  for (const char* line : {R"({"id": "s1"})",                                      // neither user nor workload
                           R"({"user": {"id": "u"}, "workload": {"id": "w"}})",    // both
                           R"({"user": {"id": "u"}, "mood": "good"})",             // an unknown field
                           R"({"user": {"id": "u", "groups": "g"}})",              // a wrong type
                           R"({"user": {"id": "u"}, "session": {"mfaAge": -1}})",  // a negative age
                           R"({"user": {"id": "u"}, "clientApp": "browser", "clientApp": "other"})",  // a key twice
                           R"({"user": {"id": "u"}, "network": {"ip": "203.0.113.256"}})",            // no address
                           R"({"user": {"id": "u"}, "risk": {"signIn": "extreme"}})",  // an unknown level
                           R"({"user": {"id": "u"})", R"([])", R"("user")"}) {         // no object at all
    INFO(line);
    CHECK_FALSE(reader.read(line, sign_in));
    CHECK(reader.error() != "");
  }
}

TEST_CASE("fails_closed_a_damaged_module_does_not_load") {
  DiagnosticSink sink;
  const SourceMap sources;
  std::vector<std::byte> module = compile(reference::set_of({reference::blocking("CA1")}), sources, {}, sink);
  std::string error;
  REQUIRE(PolicySet::load(module, error) != nullptr);
  module[module.size() / 2] ^= std::byte{1};
  CHECK(PolicySet::load(module, error) == nullptr);
  CHECK(error != "");
  module.resize(module.size() / 2);
  CHECK(PolicySet::load(module, error) == nullptr);
}

}  // namespace
}  // namespace doorward::differential
