#include "doorward/io/decision_writer.h"

#include <doctest/doctest.h>

#include "doorward/compiler/compile.h"
#include "doorward/runtime/evaluate.h"
#include "reference/build.h"

using namespace doorward;
using reference::control;

namespace {

std::shared_ptr<const PolicySet> loaded(std::vector<model::Policy> policies) {
  SourceMap sources;
  DiagnosticSink sink;
  const auto module = compile(reference::set_of(std::move(policies)), sources, {}, sink);
  std::string error;
  auto set = PolicySet::load(module, error);
  REQUIRE_MESSAGE(set != nullptr, error);
  return set;
}

model::Policy with_graph_id(model::Policy policy, std::string_view id) {
  policy.graph_id = model::Id::of(id);
  return policy;
}

/// Policies 0 `CA010`, 1 `CA101`, 2 `say "no"`; by Graph id the second comes first.
std::shared_ptr<const PolicySet> three_policies() {
  model::Policy strict = reference::requiring_all(
      "CA101",
      {control(ControlKind::mfa), control(ControlKind::compliant_device), control(ControlKind::terms, "house")});
  return loaded({with_graph_id(std::move(strict), reference::guid(1)),
                 with_graph_id(reference::requiring("CA010", ControlKind::mfa), reference::guid(2)),
                 reference::blocking("say \"no\"")});
}

}  // namespace

TEST_CASE("a decision has every key in its fixed order") {
  const auto set = three_policies();
  Decision decision;
  decision.outcome = Outcome::challenge;
  decision.status = DecisionStatus::ok;
  decision.require = {{0, ClauseStatus::satisfied, 0}, {1, ClauseStatus::pending, 0b101}};
  decision.session.primary_and_secondary = Timer{false, 4};
  decision.session.secondary = Timer{true, 0};
  decision.session.persistent_browser = false;
  decision.session.cloud_app_security = MergedCloudApp::block_downloads;
  decision.session.continuous_access = MergedAccessEvaluation::strict_location;
  decision.session.application_enforced_restrictions = true;
  decision.session.secure_sign_in_session = true;
  decision.session.disable_resilience_defaults = {0, 1};
  decision.reauthenticate = true;
  decision.register_mfa = true;
  decision.next = {set->controls(1)[0], set->controls(1)[2]};
  decision.assumed = signal_bit(Signal::user_groups) | signal_bit(Signal::app) | signal_bit(DeviceAttribute::model);
  decision.applied = {0, 1};
  decision.report_only = {{2, ReportResult::failure}};
  decision.approximated = {1};
  decision.user_state = {UserState::enforced, StateEffect::exempt, ExemptBy::trusted_ip, ClauseStatus::satisfied, {0}};
  DecisionWriter writer(set);
  CHECK(writer.write("s1", decision) ==
        R"({"id":"s1","outcome":"challenge","require":[)"
        R"({"policy":"CA010","operator":"OR","controls":["mfa"],"unmet":[],"status":"satisfied"},)"
        R"({"policy":"CA101","operator":"AND","controls":["mfa","compliantDevice","terms:house"],)"
        R"("unmet":["mfa","terms:house"],"status":"pending"}],)"
        R"("session":{"signInFrequency":{"primaryAndSecondaryAuthentication":{"hours":4},)"
        R"("secondaryAuthentication":"everyTime"},"persistentBrowser":"never","cloudAppSecurity":"blockDownloads",)"
        R"("continuousAccessEvaluation":"strictLocation","applicationEnforcedRestrictions":true,)"
        R"("secureSignInSession":true,"disableResilienceDefaults":["CA010","CA101"]},)"
        R"("reauthenticate":true,"register":true,"next":["mfa","terms:house"],)"
        R"("assumed":["app.id","device.properties.model","user.groups"],"approximated":["CA101"],)"
        R"("policies":{"applied":["CA010","CA101"],"blockedBy":[],)"
        R"("reportOnly":[{"policy":"say \"no\"","result":"reportOnlyFailure"}]},)"
        R"("userState":{"state":"enforced","effect":"exempt","exemptBy":"trusted-ip","status":"satisfied",)"
        R"("overrode":["CA010"]}})"
        "\n");
}

TEST_CASE("what is absent leaves no key, and a decision that failed says its status") {
  DecisionWriter writer(three_policies());
  Decision decision;
  decision.clear();
  CHECK(writer.write("a\"b\n", decision) ==
        R"({"id":"a\"b\n","outcome":"block","require":[],"session":{},"reauthenticate":false,"register":false,)"
        R"("next":[],"assumed":[],"status":"internal","policies":{"applied":[],"blockedBy":[],"reportOnly":[]},)"
        R"("userState":{"state":"disabled","effect":"none","status":"satisfied","overrode":[]}})"
        "\n");
}

TEST_CASE("Graph names are ids where there are ids, and lists are sorted by them") {
  DecisionWriter writer(three_policies(), PolicyNames::graph);
  Decision decision;
  decision.clear();
  decision.status = DecisionStatus::ok;
  decision.require = {{0, ClauseStatus::failed, 1}, {1, ClauseStatus::failed, 2}};
  decision.applied = {0, 1, 2};
  decision.blocked_by = {2};
  decision.report_only = {{0, ReportResult::success}, {1, ReportResult::interrupted}};
  CHECK(writer.write("s1", decision) ==
        R"({"id":"s1","outcome":"block","require":[)"
        R"({"policy":"10000000-0000-4000-8000-000000000001","operator":"AND",)"
        R"("controls":["mfa","compliantDevice","terms:house"],"unmet":["compliantDevice"],"status":"failed"},)"
        R"({"policy":"10000000-0000-4000-8000-000000000002","operator":"OR","controls":["mfa"],"unmet":["mfa"],)"
        R"("status":"failed"}],"session":{},"reauthenticate":false,"register":false,"next":[],"assumed":[],)"
        R"("policies":{"applied":["10000000-0000-4000-8000-000000000001","10000000-0000-4000-8000-000000000002",)"
        R"("say \"no\""],"blockedBy":["say \"no\""],"reportOnly":[)"
        R"({"policy":"10000000-0000-4000-8000-000000000001","result":"reportOnlyInterrupted"},)"
        R"({"policy":"10000000-0000-4000-8000-000000000002","result":"reportOnlySuccess"}]},)"
        R"("userState":{"state":"disabled","effect":"none","status":"satisfied","overrode":[]}})"
        "\n");
}

TEST_CASE("texts of the set that a decision names by number are written sorted") {
  model::Policy first = reference::open_policy("P1");
  first.session.filtering_profile = model::Id::of("profile-z");
  model::Policy second = reference::open_policy("P2");
  second.session.filtering_profile = model::Id::of("profile-a");
  const auto set = loaded({std::move(first), std::move(second)});
  Scratch scratch(set);
  Decision decision;
  evaluate(scratch, reference::user_sign_in(), {.now = 0, .strict = false, .evaluation = Evaluation::interpreter},
           decision);
  DecisionWriter writer(set);
  CHECK(writer.write("", decision) ==
        R"({"id":"","outcome":"grant","require":[],)"
        R"("session":{"globalSecureAccessFilteringProfile":["profile-a","profile-z"]},)"
        R"("reauthenticate":false,"register":false,"next":[],"assumed":[],)"
        R"("policies":{"applied":["P1","P2"],"blockedBy":[],"reportOnly":[]},)"
        R"("userState":{"state":"disabled","effect":"none","status":"satisfied","overrode":[]}})"
        "\n");
}

TEST_CASE("an explanation is the last member") {
  DecisionWriter writer(three_policies());
  Decision decision;
  decision.clear();
  decision.status = DecisionStatus::ok;
  Explanation explanation;
  explanation.policies.push_back({0, PolicyState::enabled, true, {}, {"notSet"}});
  explanation.policies.push_back(
      {1, PolicyState::report_only, false, {{Dimension::networks, "198.51.100.7", "trusted networks"}}, {"location"}});
  explanation.changes.push_back({"a compliant device", Outcome::grant});
  const std::string line(writer.write("s1", decision, explanation));
  CHECK(line.substr(line.find(",\"explain\"")) ==
        R"(,"explain":{"policies":[{"policy":"CA010","state":"enabled","applied":true,"mismatches":[],)"
        R"("analysisReasons":["notSet"]},{"policy":"CA101","state":"enabledForReportingButNotEnforced",)"
        R"("applied":false,"mismatches":[{"condition":"network","found":"198.51.100.7","wanted":"trusted networks"}],)"
        R"("analysisReasons":["location"]}],"changes":[{"change":"a compliant device","outcome":"grant"}]}})"
        "\n");
}

TEST_CASE("an input line that is no sign-in gives an error line") {
  DecisionWriter writer(three_policies());
  CHECK(writer.write_error(12, "`user.id` must be a string, it is \"5\"") ==
        "{\"line\":12,\"error\":\"`user.id` must be a string, it is \\\"5\\\"\"}\n");
}
