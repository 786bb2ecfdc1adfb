#include "reference/assumed.h"

#include <algorithm>

#include "reference/comparison.h"
#include "reference/who.h"

namespace doorward::reference {
namespace {

/// Collects paths of signals that turn out to be absent.
struct Absences {
  const model::PolicySet& set;
  const Circumstances& seen;
  std::set<std::string>& paths;

  void note(Signal signal, bool present) {
    if (!present) paths.emplace(kSignalPaths[static_cast<std::size_t>(signal)]);
  }
};

std::string path_of(const model::AttributeRef& attribute) {
  switch (attribute.scope) {
    case model::AttributeScope::device:
      return std::string(kDeviceAttributes[static_cast<std::size_t>(attribute.device)].signal);
    case model::AttributeScope::user:
      return "user.attributes." + attribute.name;
    case model::AttributeScope::app:
      return "app.attributes." + attribute.name;
    case model::AttributeScope::workload:
      return "workload.attributes." + attribute.name;
  }
  return {};
}

/// Whether the user is of a listed kind, or is a guest of an unknown one: only then the tenant matters.
bool may_be_of_kind(const model::SubjectItem& item, const Circumstances& seen) {
  const std::optional<Mask> kinds = seen.sign_in.user.guest_kinds;
  return kinds ? (*kinds & item.guest_kinds) != 0 : seen.guest_or_external;
}

void test(const model::SubjectItem& item, Absences& absences) {
  using Kind = model::SubjectItem::Kind;
  const UserSignals& user = absences.seen.sign_in.user;
  switch (item.kind) {
    case Kind::everyone:
    case Kind::nobody:
    case Kind::anything:
      return;
    case Kind::user:
      return absences.note(Signal::user_id, !user.id.empty());
    case Kind::upn:
      return absences.note(Signal::user_upn, !user.upn.empty());
    case Kind::group:
      return absences.note(Signal::user_groups, user.has_groups);
    case Kind::role:
      return absences.note(Signal::user_roles, user.has_roles);
    case Kind::guests_or_external:
    case Kind::members:
      absences.note(Signal::user_type, !absences.seen.guest_unknown);
      return absences.note(Signal::user_guest_kind, !absences.seen.guest_unknown);
    case Kind::guests:
      absences.note(Signal::user_guest_kind, user.guest_kinds.has_value());
      if (item.tenants && may_be_of_kind(item, absences.seen)) {
        absences.note(Signal::user_home_tenant, !user.home_tenant.empty());
      }
      return;
    case Kind::agent_user:
      absences.note(Signal::user_id, !user.id.empty());
      return absences.note(Signal::user_agent, user.agent.has_value());
    case Kind::all_agent_users:
      return absences.note(Signal::user_agent, user.agent.has_value());
  }
}

void test(const model::Expr& expr, Absences& absences) {
  for (const model::Expr& child : expr.children) test(child, absences);
  if (absences.seen.sign_in.has_user) {
    for (const model::SubjectItem& item : expr.members) test(item, absences);
  }
  if (expr.kind != model::Expr::Kind::comparison) return;
  const model::AttributeRef& attribute = expr.comparison.attribute;
  const bool known_unregistered = attribute.scope == model::AttributeScope::device && absences.seen.unregistered;
  if (known_unregistered || carries(attribute, absences.seen.sign_in)) return;
  absences.paths.insert(path_of(attribute));
}

void test(const model::Subjects& subjects, Absences& absences) {
  for (const auto& item : subjects.include) test(item, absences);
  for (const auto& item : subjects.exclude) {
    if (lasts(item, absences.seen.now)) test(item, absences);
  }
}

void test(const model::Machines& machines, Absences& absences) {
  for (const auto* side : {&machines.include, &machines.exclude}) {
    for (const model::MachineItem& item : *side) {
      if (item.kind != model::MachineItem::Kind::own_workloads) continue;
      absences.note(Signal::workload_own_tenant, absences.seen.sign_in.workload.own_tenant.has_value());
    }
  }
  for (const model::Filter& filter : machines.workload_filters) test(filter.rule, absences);
  for (const model::Filter& filter : machines.agent_filters) test(filter.rule, absences);
}

void test(const model::Targets& targets, Absences& absences) {
  using Kind = model::TargetItem::Kind;
  for (const auto* side : {&targets.include, &targets.exclude}) {
    for (const model::TargetItem& item : *side) {
      if (item.kind == Kind::app || item.kind == Kind::app_group) {
        absences.note(Signal::app, absences.seen.has_target);
      } else if (item.kind == Kind::agent_resources) {
        absences.note(Signal::app_agent, absences.seen.sign_in.app_agent.has_value());
      } else if (item.kind == Kind::filter) {
        test(item.rule.front(), absences);
      }
    }
  }
}

bool anything_is_trusted(const model::PolicySet& set) {
  const bool trusted_ips = set.settings && !set.settings->trusted_ips.empty();
  return trusted_ips || std::any_of(set.networks.begin(), set.networks.end(), [](const model::Network& network) {
           return network.kind == model::Network::Kind::ranges && network.trusted && !network.ranges.empty();
         });
}

void test(const model::NetworkCondition& condition, Absences& absences);

void test(const model::Network& network, Absences& absences) {
  const SignIn& sign_in = absences.seen.sign_in;
  switch (network.kind) {
    case model::Network::Kind::ranges:
    case model::Network::Kind::mfa_trusted:
      return absences.note(Signal::network_ip, sign_in.ip.has_value());
    case model::Network::Kind::countries:
      return absences.note(Signal::network_country, sign_in.country[0] != 0);
    case model::Network::Kind::compliant:
      return absences.note(Signal::network_compliant, sign_in.network_compliant.has_value());
    case model::Network::Kind::composite:
      return test(network.composite, absences);
  }
}

void test(const model::NetworkCondition& condition, Absences& absences) {
  for (const auto* side : {&condition.include, &condition.exclude}) {
    for (const model::NetworkItem& item : *side) {
      if (item.kind == model::NetworkItem::Kind::named) {
        test(absences.set.networks[item.network], absences);
      } else if (item.kind == model::NetworkItem::Kind::all_trusted && anything_is_trusted(absences.set)) {
        absences.note(Signal::network_ip, absences.seen.sign_in.ip.has_value());
      }
    }
  }
}

void test_masks(const model::Policy& policy, Absences& absences) {
  const SignIn& sign_in = absences.seen.sign_in;
  if (policy.clients) absences.note(Signal::client_app, sign_in.client_app.has_value());
  if (policy.platforms && policy.platforms->mask != kAllPlatforms) {
    absences.note(Signal::platform, sign_in.device.platform.has_value());
  }
  if (policy.sign_in_risk) absences.note(Signal::risk_sign_in, sign_in.sign_in_risk.has_value());
  if (policy.user_risk) absences.note(Signal::risk_user, sign_in.user_risk.has_value());
  if (policy.insider_risk) absences.note(Signal::risk_insider, sign_in.insider_risk.has_value());
  if (policy.service_principal_risk) {
    absences.note(Signal::risk_service_principal, sign_in.service_principal_risk.has_value());
  }
  if (policy.agent_risk) absences.note(Signal::risk_agent, sign_in.agent_risk.has_value());
  if (policy.flows) absences.note(Signal::flow, sign_in.flow.has_value());
}

}  // namespace

void add_absent_signals(const model::Policy& policy, const model::PolicySet& set, const Circumstances& seen,
                        std::set<std::string>& paths) {
  const bool right_actor = policy.machines ? seen.sign_in.has_workload : seen.sign_in.has_user;
  if (!right_actor) return;
  Absences absences{set, seen, paths};
  if (policy.users) test(*policy.users, absences);
  if (policy.machines) test(*policy.machines, absences);
  test(policy.targets, absences);
  test_masks(policy, absences);
  if (policy.networks) test(*policy.networks, absences);
  for (const model::Filter& filter : policy.device_filters) test(filter.rule, absences);
  if (policy.when) test(*policy.when, absences);
}

}  // namespace doorward::reference
