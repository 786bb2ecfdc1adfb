// Clauses, outcomes, prompting, sessions, report-only and strictness (SEMANTICS.md §2 to §4, §8.8 to §8.10).
#include "reference/decide.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "reference/build.h"

namespace doorward::reference {
namespace {

using Texts = std::vector<std::string>;

Decision decided(const model::PolicySet& set, const SignIn& sign_in, bool strict = false) {
  return decide(set, published_app_groups(), sign_in, {.now = 0, .strict = strict});
}

std::string require_of(const model::PolicySet& set, const SignIn& sign_in) {
  const Decision decision = decided(set, sign_in);
  return decision.outcome + " " + to_json(decision)["require"].dump();
}

TEST_CASE("decisions print all members in the order of the contract") {
  SignIn sign_in = user_sign_in();
  sign_in.id = "s1";
  model::Policy policy = requiring("CA101", ControlKind::mfa);
  policy.session.primary_and_secondary = {.every_time = false, .hours = 4, .written_in_days = false};
  policy.session.persistent_browser = false;
  model::Policy reporting = blocking("CA010");
  reporting.state = model::PolicyState::report_only;
  CHECK(to_json(decided(set_of({policy, reporting}), sign_in)).dump() ==
        R"({"id":"s1","outcome":"challenge","require":[{"policy":"CA101","operator":"OR","controls":["mfa"],)"
        R"("unmet":["mfa"],"status":"pending"}],"session":{"signInFrequency":{"primaryAndSecondaryAuthentication":)"
        R"({"hours":4}},"persistentBrowser":"never"},"reauthenticate":false,"register":false,"next":["mfa"],)"
        R"("assumed":[],"policies":{"applied":["CA101"],"blockedBy":[],"reportOnly":[{"policy":"CA010",)"
        R"("result":"reportOnlyFailure"}]},"userState":{"state":"disabled","effect":"none","status":"satisfied",)"
        R"("overrode":[]}})");
}

TEST_CASE("no applying policy grants, and a disabled one is not evaluated") {
  model::Policy policy = blocking("CA1");
  policy.state = model::PolicyState::disabled;
  CHECK(decided(set_of({policy}), user_sign_in()).outcome == "grant");
  CHECK(decided(set_of({policy}), user_sign_in()).applied.empty());
}

TEST_CASE("block wins, and the other clauses stay listed") {
  const Decision decision = decided(set_of({blocking("CA1"), requiring("CA2", ControlKind::mfa)}), user_sign_in());
  CHECK(decision.outcome == "block");
  CHECK(decision.blocked_by == Texts{"CA1"});
  CHECK(decision.applied == Texts{"CA1", "CA2"});
  CHECK(decision.require.size() == 1);
  CHECK(decision.next.empty());
}

TEST_CASE("clauses: pending where a person can satisfy them, failed where nobody can") {
  const auto mfa = control(ControlKind::mfa);
  const auto device = control(ControlKind::compliant_device);
  CHECK(require_of(set_of({requiring_any("CA1", {device, mfa})}), user_sign_in()) ==
        R"(challenge [{"policy":"CA1","operator":"OR","controls":["mfa","compliantDevice"],)"
        R"("unmet":["mfa","compliantDevice"],"status":"pending"}])");
  CHECK(require_of(set_of({requiring_all("CA1", {device, mfa})}), user_sign_in()) ==
        R"(block [{"policy":"CA1","operator":"AND","controls":["mfa","compliantDevice"],)"
        R"("unmet":["mfa","compliantDevice"],"status":"failed"}])");
  SignIn sign_in = user_sign_in();
  sign_in.device.is_compliant = true;
  CHECK(require_of(set_of({requiring_any("CA1", {device, mfa})}), sign_in) ==
        R"(grant [{"policy":"CA1","operator":"OR","controls":["mfa","compliantDevice"],"unmet":["mfa"],)"
        R"("status":"satisfied"}])");
}

TEST_CASE("clauses: controls stand in Entra's order, once, and one control alone is OR") {
  const auto terms = [](unsigned number) { return control(ControlKind::terms, guid(number)); };
  model::Policy policy = requiring_all("CA1", {terms(2), terms(1), control(ControlKind::verified_id), terms(2),
                                               strength_control(0), control(ControlKind::mfa)});
  const Decision decision = decided(set_of({policy}), user_sign_in());
  CHECK(decision.require[0].controls == Texts{"mfa", "strength:00000000-0000-0000-0000-000000000002", "verifiedID",
                                              "terms:" + guid(1), "terms:" + guid(2)});
  CHECK(decision.next == decision.require[0].controls);
  const Decision twice = decided(set_of({requiring_all("CA1", {terms(1), terms(1)})}), user_sign_in());
  CHECK(twice.require[0].op == "OR");
}

TEST_CASE("next: all of an AND, the first of an OR, in Entra's order over all policies") {
  const Decision decision =
      decided(set_of({requiring_any("CA1", {control(ControlKind::custom, "duo"), control(ControlKind::compliant_device),
                                            control(ControlKind::terms, guid(1))}),
                      requiring_all("CA2", {control(ControlKind::password_change), control(ControlKind::mfa)})}),
              user_sign_in());
  CHECK(decision.next == Texts{"mfa", "passwordChange", "terms:" + guid(1)});
}

TEST_CASE("satisfied: names compare without case and ids as GUIDs; device facts cannot be claimed") {
  SignIn sign_in = user_sign_in();
  sign_in.satisfied = {"TERMS:{10000000-0000-4000-8000-000000000001}", "approvedapplication", "compliantDevice"};
  CHECK(decided(set_of({requiring_any("CA1", {control(ControlKind::terms, guid(1))})}), sign_in).outcome == "grant");
  CHECK(decided(set_of({requiring("CA1", ControlKind::approved_application)}), sign_in).outcome == "grant");
  CHECK(decided(set_of({requiring("CA1", ControlKind::compliant_device)}), sign_in).outcome == "block");
}

TEST_CASE("strengths: met by listing, by what contains it, and by a superset of methods") {
  const model::PolicySet phishing_resistant = set_of({requiring_any("CA1", {strength_control(2)})});
  const model::PolicySet mfa = set_of({requiring("CA1", ControlKind::mfa)});
  const model::PolicySet builtin_mfa = set_of({requiring_any("CA1", {strength_control(0)})});
  SignIn sign_in = user_sign_in();
  sign_in.strengths = {"00000000-0000-0000-0000-000000000004"};
  CHECK(decided(phishing_resistant, sign_in).outcome == "grant");
  CHECK(decided(mfa, sign_in).outcome == "grant");
  CHECK(decided(builtin_mfa, sign_in).outcome == "grant");
  sign_in.strengths = {"00000000-0000-0000-0000-000000000002"};
  CHECK(decided(phishing_resistant, sign_in).outcome == "challenge");
  CHECK(decided(mfa, sign_in).outcome == "grant");
  sign_in.strengths = {};
  sign_in.satisfied = {"mfa"};
  CHECK(decided(builtin_mfa, sign_in).outcome == "grant");
  CHECK(decided(phishing_resistant, sign_in).outcome == "challenge");
  sign_in.satisfied = {};
  sign_in.methods = {bit(Method::password) | bit(Method::fido2)};
  CHECK(decided(phishing_resistant, sign_in).outcome == "grant");
  sign_in.methods = {bit(Method::password), bit(Method::sms)};
  CHECK(decided(mfa, sign_in).outcome == "challenge");
}

TEST_CASE("strengths: a combination with configurations is met only by listing its strength") {
  model::PolicySet set = set_of({requiring_any("CA1", {strength_control(3)})});
  model::Strength keys;
  keys.name = "keys";
  keys.combinations.push_back({bit(Method::fido2), true, {guid(1)}, {}, {}});
  set.strengths.push_back(keys);
  SignIn sign_in = user_sign_in();
  sign_in.methods = {bit(Method::fido2)};
  CHECK(decided(set, sign_in).outcome == "challenge");
  CHECK(decided(set, sign_in).next == Texts{"strength:keys"});
  sign_in.methods = {};
  sign_in.strengths = {"KEYS"};
  CHECK(decided(set, sign_in).outcome == "grant");
}

TEST_CASE("legacy clients, workloads and agents cannot be prompted, and nothing that they claim counts") {
  const model::PolicySet set = set_of({requiring("CA1", ControlKind::mfa)});
  SignIn legacy = user_sign_in();
  legacy.client_app = ClientApp::other;
  legacy.satisfied = {"mfa"};
  legacy.methods = {bit(Method::fido2)};
  legacy.strengths = {"00000000-0000-0000-0000-000000000004"};
  CHECK(decided(set, legacy).require[0].status == "failed");
  SignIn agent = legacy;
  agent.client_app = ClientApp::browser;
  agent.user.agent = true;
  CHECK(decided(set, agent).outcome == "block");
  agent.user.agent = false;
  CHECK(decided(set, agent).outcome == "grant");
}

TEST_CASE("sessions: the strictest of each control, from every applying enforced policy") {
  model::Policy a = open_policy("CA1");
  a.session.primary_and_secondary = {.every_time = false, .hours = 24, .written_in_days = true};
  a.session.secondary = {.every_time = true, .hours = 0, .written_in_days = false};
  a.session.persistent_browser = true;
  a.session.cloud_app_security = model::CloudAppSecurity::monitor_only;
  a.session.disable_resilience_defaults = true;
  a.session.filtering_profile = model::Id::of("p2");
  model::Policy b = open_policy("CA2");
  b.session.primary_and_secondary = {.every_time = false, .hours = 4, .written_in_days = false};
  b.session.secondary = {.every_time = false, .hours = 1, .written_in_days = false};
  b.session.persistent_browser = false;
  b.session.cloud_app_security = model::CloudAppSecurity::block_downloads;
  b.session.continuous_access = model::ContinuousAccess::disabled;
  b.session.secure_sign_in_session = true;
  b.session.filtering_profile = model::Id::of("p1");
  const Decision decision = decided(set_of({a, b}), user_sign_in());
  CHECK(to_json(decision)["session"].dump() ==
        R"({"signInFrequency":{"primaryAndSecondaryAuthentication":{"hours":4},"secondaryAuthentication":"everyTime"},)"
        R"("persistentBrowser":"never","cloudAppSecurity":"blockDownloads","continuousAccessEvaluation":"disabled",)"
        R"("secureSignInSession":true,"disableResilienceDefaults":["CA1"],)"
        R"("globalSecureAccessFilteringProfile":["p1","p2"]})");
}

TEST_CASE("reauthentication is due beyond the timer, and is a block for those who cannot be prompted") {
  model::Policy policy = open_policy("CA1");
  policy.session.primary_and_secondary = {.every_time = false, .hours = 1, .written_in_days = false};
  SignIn sign_in = user_sign_in();
  CHECK(decided(set_of({policy}), sign_in).outcome == "grant");
  sign_in.auth_age = 3600;
  CHECK_FALSE(decided(set_of({policy}), sign_in).reauthenticate);
  sign_in.auth_age = 3601;
  CHECK(decided(set_of({policy}), sign_in).outcome == "challenge");
  CHECK(decided(set_of({policy}), sign_in).next.empty());
  sign_in.client_app = ClientApp::activesync;
  CHECK(decided(set_of({policy}), sign_in).outcome == "block");
  CHECK(decided(set_of({policy}), sign_in).reauthenticate);
  CHECK_FALSE(decided(set_of({policy, blocking("CA2")}), sign_in).reauthenticate);
  policy.session.primary_and_secondary.reset();
  policy.session.secondary = {.every_time = true, .hours = 0, .written_in_days = false};
  sign_in.client_app.reset();
  sign_in.mfa_age = 300;
  CHECK_FALSE(decided(set_of({policy}), sign_in).reauthenticate);
  sign_in.mfa_age = 301;
  CHECK(decided(set_of({policy}), sign_in).reauthenticate);
}

TEST_CASE("report-only policies tell their result and change nothing") {
  std::vector<model::Policy> policies{blocking("CA1"), requiring("CA2", ControlKind::mfa),
                                      requiring("CA3", ControlKind::compliant_device), open_policy("CA4")};
  for (model::Policy& policy : policies) policy.state = model::PolicyState::report_only;
  const Decision decision = decided(set_of(policies), user_sign_in());
  CHECK(decision.outcome == "grant");
  CHECK(decision.report_only == std::vector<std::pair<std::string, std::string>>{{"CA1", "reportOnlyFailure"},
                                                                                 {"CA2", "reportOnlyInterrupted"},
                                                                                 {"CA3", "reportOnlyFailure"},
                                                                                 {"CA4", "reportOnlySuccess"}});
}

TEST_CASE("register: only on challenge, while mfa or a strength is pending and the user has not registered") {
  SignIn sign_in = user_sign_in();
  const model::PolicySet mfa = set_of({requiring("CA1", ControlKind::mfa)});
  CHECK_FALSE(decided(mfa, sign_in).register_mfa);
  sign_in.user.mfa_registered = false;
  CHECK(decided(mfa, sign_in).register_mfa);
  CHECK(decided(set_of({requiring_any("CA1", {strength_control(1)})}), sign_in).register_mfa);
  CHECK_FALSE(decided(set_of({requiring_any("CA1", {control(ControlKind::terms, "t")})}), sign_in).register_mfa);
  CHECK_FALSE(decided(set_of({requiring("CA1", ControlKind::mfa), blocking("CA2")}), sign_in).register_mfa);
}

TEST_CASE("assumed: all absent signals that a non-applying enforced policy tests, sorted by path") {
  model::Policy policy = blocking("CA1");
  policy.users->include = {subject(model::SubjectItem::Kind::group, guid(1))};
  policy.targets.include = {target(model::TargetItem::Kind::app, guid(2))};
  policy.user_risk = {bit(RiskLevel::high), {}};
  policy.when = compare(model::AttributeScope::user, "department", CompareOp::eq, {"HR"});
  policy.device_filters = {filter(model::Filter::Mode::include, compare(DeviceAttribute::model, CompareOp::eq, {"x"}))};
  SignIn sign_in = user_sign_in();
  sign_in.user_risk = RiskLevel::low;
  const Decision decision = decided(set_of({policy}), sign_in, true);
  CHECK(decision.assumed == Texts{"app.id", "device.properties.model", "user.attributes.department", "user.groups"});
  CHECK(decision.outcome == "block");
  CHECK(decision.status == "signal-missing");
  CHECK(decided(set_of({policy}), sign_in).outcome == "grant");
  CHECK(decided(set_of({policy}), sign_in).status.empty());
}

TEST_CASE("assumed: neither applying, nor report-only, nor policies of the other kind of actor count") {
  model::Policy policy = blocking("CA1");
  policy.clients = {bit(ClientApp::browser), {}};
  CHECK(decided(set_of({policy}), user_sign_in()).assumed == Texts{"clientApp"});
  CHECK(decided(set_of({policy}), workload_sign_in()).assumed.empty());
  policy.state = model::PolicyState::report_only;
  CHECK(decided(set_of({policy}), user_sign_in()).assumed.empty());
}

}  // namespace
}  // namespace doorward::reference
