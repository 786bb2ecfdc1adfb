// When a policy applies, dimension by dimension (SEMANTICS.md §1 and §8).
#include "reference/applies.h"

#include <doctest/doctest.h>

#include "reference/build.h"

namespace doorward::reference {
namespace {

using Subject = model::SubjectItem::Kind;
using Machine = model::MachineItem::Kind;
using Target = model::TargetItem::Kind;
using Place = model::NetworkItem::Kind;
using Mode = model::Filter::Mode;

bool applies_to(const model::Policy& policy, const SignIn& sign_in, std::int64_t now = 0,
                model::PolicySet set = set_of({})) {
  return applies(policy, set, published_app_groups(), Circumstances(sign_in, now));
}

model::Policy for_users(std::vector<model::SubjectItem> include, std::vector<model::SubjectItem> exclude = {}) {
  model::Policy policy = open_policy("p");
  policy.users->include = std::move(include);
  policy.users->exclude = std::move(exclude);
  return policy;
}

model::Policy for_machines(model::Machines machines) {
  model::Policy policy = open_policy("p");
  policy.users.reset();
  policy.machines = std::move(machines);
  return policy;
}

model::Policy for_targets(std::vector<model::TargetItem> include, std::vector<model::TargetItem> exclude = {}) {
  model::Policy policy = open_policy("p");
  policy.targets.include = std::move(include);
  policy.targets.exclude = std::move(exclude);
  return policy;
}

TEST_CASE("users: an exclude wins over any include, and ids compare as GUIDs") {
  SignIn sign_in = user_sign_in();
  sign_in.user.id = "{ABCDEF12-0000-4000-8000-0000000000A2}";
  sign_in.user.groups = {"10000000-0000-4000-8000-000000000001"};
  const auto user = subject(Subject::user, "abcdef12-0000-4000-8000-0000000000a2");
  CHECK(applies_to(for_users({user}), sign_in));
  CHECK_FALSE(applies_to(for_users({user}, {subject(Subject::group, guid(1))}), sign_in));
  CHECK(applies_to(for_users({subject(Subject::group, guid(1))}), sign_in));
  CHECK_FALSE(applies_to(for_users({subject(Subject::group, guid(2))}), sign_in));
}

TEST_CASE("users: `None` adds nobody and vetoes nothing") {
  SignIn sign_in = user_sign_in();
  sign_in.user.roles = {"10000000-0000-4000-8000-000000000001"};
  CHECK_FALSE(applies_to(for_users({subject(Subject::nobody)}), sign_in));
  CHECK(applies_to(for_users({subject(Subject::nobody), subject(Subject::role, guid(1))}), sign_in));
}

TEST_CASE("users: a UPN compares without case") {
  SignIn sign_in = user_sign_in();
  sign_in.user.upn = "Alice@Contoso.example";
  CHECK(applies_to(for_users({subject(Subject::upn, "alice@contoso.EXAMPLE")}), sign_in));
}

TEST_CASE("users: guests or external users are those of type guest and those of any guest kind") {
  SignIn sign_in = user_sign_in();
  const model::Policy external = for_users({subject(Subject::guests_or_external)});
  const model::Policy members = for_users({subject(Subject::members)});
  CHECK_FALSE(applies_to(external, sign_in));
  sign_in.user.guest = true;
  CHECK(applies_to(external, sign_in));
  sign_in.user.guest = false;
  sign_in.user.guest_kinds = bit(GuestKind::b2b_collaboration_member);
  CHECK(applies_to(external, sign_in));
  CHECK_FALSE(applies_to(members, sign_in));
  sign_in.user.guest_kinds = 0;
  CHECK(applies_to(members, sign_in));
}

TEST_CASE("users: guest kinds are a set, and enumerated tenants must hold the home tenant") {
  SignIn sign_in = user_sign_in();
  sign_in.user.guest_kinds = bit(GuestKind::internal_guest);
  sign_in.user.home_tenant = "10000000-0000-4000-8000-000000000007";
  const Mask two = bit(GuestKind::internal_guest) | bit(GuestKind::service_provider);
  CHECK(applies_to(for_users({guests(two)}), sign_in));
  CHECK_FALSE(applies_to(for_users({guests(bit(GuestKind::service_provider))}), sign_in));
  CHECK(applies_to(for_users({guests(two, {guid(7)})}), sign_in));
  CHECK_FALSE(applies_to(for_users({guests(two, {guid(8)})}), sign_in));
}

TEST_CASE("users: agent users are users with agent true, and `All` covers them") {
  SignIn sign_in = user_sign_in();
  sign_in.user.id = "10000000-0000-4000-8000-000000000001";
  CHECK_FALSE(applies_to(for_users({subject(Subject::agent_user, guid(1))}), sign_in));
  CHECK_FALSE(applies_to(for_users({subject(Subject::all_agent_users)}), sign_in));
  sign_in.user.agent = true;
  CHECK(applies_to(for_users({subject(Subject::agent_user, guid(1))}), sign_in));
  CHECK(applies_to(for_users({subject(Subject::all_agent_users)}), sign_in));
  CHECK(applies_to(open_policy("p"), sign_in));
}

TEST_CASE("users: an exception ends at 24:00 UTC of its day") {
  auto exempt = subject(Subject::user, guid(1));
  exempt.until = 20000;
  SignIn sign_in = user_sign_in();
  sign_in.user.id = "10000000-0000-4000-8000-000000000001";
  const model::Policy policy = for_users({subject(Subject::everyone)}, {exempt});
  CHECK_FALSE(applies_to(policy, sign_in, 20001LL * 86400 - 1));
  CHECK(applies_to(policy, sign_in, 20001LL * 86400));
}

TEST_CASE("workloads: only policies about workloads match them, and such policies match nobody else") {
  const model::Policy own = for_machines({{machine(Machine::own_workloads)}, {}, {}, {}, {}});
  CHECK(applies_to(own, workload_sign_in()));
  CHECK_FALSE(applies_to(own, user_sign_in()));
  CHECK_FALSE(applies_to(open_policy("p"), workload_sign_in()));
  SignIn foreign = workload_sign_in();
  foreign.workload.own_tenant = false;
  CHECK_FALSE(applies_to(own, foreign));
  CHECK(applies_to(for_machines({{machine(Machine::workload, guid(900))}, {}, {}, {}, {}}), foreign));
}

TEST_CASE("workloads: agents are matched by the agent fields only") {
  SignIn agent = workload_sign_in();
  agent.workload.agent = true;
  CHECK_FALSE(applies_to(for_machines({{machine(Machine::own_workloads)}, {}, {}, {}, {}}), agent));
  CHECK_FALSE(applies_to(for_machines({{machine(Machine::workload, guid(900))}, {}, {}, {}, {}}), agent));
  CHECK(applies_to(for_machines({{machine(Machine::all_agents)}, {}, {}, {}, {}}), agent));
  CHECK(applies_to(for_machines({{machine(Machine::agent, guid(900))}, {}, {}, {}, {}}), agent));
  CHECK_FALSE(applies_to(for_machines({{machine(Machine::all_agents)}, {}, {}, {}, {}}), workload_sign_in()));
}

TEST_CASE("workloads: a filter is one more include, or one more exclude") {
  const auto tier = compare(model::AttributeScope::workload, "Tier", CompareOp::eq, {"1"});
  const model::Filter include = filter(Mode::include, tier);
  const model::Filter exclude = filter(Mode::exclude, tier);
  SignIn sign_in = workload_sign_in();
  CHECK_FALSE(applies_to(for_machines({{}, {}, {include}, {}, {}}), sign_in));
  sign_in.workload.attributes.push_back({"tier", {"1"}, false});
  CHECK(applies_to(for_machines({{}, {}, {include}, {}, {}}), sign_in));
  CHECK_FALSE(applies_to(for_machines({{machine(Machine::own_workloads)}, {}, {exclude}, {}, {}}), sign_in));
  CHECK_FALSE(applies_to(for_machines({{}, {}, {}, {include}, {}}), sign_in));
}

TEST_CASE("targets: any of app and audiences may match, and none may be excluded") {
  SignIn sign_in = user_sign_in();
  sign_in.app = "10000000-0000-4000-8000-000000000001";
  sign_in.audiences = {"10000000-0000-4000-8000-000000000002"};
  CHECK(applies_to(for_targets({target(Target::app, guid(2))}), sign_in));
  CHECK_FALSE(applies_to(for_targets({target(Target::app, guid(1))}, {target(Target::app, guid(2))}), sign_in));
  CHECK_FALSE(applies_to(for_targets({target(Target::none)}), sign_in));
}

TEST_CASE("targets: a group of apps is its published members") {
  SignIn sign_in = user_sign_in();
  sign_in.app = "00000002-0000-0ff1-ce00-000000000000";
  CHECK(applies_to(for_targets({target(Target::app_group, "Office365")}), sign_in));
  CHECK_FALSE(applies_to(for_targets({target(Target::app_group, "MicrosoftAdminPortals")}), sign_in));
}

TEST_CASE("targets: user actions and contexts match policies that list them, and `All`") {
  SignIn action = user_sign_in();
  action.user_action = UserAction::register_device;
  SignIn context = user_sign_in();
  context.auth_context = 12;
  context.app = "10000000-0000-4000-8000-000000000001";
  CHECK(applies_to(open_policy("p"), action));
  CHECK(applies_to(for_targets({target(UserAction::register_device)}), action));
  CHECK_FALSE(applies_to(for_targets({target(UserAction::register_security_info)}), action));
  CHECK(applies_to(for_targets({target(Target::context, "C12")}), context));
  CHECK_FALSE(applies_to(for_targets({target(Target::context, "c1")}), context));
  CHECK_FALSE(applies_to(for_targets({target(Target::context, "c12")}, {target(Target::app, guid(1))}), context));
}

TEST_CASE("targets: a filter reads the app's attributes, never a user action") {
  const auto not_secret = compare(model::AttributeScope::app, "Level", CompareOp::ne, {"secret"});
  SignIn sign_in = user_sign_in();
  sign_in.app = "10000000-0000-4000-8000-000000000001";
  CHECK(applies_to(for_targets({target_where(not_secret)}), sign_in));
  sign_in.app_attributes.push_back({"Level", {"Secret"}, false});
  CHECK_FALSE(applies_to(for_targets({target_where(not_secret)}), sign_in));
  SignIn action = user_sign_in();
  action.user_action = UserAction::register_device;
  CHECK_FALSE(applies_to(for_targets({target_where(not_secret)}), action));
}

TEST_CASE("client apps: an absent one matches only a policy that does not ask, and easSupported matches nothing") {
  model::Policy policy = open_policy("p");
  SignIn sign_in = user_sign_in();
  CHECK(applies_to(policy, sign_in));
  policy.clients = {bit(ClientApp::browser) | bit(ClientApp::eas_supported), {}};
  CHECK_FALSE(applies_to(policy, sign_in));
  sign_in.client_app = ClientApp::eas_supported;
  CHECK_FALSE(applies_to(policy, sign_in));
  sign_in.client_app = ClientApp::browser;
  CHECK(applies_to(policy, sign_in));
}

TEST_CASE("platforms: only `all` covers an unknown platform") {
  model::Policy policy = open_policy("p");
  SignIn sign_in = user_sign_in();
  policy.platforms = {kAllPlatforms & ~bit(Platform::unknown), {}};
  CHECK_FALSE(applies_to(policy, sign_in));
  policy.platforms = {kAllPlatforms & ~bit(Platform::windows), {}};
  CHECK(applies_to(policy, sign_in));
  sign_in.device.platform = Platform::windows;
  CHECK_FALSE(applies_to(policy, sign_in));
}

TEST_CASE("risks: membership in the listed levels, and hidden is none") {
  model::Policy policy = open_policy("p");
  policy.sign_in_risk = {bit(RiskLevel::medium) | bit(RiskLevel::hidden), {}};
  SignIn sign_in = user_sign_in();
  sign_in.sign_in_risk = RiskLevel::high;
  CHECK_FALSE(applies_to(policy, sign_in));
  sign_in.sign_in_risk = RiskLevel::hidden;
  CHECK_FALSE(applies_to(policy, sign_in));
  policy.sign_in_risk = {bit(RiskLevel::none), {}};
  CHECK(applies_to(policy, sign_in));
  policy.insider_risk = {bit(InsiderRisk::elevated), {}};
  CHECK_FALSE(applies_to(policy, sign_in));
}

TEST_CASE("flows: membership, and an absent flow is none") {
  model::Policy policy = open_policy("p");
  policy.flows = {bit(Flow::device_code), {}};
  SignIn sign_in = user_sign_in();
  CHECK_FALSE(applies_to(policy, sign_in));
  sign_in.flow = Flow::device_code;
  CHECK(applies_to(policy, sign_in));
}

TEST_CASE("time: windows hold in their zone, and one over midnight belongs to the day on which it opens") {
  model::Policy policy = open_policy("p");
  constexpr std::int64_t kWednesday22 = 1795645800;  // 2026-11-25T22:30:00Z, 23:30 in Oslo
  policy.times = {window({.days = 1U << 2U, .start_minute = 23 * 60, .end_minute = 6 * 60, .zone = "Europe/Oslo"})};
  CHECK(applies_to(policy, user_sign_in(), kWednesday22));
  constexpr std::int64_t kHour = 3600;
  CHECK(applies_to(policy, user_sign_in(), kWednesday22 + 6 * kHour));
  CHECK_FALSE(applies_to(policy, user_sign_in(), kWednesday22 + 6 * kHour + 1800));
  CHECK_FALSE(applies_to(policy, user_sign_in(), kWednesday22 - kHour));
  CHECK_FALSE(applies_to(policy, user_sign_in(), kWednesday22 + 86400));
}

}  // namespace
}  // namespace doorward::reference
