// Users, workloads and agents (SEMANTICS.md §1 users and workloads, §8.2, §8.4).
#include <doctest/doctest.h>

#include "decided.h"

namespace doorward::test {
namespace {

using namespace reference;
using Subject = model::SubjectItem::Kind;
using Machine = model::MachineItem::Kind;

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

TEST_CASE("users: ids compare as GUIDs, UPNs and other ids without case") {
  SignIn sign_in = user_sign_in();
  sign_in.user.id = "{ABCDEF12-0000-4000-8000-0000000000A2}";
  sign_in.user.upn = "Alice@Contoso.example";
  sign_in.user.groups = {"Team-Blue"};
  CHECK(applies(for_users({subject(Subject::user, "abcdef12-0000-4000-8000-0000000000a2")}), sign_in));
  CHECK(applies(for_users({subject(Subject::upn, "alice@contoso.EXAMPLE")}), sign_in));
  CHECK(applies(for_users({subject(Subject::group, "team-BLUE")}), sign_in));
  CHECK_FALSE(applies(for_users({subject(Subject::user, "team-blue")}), sign_in));
  CHECK_FALSE(applies(for_users({subject(Subject::role, "team-blue")}), sign_in));
}

TEST_CASE("users: an exclude of any kind wins over any include") {
  SignIn sign_in = user_sign_in();
  sign_in.user.groups = {"10000000-0000-4000-8000-000000000001"};
  sign_in.user.roles = {"10000000-0000-4000-8000-000000000002"};
  CHECK(applies(for_users({subject(Subject::group, guid(1))}), sign_in));
  CHECK_FALSE(applies(for_users({subject(Subject::group, guid(1))}, {subject(Subject::role, guid(2))}), sign_in));
  CHECK_FALSE(applies(for_users({subject(Subject::everyone)}, {subject(Subject::group, guid(1))}), sign_in));
  CHECK(applies(for_users({subject(Subject::everyone)}, {subject(Subject::nobody)}), sign_in));
}

TEST_CASE("users: a long list is searched as a short one is walked") {
  std::vector<model::SubjectItem> many;
  for (unsigned i = 100; i < 400; ++i) many.push_back(subject(Subject::user, guid(i)));
  SignIn sign_in = user_sign_in();
  const std::string known = guid(333);
  const std::string unknown = guid(433);
  sign_in.user.id = known;
  CHECK(applies(for_users(many), sign_in));
  sign_in.user.id = unknown;
  CHECK_FALSE(applies(for_users(many), sign_in));
}

TEST_CASE("users: guests by type or kind, members are the rest") {
  SignIn sign_in = user_sign_in();
  const model::Policy external = for_users({subject(Subject::guests_or_external)});
  const model::Policy members = for_users({subject(Subject::members)});
  CHECK_FALSE(applies(external, sign_in));
  CHECK(applies(members, sign_in));
  sign_in.user.guest = true;
  CHECK(applies(external, sign_in));
  CHECK_FALSE(applies(members, sign_in));
  sign_in.user.guest = false;
  sign_in.user.guest_kinds = bit(GuestKind::b2b_collaboration_member);
  CHECK(applies(external, sign_in));
}

TEST_CASE("users: enumerated tenants also demand the home tenant") {
  const model::Policy policy = for_users({guests(bit(GuestKind::b2b_collaboration_guest), {guid(5)})});
  SignIn sign_in = user_sign_in();
  sign_in.user.guest_kinds = bit(GuestKind::b2b_collaboration_guest);
  const std::string home = guid(5);
  const std::string elsewhere = guid(6);
  sign_in.user.home_tenant = home;
  CHECK(applies(policy, sign_in));
  sign_in.user.home_tenant = elsewhere;
  CHECK_FALSE(applies(policy, sign_in));
  sign_in.user.home_tenant = home;
  sign_in.user.guest_kinds = bit(GuestKind::internal_guest);
  CHECK_FALSE(applies(policy, sign_in));
}

TEST_CASE("fails_closed_guest_of_unknown_kind_or_tenant_hits_includes_and_misses_excludes") {
  const model::SubjectItem of_kind = guests(bit(GuestKind::service_provider));
  const model::SubjectItem of_tenant = guests(bit(GuestKind::service_provider), {guid(5)});
  SignIn sign_in = user_sign_in();
  sign_in.user.guest = true;
  for (const model::SubjectItem& item : {of_kind, of_tenant}) {
    CHECK(applies(for_users({item}), sign_in));
    CHECK(applies(for_users({subject(Subject::everyone)}, {item}), sign_in));
  }
  sign_in.user.guest_kinds = bit(GuestKind::service_provider);
  CHECK(applies(for_users({of_tenant}), sign_in));
  CHECK(applies(for_users({subject(Subject::everyone)}, {of_tenant}), sign_in));
  CHECK_FALSE(applies(for_users({subject(Subject::everyone)}, {of_kind}), sign_in));
}

TEST_CASE("fails_closed_exception_that_ends_does_not_take_out_a_guest_of_unknown_kind") {
  model::SubjectItem item = guests(bit(GuestKind::service_provider));
  item.until = 10;
  SignIn sign_in = user_sign_in();
  sign_in.user.guest = true;
  CHECK(applies(for_users({subject(Subject::everyone)}, {item}), sign_in));
}

TEST_CASE("users: an exception ends at 24:00 UTC of its day") {
  constexpr std::int64_t kDay = 86400;
  model::SubjectItem item = subject(Subject::group, guid(1));
  item.until = 20000;
  const model::Policy policy = for_users({subject(Subject::everyone)}, {item});
  SignIn sign_in = user_sign_in();
  sign_in.user.has_groups = true;
  sign_in.user.groups = {"10000000-0000-4000-8000-000000000001"};
  CHECK_FALSE(applies(policy, sign_in, 20001 * kDay - 1));
  CHECK(applies(policy, sign_in, 20001 * kDay));
  sign_in.user.groups.clear();
  CHECK(applies(policy, sign_in, 0));
}

TEST_CASE("users: agent users are users, by list or all of them") {
  SignIn sign_in = user_sign_in();
  sign_in.user.id = "10000000-0000-4000-8000-000000000007";
  CHECK_FALSE(applies(for_users({subject(Subject::all_agent_users)}), sign_in));
  CHECK_FALSE(applies(for_users({subject(Subject::agent_user, guid(7))}), sign_in));
  sign_in.user.agent = true;
  CHECK(applies(for_users({subject(Subject::all_agent_users)}), sign_in));
  CHECK(applies(for_users({subject(Subject::agent_user, guid(7))}), sign_in));
  CHECK(applies(for_users({subject(Subject::everyone)}), sign_in));
}

TEST_CASE("workloads: matched only by policies about workloads, which match nothing else") {
  model::Machines machines;
  machines.include = {machine(Machine::own_workloads)};
  const model::Policy policy = for_machines(machines);
  SignIn workload = workload_sign_in();
  CHECK(applies(policy, workload));
  CHECK_FALSE(applies(policy, user_sign_in()));
  CHECK_FALSE(applies(open_policy("p"), workload));
  workload.workload.own_tenant = false;
  CHECK_FALSE(applies(policy, workload));
}

TEST_CASE("workloads and agents are told apart, and a filter is one more include or exclude") {
  model::Machines machines;
  machines.include = {machine(Machine::workload, guid(900))};
  machines.agent_filters = {
      filter(model::Filter::Mode::include, compare(model::AttributeScope::workload, "Team", CompareOp::eq, {"red"}))};
  machines.workload_filters = {
      filter(model::Filter::Mode::exclude, compare(model::AttributeScope::workload, "team", CompareOp::eq, {"blue"}))};
  const model::Policy policy = for_machines(machines);
  SignIn sign_in = workload_sign_in();
  CHECK(applies(policy, sign_in));
  sign_in.workload.attributes = {{"team", {"Blue"}, false}};
  CHECK_FALSE(applies(policy, sign_in));
  sign_in.workload.agent = true;
  CHECK_FALSE(applies(policy, sign_in));
  sign_in.workload.attributes = {{"team", {"Red"}, false}};
  CHECK(applies(policy, sign_in));
}

}  // namespace
}  // namespace doorward::test
