// Every rule by which a sign-in that leaves something open, or a policy that was not understood, meets the closed door
// (SEMANTICS.md §1, §5 and §6), on the reference evaluator and on both engines alike.
#include <doctest/doctest.h>

#include "all_engines.h"
#include "reference/build.h"

namespace doorward::differential {
namespace {

using namespace reference;
using Subject = model::SubjectItem::Kind;
using Target = model::TargetItem::Kind;
using Place = model::NetworkItem::Kind;
using Mode = model::Filter::Mode;
using Texts = std::vector<std::string>;

model::Policy block_unless_excepted(model::SubjectItem exception) {
  model::Policy policy = blocking("CA1");
  policy.users->exclude = {std::move(exception)};
  return policy;
}

std::string outcome(const model::PolicySet& set, const SignIn& sign_in, std::int64_t now = 0) {
  return decided_by_all(set, sign_in, now).outcome;
}

// ---- what a sign-in leaves open -----------------------------------------------------------------------------

TEST_CASE("fails_closed_a_missing_signal_blocks_under_strict") {
  model::Policy policy = requiring("CA1", ControlKind::mfa);
  policy.user_risk = {bit(RiskLevel::high), {}};
  const auto strict = decided_by_all(set_of({policy}), user_sign_in(), 0, true);
  CHECK(strict.outcome == "block");
  CHECK(strict.status == "signal-missing");
  CHECK(strict.assumed == Texts{"risk.user"});
  CHECK(decided_by_all(set_of({policy}), user_sign_in()).assumed == Texts{"risk.user"});
}

TEST_CASE("fails_closed_strict_gives_no_session_no_prompt_and_no_registration") {
  model::Policy demanding = requiring("CA1", ControlKind::mfa);
  demanding.session.secure_sign_in_session = true;
  model::Policy unknown = requiring("CA2", ControlKind::mfa);
  unknown.clients = {bit(ClientApp::other), {}};
  SignIn sign_in = user_sign_in();
  sign_in.user.mfa_registered = false;
  const auto decision = decided_by_all(set_of({demanding, unknown}), sign_in, 0, true);
  CHECK(decision.session == SessionResult{});
  CHECK(decision.next.empty());
  CHECK_FALSE(decision.register_mfa);
  CHECK(decision.require.size() == 1);
}

TEST_CASE("fails_closed_a_guest_of_unknown_kind_hits_includes_and_misses_excludes") {
  SignIn sign_in = user_sign_in();
  sign_in.user.guest = true;
  model::Policy included = blocking("CA1");
  included.users->include = {guests(bit(GuestKind::service_provider))};
  CHECK(outcome(set_of({included}), sign_in) == "block");
  CHECK(outcome(set_of({block_unless_excepted(guests(kAllGuestKinds))}), sign_in) == "block");
}

TEST_CASE("fails_closed_a_guest_of_unknown_tenant_hits_includes_and_misses_excludes") {
  SignIn sign_in = user_sign_in();
  sign_in.user.guest_kinds = bit(GuestKind::b2b_collaboration_guest);
  model::Policy included = blocking("CA1");
  included.users->include = {guests(bit(GuestKind::b2b_collaboration_guest), {guid(1)})};
  CHECK(outcome(set_of({included}), sign_in) == "block");
  CHECK(outcome(set_of({block_unless_excepted(guests(kAllGuestKinds, {guid(1)}))}), sign_in) == "block");
}

TEST_CASE("fails_closed_unknown_groups_roles_and_ids_miss_excludes") {
  for (const Subject kind : {Subject::user, Subject::upn, Subject::group, Subject::role, Subject::agent_user}) {
    CHECK(outcome(set_of({block_unless_excepted(subject(kind, guid(1)))}), user_sign_in()) == "block");
  }
  CHECK(outcome(set_of({block_unless_excepted(subject(Subject::guests_or_external))}), user_sign_in()) == "block");
  CHECK(outcome(set_of({block_unless_excepted(subject(Subject::all_agent_users))}), user_sign_in()) == "block");
}

TEST_CASE("fails_closed_an_exception_that_ended_exempts_nobody") {
  model::SubjectItem exception = subject(Subject::user, guid(1));
  exception.until = 20000;
  SignIn sign_in = user_sign_in();
  sign_in.user.id = "10000000-0000-4000-8000-000000000001";
  CHECK(outcome(set_of({block_unless_excepted(exception)}), sign_in, 20001LL * 86400 - 1) == "grant");
  CHECK(outcome(set_of({block_unless_excepted(exception)}), sign_in, 20001LL * 86400) == "block");
}

TEST_CASE("fails_closed_nobody_vetoes_nothing") {
  model::Policy policy = blocking("CA1");
  policy.users->include = {subject(Subject::nobody), subject(Subject::everyone)};
  CHECK(outcome(set_of({policy}), user_sign_in()) == "block");
}

TEST_CASE("fails_closed_own_tenant_is_assumed_of_a_workload") {
  model::Policy policy = blocking("CA1");
  policy.users.reset();
  policy.machines.emplace().include = {machine(model::MachineItem::Kind::own_workloads)};
  CHECK(outcome(set_of({policy}), workload_sign_in()) == "block");
}

TEST_CASE("fails_closed_all_apps_covers_actions_contexts_and_unknown_targets") {
  const model::PolicySet set = set_of({blocking("CA1")});
  CHECK(outcome(set, user_sign_in()) == "block");
  SignIn action = user_sign_in();
  action.user_action = UserAction::register_security_info;
  CHECK(outcome(set, action) == "block");
  SignIn context = user_sign_in();
  context.auth_context = 7;
  CHECK(outcome(set, context) == "block");
}

TEST_CASE("fails_closed_an_excluded_app_does_not_exempt_an_action_or_an_unknown_app") {
  model::Policy policy = blocking("CA1");
  policy.targets.exclude = {target(Target::app, guid(1)), target(Target::app_group, "Office365")};
  CHECK(outcome(set_of({policy}), user_sign_in()) == "block");
  SignIn action = user_sign_in();
  action.user_action = UserAction::register_device;
  CHECK(outcome(set_of({policy}), action) == "block");
}

TEST_CASE("fails_closed_an_app_filter_does_not_exempt_an_unknown_app_or_an_action") {
  model::Policy policy = blocking("CA1");
  const auto not_secret = compare(model::AttributeScope::app, "Level", CompareOp::ne, {"secret"});
  policy.targets.exclude = {target_where(not_secret)};
  CHECK(outcome(set_of({policy}), user_sign_in()) == "block");
  SignIn action = user_sign_in();
  action.user_action = UserAction::register_device;
  CHECK(outcome(set_of({policy}), action) == "block");
  SignIn app = user_sign_in();
  app.app = "10000000-0000-4000-8000-000000000001";
  CHECK(outcome(set_of({policy}), app) == "grant");
  policy.targets.include = {target_where(not_secret)};
  policy.targets.exclude.clear();
  CHECK(outcome(set_of({policy}), user_sign_in()) == "block");
}

TEST_CASE("fails_closed_an_audience_brings_its_policies_with_it") {
  model::Policy policy = blocking("CA1");
  policy.targets.include = {target(Target::app, guid(2))};
  SignIn sign_in = user_sign_in();
  sign_in.app = "10000000-0000-4000-8000-000000000001";
  sign_in.audiences = {"10000000-0000-4000-8000-000000000002"};
  CHECK(outcome(set_of({policy}), sign_in) == "block");
}

TEST_CASE("fails_closed_an_unconfigured_client_condition_covers_an_unknown_client") {
  CHECK(outcome(set_of({blocking("CA1")}), user_sign_in()) == "block");
  model::Policy policy = blocking("CA1");
  policy.clients = {bit(ClientApp::browser), {}};
  CHECK(decided_by_all(set_of({policy}), user_sign_in(), 0, true).status == "signal-missing");
}

TEST_CASE("fails_closed_a_legacy_client_or_device_code_flow_claims_no_device") {
  model::Policy policy = requiring_any("CA1", {control(ControlKind::compliant_device)});
  model::Policy joined = requiring_any("CA2", {control(ControlKind::domain_joined_device)});
  model::Policy unmanaged = blocking("CA3");
  unmanaged.device_filters = {filter(Mode::exclude, compare(DeviceAttribute::is_compliant, CompareOp::eq, {"True"}))};
  SignIn sign_in = user_sign_in();
  sign_in.device.is_compliant = true;
  set_property(sign_in, DeviceAttribute::trust_type, "ServerAD");
  const model::PolicySet set = set_of({policy, joined, unmanaged});
  CHECK(outcome(set, sign_in) == "grant");
  sign_in.flow = Flow::device_code;
  CHECK(decided_by_all(set, sign_in).applied == Texts{"CA1", "CA2", "CA3"});
  CHECK(decided_by_all(set_of({policy}), sign_in).require[0].status == "failed");
  CHECK(decided_by_all(set_of({joined}), sign_in).require[0].status == "failed");
  sign_in.flow.reset();
  for (const ClientApp client : {ClientApp::activesync, ClientApp::other}) {
    sign_in.client_app = client;
    CHECK(decided_by_all(set, sign_in).applied == Texts{"CA1", "CA2", "CA3"});
  }
}

TEST_CASE("fails_closed_an_unknown_platform_is_never_exempted_by_name") {
  model::Policy policy = blocking("CA1");
  policy.platforms = {bit(Platform::unknown), {}};  // all platforms, with every named one excluded
  CHECK(outcome(set_of({policy}), user_sign_in()) == "block");
  SignIn sign_in = user_sign_in();
  sign_in.device.platform = Platform::unknown;
  CHECK(outcome(set_of({policy}), sign_in) == "block");
}

TEST_CASE("fails_closed_no_address_is_not_trusted_and_is_not_exempted") {
  model::Policy policy = blocking("CA1");
  policy.networks =
      model::NetworkCondition{{place(Place::all)}, {place(Place::all_trusted), place(Place::named, 0)}, {}};
  model::PolicySet set = set_of({policy});
  set.networks.push_back(ranges("hq", true, {"0.0.0.0/0", "::/0"}));
  CHECK(outcome(set, user_sign_in()) == "block");
}

TEST_CASE("fails_closed_an_absent_compliant_network_flag_is_false") {
  model::Policy policy = blocking("CA1");
  policy.networks = model::NetworkCondition{{place(Place::all)}, {place(Place::named, 0)}, {}};
  model::PolicySet set = set_of({policy});
  set.networks.emplace_back().kind = model::Network::Kind::compliant;
  set.networks.back().name = "compliant-network";
  CHECK(outcome(set, user_sign_in()) == "block");
}

TEST_CASE("fails_closed_an_ipv6_range_exempts_no_ipv4_address") {
  model::Policy policy = blocking("CA1");
  policy.networks = model::NetworkCondition{{place(Place::all)}, {place(Place::named, 0)}, {}};
  model::PolicySet set = set_of({policy});
  set.networks.push_back(ranges("v6", false, {"::/0"}));
  SignIn sign_in = user_sign_in();
  sign_in.ip = address("203.0.113.7");
  CHECK(outcome(set, sign_in) == "block");
  sign_in.ip = address("2001:db8::1");
  CHECK(outcome(set, sign_in) == "grant");
}

TEST_CASE("fails_closed_a_hidden_risk_counts_as_none_and_is_told_under_strict_when_absent") {
  model::Policy none = blocking("CA1");
  none.sign_in_risk = {bit(RiskLevel::none), {}};
  SignIn sign_in = user_sign_in();
  CHECK(outcome(set_of({none}), sign_in) == "block");
  sign_in.sign_in_risk = RiskLevel::hidden;
  CHECK(outcome(set_of({none}), sign_in) == "block");
  model::Policy high = blocking("CA1");
  high.sign_in_risk = {bit(RiskLevel::high), {}};
  CHECK(decided_by_all(set_of({high}), user_sign_in(), 0, true).status == "signal-missing");
}

TEST_CASE("fails_closed_an_absent_flow_is_told_under_strict") {
  model::Policy policy = blocking("CA1");
  policy.flows = {bit(Flow::device_code), {}};
  CHECK(decided_by_all(set_of({policy}), user_sign_in(), 0, true).status == "signal-missing");
}

TEST_CASE("fails_closed_a_negative_operator_is_true_of_an_absent_property") {
  model::Policy policy = blocking("CA1");
  policy.device_filters = {filter(Mode::include, compare(DeviceAttribute::model, CompareOp::ne, {"Surface Hub"}))};
  CHECK(outcome(set_of({policy}), user_sign_in()) == "block");
  policy.device_filters = {filter(Mode::exclude, compare(DeviceAttribute::model, CompareOp::eq, {"Surface Hub"}))};
  CHECK(outcome(set_of({policy}), user_sign_in()) == "block");
}

TEST_CASE("fails_closed_an_extension_attribute_of_an_unmanaged_device_is_absent") {
  model::Policy policy = blocking("CA1");
  const auto saw = compare(DeviceAttribute::extension_attribute_1, CompareOp::eq, {"SAW"});
  policy.device_filters = {filter(Mode::exclude, saw)};
  SignIn sign_in = user_sign_in();
  set_property(sign_in, DeviceAttribute::extension_attribute_1, "SAW");
  CHECK(outcome(set_of({policy}), sign_in) == "block");
  sign_in.device.is_compliant = true;
  CHECK(outcome(set_of({policy}), sign_in) == "grant");
}

// ---- who cannot prove anything ------------------------------------------------------------------------------

TEST_CASE("fails_closed_who_cannot_be_prompted_fails_every_clause_whatever_is_claimed") {
  const model::PolicySet set = set_of({requiring("CA1", ControlKind::mfa)});
  SignIn claims = user_sign_in();
  claims.satisfied = {"mfa"};
  claims.strengths = {"00000000-0000-0000-0000-000000000004"};
  claims.methods = {bit(Method::fido2)};
  CHECK(outcome(set, claims) == "grant");
  SignIn legacy = claims;
  legacy.client_app = ClientApp::other;
  CHECK(outcome(set, legacy) == "block");
  SignIn agent = claims;
  agent.user.agent = true;
  CHECK(outcome(set, agent) == "block");
}

TEST_CASE("fails_closed_due_reauthentication_blocks_who_cannot_be_prompted") {
  model::Policy policy = open_policy("CA1");
  policy.session.primary_and_secondary = {.every_time = true, .hours = 0, .written_in_days = false};
  SignIn sign_in = user_sign_in();
  sign_in.auth_age = 301;
  CHECK(outcome(set_of({policy}), sign_in) == "challenge");
  sign_in.client_app = ClientApp::activesync;
  CHECK(outcome(set_of({policy}), sign_in) == "block");
}

TEST_CASE("fails_closed_a_device_fact_cannot_be_claimed") {
  SignIn sign_in = user_sign_in();
  sign_in.satisfied = {"compliantDevice", "domainJoinedDevice"};
  CHECK(outcome(set_of({requiring("CA1", ControlKind::compliant_device)}), sign_in) == "block");
  CHECK(outcome(set_of({requiring("CA1", ControlKind::domain_joined_device)}), sign_in) == "block");
}

TEST_CASE("fails_closed_a_restricted_combination_is_met_only_by_listing_its_strength") {
  model::PolicySet set = set_of({requiring_any("CA1", {strength_control(3)})});
  model::Strength& keys = set.strengths.emplace_back();
  keys.name = "keys";
  keys.combinations.push_back({bit(Method::fido2), true, {guid(1)}, {}, {}});
  SignIn sign_in = user_sign_in();
  sign_in.methods = {bit(Method::fido2)};
  sign_in.strengths = {"00000000-0000-0000-0000-000000000004"};
  CHECK(outcome(set, sign_in) == "challenge");
  sign_in.strengths = {"keys"};
  CHECK(outcome(set, sign_in) == "grant");
}

TEST_CASE("fails_closed_an_unknown_app_password_counts_as_created") {
  model::PolicySet set = set_of({});
  set.settings.emplace().trusted_ips = {range("192.0.2.192/26")};
  SignIn sign_in = user_sign_in();
  sign_in.user.mfa_state = UserState::enforced;
  sign_in.client_app = ClientApp::other;
  sign_in.ip = address("192.0.2.193");
  CHECK(outcome(set, sign_in) == "block");
  sign_in.user.has_app_password = false;
  CHECK(outcome(set, sign_in) == "grant");
}

TEST_CASE("fails_closed_an_unknown_age_of_mfa_remembers_no_device") {
  model::PolicySet set = set_of({});
  set.settings.emplace().remember_days = 14;
  SignIn sign_in = user_sign_in();
  sign_in.user.mfa_state = UserState::enforced;
  sign_in.remembered_device = true;
  CHECK(outcome(set, sign_in) == "challenge");
}

TEST_CASE("fails_closed_the_user_state_is_waived_by_no_policy") {
  model::Policy policy = requiring_any("CA1", {control(ControlKind::mfa), control(ControlKind::compliant_device)});
  SignIn sign_in = user_sign_in();
  sign_in.user.mfa_state = UserState::enforced;
  sign_in.device.is_compliant = true;
  const auto decision = decided_by_all(set_of({policy}), sign_in);
  CHECK(decision.outcome == "challenge");
  CHECK(decision.user_state.overrode == Texts{"CA1"});
}

// ---- what was not understood (--ignore-unknown) ---------------------------------------------------------------

TEST_CASE("fails_closed_an_unknown_control_cannot_be_met") {
  model::Policy policy = requiring_any("CA1", {control(ControlKind::unknown, "compliantNetwork")});
  policy.approximated = true;
  SignIn sign_in = user_sign_in();
  sign_in.satisfied = {"compliantNetwork", "mfa"};
  const auto decision = decided_by_all(set_of({policy}), sign_in);
  CHECK(decision.outcome == "block");
  CHECK(decision.require[0].unmet == Texts{"compliantNetwork"});
  CHECK(decision.approximated == Texts{"CA1"});
}

TEST_CASE("fails_closed_an_unknown_include_matches") {
  model::Policy users = blocking("CA1");
  users.users->include = {subject(Subject::anything)};
  CHECK(outcome(set_of({users}), user_sign_in()) == "block");
  model::Policy targets = blocking("CA1");
  targets.targets.include = {target(Target::anything)};
  CHECK(outcome(set_of({targets}), user_sign_in()) == "block");
  model::Policy networks = blocking("CA1");
  networks.networks = model::NetworkCondition{{place(Place::anything)}, {}, {}};
  CHECK(outcome(set_of({networks}), user_sign_in()) == "block");
  model::Policy machines = blocking("CA1");
  machines.users.reset();
  machines.machines.emplace().include = {machine(model::MachineItem::Kind::anything)};
  CHECK(outcome(set_of({machines}), workload_sign_in()) == "block");
}

TEST_CASE("fails_closed_an_undecided_decision_is_an_internal_block") {
  const reference::Decision reference_decision;
  CHECK(reference_decision.outcome == "block");
  doorward::Decision decision;
  CHECK(decision.outcome == Outcome::block);
  CHECK(decision.status == DecisionStatus::internal);
  decision.clear();
  CHECK(decision.outcome == Outcome::block);
  CHECK(decision.status == DecisionStatus::internal);
}

}  // namespace
}  // namespace doorward::differential
