// Clauses, outcomes, prompts, sessions, user states, strictness (SEMANTICS.md §2 to §6, §8.8 to §8.10).
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "decided.h"

namespace doorward::test {
namespace {

using namespace reference;
using Texts = std::vector<std::string>;

std::string require_of(const model::PolicySet& set, const SignIn& sign_in) {
  const reference::Decision decision = decided(set, sign_in);
  return decision.outcome + " " + to_json(decision)["require"].dump();
}

TEST_CASE("the decision in full, as the contract prints it") {
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

TEST_CASE("clauses: pending where a person can satisfy them, failed where nobody can, never flattened") {
  const auto mfa = control(ControlKind::mfa);
  const auto device = control(ControlKind::compliant_device);
  CHECK(require_of(set_of({requiring_any("a", {device, mfa}), requiring("b", ControlKind::mfa)}), user_sign_in()) ==
        R"(challenge [{"policy":"a","operator":"OR","controls":["mfa","compliantDevice"],)"
        R"("unmet":["mfa","compliantDevice"],"status":"pending"},)"
        R"({"policy":"b","operator":"OR","controls":["mfa"],"unmet":["mfa"],"status":"pending"}])");
  CHECK(require_of(set_of({requiring_all("a", {device, mfa})}), user_sign_in()) ==
        R"(block [{"policy":"a","operator":"AND","controls":["mfa","compliantDevice"],)"
        R"("unmet":["mfa","compliantDevice"],"status":"failed"}])");
  SignIn compliant = user_sign_in();
  compliant.device.is_compliant = true;
  CHECK(decided(set_of({requiring_any("a", {device, mfa}), requiring("b", ControlKind::mfa)}), compliant).outcome ==
        "challenge");
}

TEST_CASE("block wins over everything, and the session is empty") {
  model::Policy policy = requiring("b", ControlKind::mfa);
  policy.session.persistent_browser = true;
  const reference::Decision decision = decided(set_of({blocking("a"), policy}), user_sign_in());
  CHECK(decision.outcome == "block");
  CHECK(decision.blocked_by == Texts{"a"});
  CHECK(decision.session.persistent_browser.empty());
  CHECK(decision.next.empty());
}

TEST_CASE("satisfied: names without case, ids as GUIDs; facts of the device cannot be claimed") {
  SignIn sign_in = user_sign_in();
  sign_in.satisfied = {"TERMS:{10000000-0000-4000-8000-000000000001}", "approvedapplication", "compliantDevice",
                       "custom:DUO"};
  CHECK(decided(set_of({requiring_any("a", {control(ControlKind::terms, guid(1))})}), sign_in).outcome == "grant");
  CHECK(decided(set_of({requiring_any("a", {control(ControlKind::custom, "duo")})}), sign_in).outcome == "grant");
  CHECK(decided(set_of({requiring("a", ControlKind::approved_application)}), sign_in).outcome == "grant");
  CHECK(decided(set_of({requiring("a", ControlKind::compliant_device)}), sign_in).outcome == "block");
}

TEST_CASE("strengths: by listing, by containment, by methods; mfa stands for the built-in one") {
  const model::PolicySet resistant = set_of({requiring_any("a", {strength_control(2)})});
  const model::PolicySet builtin = set_of({requiring_any("a", {strength_control(0)})});
  const model::PolicySet mfa = set_of({requiring("a", ControlKind::mfa)});
  SignIn sign_in = user_sign_in();
  sign_in.strengths = {"00000000-0000-0000-0000-000000000004"};
  for (const auto* set : {&resistant, &builtin, &mfa}) CHECK(decided(*set, sign_in).outcome == "grant");
  sign_in.strengths = {"00000000-0000-0000-0000-000000000002"};
  CHECK(decided(resistant, sign_in).outcome == "challenge");
  CHECK(decided(mfa, sign_in).outcome == "grant");
  sign_in.strengths = {};
  sign_in.satisfied = {"mfa"};
  CHECK(decided(builtin, sign_in).outcome == "grant");
  CHECK(decided(resistant, sign_in).outcome == "challenge");
  sign_in.satisfied = {"strength:00000000-0000-0000-0000-000000000004"};
  CHECK(decided(resistant, sign_in).outcome == "grant");
  sign_in.satisfied = {};
  sign_in.methods = {bit(Method::password), bit(Method::fido2) | bit(Method::password)};
  CHECK(decided(resistant, sign_in).outcome == "grant");
}

TEST_CASE("fails_closed_strength_with_configurations_is_met_only_by_listing_it") {
  model::PolicySet set = set_of({requiring_any("a", {strength_control(3)})});
  model::Strength keys;
  keys.name = "keys";
  keys.combinations.push_back({bit(Method::fido2), true, {guid(1)}, {}, {}});
  set.strengths.push_back(keys);
  SignIn sign_in = user_sign_in();
  sign_in.methods = {bit(Method::fido2)};
  CHECK(decided(set, sign_in).outcome == "challenge");
  sign_in.strengths = {"KEYS"};
  CHECK(decided(set, sign_in).outcome == "grant");
}

TEST_CASE("fails_closed_unknown_control_is_unmeetable") {
  SignIn sign_in = user_sign_in();
  sign_in.satisfied = {"moonlight", "unknown"};
  model::Policy policy = requiring_any("a", {control(ControlKind::unknown, "moonlight")});
  policy.approximated = true;
  const reference::Decision decision = decided(set_of({policy}), sign_in);
  CHECK(decision.outcome == "block");
  CHECK(decision.approximated == Texts{"a"});
}

TEST_CASE("fails_closed_who_cannot_be_prompted_is_blocked") {
  const model::PolicySet set = set_of({requiring("a", ControlKind::mfa)});
  SignIn legacy = user_sign_in();
  legacy.client_app = ClientApp::other;
  legacy.satisfied = {"mfa"};
  legacy.strengths = {"00000000-0000-0000-0000-000000000004"};
  legacy.methods = {bit(Method::fido2)};
  CHECK(decided(set, legacy).outcome == "block");
  SignIn agent = legacy;
  agent.client_app = ClientApp::browser;
  agent.user.agent = true;
  CHECK(decided(set, agent).outcome == "block");
  model::Policy timed = open_policy("a");
  timed.session.primary_and_secondary = {.every_time = true, .hours = 0, .written_in_days = false};
  legacy.auth_age = 301;
  const reference::Decision due = decided(set_of({timed}), legacy);
  CHECK(due.outcome == "block");
  CHECK(due.reauthenticate);
}

TEST_CASE("next: all of an AND, the first of an OR, in Entra's order; mfa of the state too") {
  const reference::Decision decision = decided(
      set_of({requiring_any("a", {control(ControlKind::terms, guid(1)), control(ControlKind::custom, "duo")}),
              requiring_all("b", {control(ControlKind::password_change), control(ControlKind::risk_remediation)})}),
      user_sign_in());
  CHECK(decision.next == Texts{"passwordChange", "riskRemediation", "terms:" + guid(1)});
  SignIn enforced = user_sign_in();
  enforced.user.mfa_state = UserState::enforced;
  CHECK(decided(set_of({requiring("a", ControlKind::password_change)}), enforced).next ==
        Texts{"mfa", "passwordChange"});
}

TEST_CASE("sessions: the strictest of each control, profiles once") {
  model::Policy a = open_policy("a");
  a.session.primary_and_secondary = {.every_time = false, .hours = 24, .written_in_days = true};
  a.session.secondary = {.every_time = true, .hours = 0, .written_in_days = false};
  a.session.persistent_browser = true;
  a.session.cloud_app_security = model::CloudAppSecurity::monitor_only;
  a.session.continuous_access = model::ContinuousAccess::disabled;
  a.session.disable_resilience_defaults = true;
  a.session.filtering_profile = model::Id::of("P2");
  model::Policy b = open_policy("b");
  b.session.primary_and_secondary = {.every_time = false, .hours = 4, .written_in_days = false};
  b.session.secondary = {.every_time = false, .hours = 1, .written_in_days = false};
  b.session.persistent_browser = false;
  b.session.cloud_app_security = model::CloudAppSecurity::block_downloads;
  b.session.continuous_access = model::ContinuousAccess::strict_enforcement;
  b.session.application_enforced_restrictions = true;
  b.session.filtering_profile = model::Id::of("p2");
  CHECK(to_json(decided(set_of({a, b}), user_sign_in()))["session"].dump() ==
        R"({"signInFrequency":{"primaryAndSecondaryAuthentication":{"hours":4},"secondaryAuthentication":"everyTime"},)"
        R"("persistentBrowser":"never","cloudAppSecurity":"blockDownloads",)"
        R"("continuousAccessEvaluation":"strictEnforcement","applicationEnforcedRestrictions":true,)"
        R"("disableResilienceDefaults":["a"],"globalSecureAccessFilteringProfile":["P2"]})");
}

TEST_CASE("reauthentication is due beyond a timer; absent ages are fresh") {
  model::Policy policy = open_policy("a");
  policy.session.primary_and_secondary = {.every_time = false, .hours = 1, .written_in_days = false};
  SignIn sign_in = user_sign_in();
  CHECK(decided(set_of({policy}), sign_in).outcome == "grant");
  sign_in.auth_age = 3600;
  CHECK(decided(set_of({policy}), sign_in).outcome == "grant");
  sign_in.auth_age = 3601;
  const reference::Decision due = decided(set_of({policy}), sign_in);
  CHECK(due.outcome == "challenge");
  CHECK(due.reauthenticate);
  CHECK(due.next.empty());
}

TEST_CASE("user states: the table, row by row") {
  model::PolicySet set = set_of({});
  set.settings.emplace();
  set.settings->trusted_ips = {range("192.0.2.192/26")};
  set.settings->remember_days = 14;
  SignIn sign_in = user_sign_in();
  const auto effect = [&] {
    const reference::Decision decision = decided(set, sign_in);
    return decision.user_state.effect + " " + decision.user_state.exempt_by + " " + decision.user_state.status;
  };
  CHECK(effect() == "none  satisfied");
  sign_in.user.mfa_state = UserState::enabled;
  CHECK(effect() == "require-mfa  pending");
  sign_in.user.mfa_registered = false;
  CHECK(effect() == "require-registration  pending");
  CHECK(decided(set, sign_in).register_mfa);
  sign_in.user.mfa_registered = true;
  sign_in.remembered_device = true;
  CHECK(effect() == "require-mfa  pending");
  sign_in.mfa_age = 14 * 86400;
  CHECK(effect() == "exempt remembered-device satisfied");
  sign_in.mfa_age = 14 * 86400 + 1;
  CHECK(effect() == "require-mfa  pending");
  sign_in.satisfied = {"mfa"};
  CHECK(effect() == "require-mfa  satisfied");
  sign_in.ip = address("192.0.2.200");
  CHECK(effect() == "exempt trusted-ip satisfied");
  sign_in.client_app = ClientApp::activesync;
  CHECK(effect() == "none  satisfied");
  sign_in.user.mfa_state = UserState::enforced;
  CHECK(effect() == "app-password  failed");
  sign_in.satisfied = {"appPassword"};
  CHECK(effect() == "app-password  satisfied");
  set.settings->app_passwords_allowed = false;
  CHECK(effect() == "app-password  failed");
  sign_in.user.has_app_password = false;
  CHECK(effect() == "exempt trusted-ip satisfied");
}

TEST_CASE("precedence: the state takes precedence, overrides policies, or is ignored") {
  model::PolicySet set =
      set_of({requiring("a", ControlKind::mfa),
              requiring_any("b", {control(ControlKind::mfa), control(ControlKind::compliant_device)}),
              requiring("c", ControlKind::password_change)});
  set.settings.emplace();
  SignIn sign_in = user_sign_in();
  sign_in.user.mfa_state = UserState::enforced;
  sign_in.device.is_compliant = true;
  CHECK(decided(set, sign_in).user_state.overrode == Texts{"b", "c"});
  set.settings->precedence = Precedence::state_overrides_policies;
  const reference::Decision overridden = decided(set, sign_in);
  CHECK(overridden.user_state.overrode == Texts{"a", "b"});
  CHECK(overridden.require[0].status == "satisfied");
  CHECK(overridden.next == Texts{"mfa", "passwordChange"});
  set.settings->precedence = Precedence::state_ignored;
  CHECK(decided(set, sign_in).user_state.effect == "none");
  CHECK(decided(set, sign_in).user_state.overrode.empty());
}

TEST_CASE("report-only: evaluated beside and without effect") {
  model::Policy pending = requiring("a", ControlKind::mfa);
  model::Policy failed = requiring("b", ControlKind::compliant_device);
  model::Policy session = open_policy("c");
  session.session.persistent_browser = false;
  for (model::Policy* policy : {&pending, &failed, &session}) policy->state = model::PolicyState::report_only;
  const reference::Decision decision = decided(set_of({pending, failed, session}), user_sign_in());
  CHECK(decision.outcome == "grant");
  CHECK(decision.session.persistent_browser.empty());
  CHECK(decision.report_only == std::vector<std::pair<std::string, std::string>>{{"a", "reportOnlyInterrupted"},
                                                                                 {"b", "reportOnlyFailure"},
                                                                                 {"c", "reportOnlySuccess"}});
}

TEST_CASE("assumed: the absent signals that a policy which does not apply tested") {
  model::Policy policy = requiring("a", ControlKind::mfa);
  policy.sign_in_risk = model::MaskCondition{bit(RiskLevel::high), {}};
  policy.users->exclude = {subject(model::SubjectItem::Kind::group, guid(1))};
  policy.device_filters = {filter(model::Filter::Mode::include, compare(DeviceAttribute::model, CompareOp::eq, {"x"}))};
  policy.when = compare(model::AttributeScope::user, "department", CompareOp::eq, {"HR"});
  const model::PolicySet set = set_of({policy});
  SignIn sign_in = user_sign_in();
  CHECK(decided(set, sign_in).assumed ==
        Texts{"device.properties.model", "risk.signIn", "user.attributes.department", "user.groups"});
  sign_in.user.has_groups = true;
  sign_in.sign_in_risk = RiskLevel::hidden;
  sign_in.client_app = ClientApp::other;
  sign_in.user.attributes = {{"Department", {"IT"}, false}};
  CHECK(decided(set, sign_in).assumed.empty());
  CHECK(decided(set, workload_sign_in()).assumed.empty());
}

TEST_CASE("fails_closed_strict_turns_an_assumed_signal_into_a_block") {
  model::Policy policy = requiring("b", ControlKind::mfa);
  policy.user_risk = model::MaskCondition{bit(RiskLevel::high), {}};
  model::Policy session = requiring("a", ControlKind::terms);
  session.session.persistent_browser = true;
  const reference::Decision decision = decided(set_of({policy, session}), user_sign_in(), true);
  CHECK(decision.outcome == "block");
  CHECK(decision.status == "signal-missing");
  CHECK(decision.require.size() == 1);
  CHECK(decision.next.empty());
  CHECK(decision.session.persistent_browser.empty());
}

}  // namespace
}  // namespace doorward::test
