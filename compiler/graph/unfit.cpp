// Policies that Graph would refuse, or that can never apply (ENTRA.md §7.3 B, §7.4 C001 and C002). What SEMANTICS.md
// gives a meaning to is not refused here, however unwise.
#include <algorithm>

#include "graph/readers.h"

namespace doorward::graph {
namespace {

using model::MachineItem;
using model::NetworkItem;
using model::Policy;
using model::SubjectItem;
using model::TargetItem;

Diagnostic& report_dead(Reading& reading, const model::Origin& origin, std::string_view why) {
  Diagnostic& diagnostic = reading.sink().report<Code::never_applies>(origin.span, why);
  diagnostic.json_path = origin.json_path;
  diagnostic.help = "delete the policy, or include what is not excluded";
  return diagnostic;
}

constexpr std::string_view kNobody = "it includes no users (`None`)";
constexpr std::string_view kNoTarget = "it includes no target (`None`)";

bool includes_nobody(const Policy& policy) {
  const auto is_nobody = [](const SubjectItem& item) { return item.kind == SubjectItem::Kind::nobody; };
  return policy.users && !policy.machines && !policy.users->include.empty() &&
         std::all_of(policy.users->include.begin(), policy.users->include.end(), is_nobody);
}

bool includes_no_target(const Policy& policy) {
  const auto is_none = [](const TargetItem& item) { return item.kind == TargetItem::Kind::none; };
  return !policy.targets.include.empty() &&
         std::all_of(policy.targets.include.begin(), policy.targets.include.end(), is_none);
}

// The part of a policy that `names` lead to, as far as it has one.
Place part_of(Place at, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    const auto& members = at.node->members;
    const auto member = std::find_if(members.begin(), members.end(),
                                     [&](const JsonMember& one) { return equals_ignoring_case(one.name, name); });
    if (member == members.end()) break;
    at = at.member(*member);
  }
  return at;
}

// Whether each include is taken away by some exclude.
template <class Item, class Covers>
bool all_covered(const std::vector<Item>& include, const std::vector<Item>& exclude, Covers covers) {
  if (include.empty() || exclude.empty()) return false;
  return std::all_of(include.begin(), include.end(), [&](const Item& in) {
    return std::any_of(exclude.begin(), exclude.end(), [&](const Item& out) { return covers(in, out); });
  });
}

bool covers(const SubjectItem& in, const SubjectItem& out) {
  using Kind = SubjectItem::Kind;
  if (in.kind == Kind::nobody) return true;
  if (out.kind == Kind::everyone) return true;
  if (out.kind == Kind::guests || in.kind == Kind::guests) return false;  // an absent kind hits only includes
  return in.kind == out.kind && in.id == out.id;
}

bool covers(const TargetItem& in, const TargetItem& out) {
  using Kind = TargetItem::Kind;
  if (in.kind == Kind::none) return true;
  if (out.kind == Kind::all) return in.kind != Kind::user_action && in.kind != Kind::context;
  if (in.kind == Kind::filter || in.kind == Kind::user_action || in.kind == Kind::context) return false;
  return in.kind == out.kind && in.id == out.id;
}

bool covers(const MachineItem& in, const MachineItem& out) { return in.kind == out.kind && in.id == out.id; }

void refuse_dead_assignments(Reading& reading, const PendingPolicy& pending) {
  const Policy& policy = pending.policy;
  if (policy.users && !policy.machines) {
    const auto& users = *policy.users;
    if (includes_nobody(policy)) {
      report_dead(reading, users.include.front().origin, kNobody).help =
          "include users, groups or roles, or pass the policy over with --ignore-unknown";
    } else if (all_covered(users.include, users.exclude, [](const auto& a, const auto& b) { return covers(a, b); })) {
      report_dead(reading, users.exclude.front().origin, "every included user is excluded");
    }
  }
  const auto& targets = policy.targets;
  if (includes_no_target(policy)) {
    report_dead(reading, targets.include.front().origin, kNoTarget).help =
        "include apps, user actions or authentication contexts, or pass the policy over with --ignore-unknown";
  } else if (all_covered(targets.include, targets.exclude, [](const auto& a, const auto& b) { return covers(a, b); })) {
    report_dead(reading, targets.exclude.front().origin, "every included target is excluded");
  }
  if (policy.machines && policy.machines->workload_filters.empty() && policy.machines->agent_filters.empty() &&
      all_covered(policy.machines->include, policy.machines->exclude,
                  [](const auto& a, const auto& b) { return covers(a, b); })) {
    report_dead(reading, policy.machines->exclude.front().origin, "every included workload is excluded");
  }
}

void refuse_dead_networks(Reading& reading, const Policy& policy, const model::PolicySet& set) {
  if (!policy.networks) return;
  using Kind = NetworkItem::Kind;
  const auto network_covers = [&](const NetworkItem& in, const NetworkItem& out) {
    if (out.kind == Kind::all) return true;
    if (out.kind == Kind::all_trusted && in.kind == Kind::named) {
      const model::Network& network = set.networks[in.network];
      return network.trusted || network.kind == model::Network::Kind::mfa_trusted;
    }
    return in.kind == out.kind && in.kind != Kind::anything && (in.kind != Kind::named || in.network == out.network);
  };
  if (all_covered(policy.networks->include, policy.networks->exclude, network_covers)) {
    report_dead(reading, policy.networks->exclude.front().origin, "every included location is excluded");
  }
}

void refuse_missing_assignments(Reading& reading, const PendingPolicy& pending) {
  const Policy& policy = pending.policy;
  const auto excludes_only = [](const auto& sides) { return sides.include.empty() && !sides.exclude.empty(); };
  const auto is_nobody = [](const SubjectItem& item) { return item.kind == SubjectItem::Kind::nobody; };
  if (!policy.machines && (!policy.users || excludes_only(*policy.users))) {
    reading.report<Code::no_users>(part_of(pending.place, {"conditions", "users"})).help =
        "include `All`, users, groups, roles or guests";
  }
  if (policy.machines) {
    const model::Machines& machines = *policy.machines;
    const bool filters = !machines.workload_filters.empty() || !machines.agent_filters.empty();
    if (machines.include.empty() && !filters) {
      Diagnostic& diagnostic =
          reading.sink().report<Code::exclude_without_include>(machines.origin.span, "excludeServicePrincipals");
      diagnostic.json_path = machines.origin.json_path;
      diagnostic.help = "include `ServicePrincipalsInMyTenant`";
    }
    const bool users = policy.users && std::any_of(policy.users->include.begin(), policy.users->include.end(),
                                                   [&](const SubjectItem& item) { return !is_nobody(item); });
    if (users) {
      reading.report<Code::users_and_workloads>(part_of(pending.place, {"conditions", "clientApplications"})).help =
          "write one policy for users (`includeUsers`) and one for workloads (`includeUsers`: `None`)";
    }
  }
  if (policy.targets.include.empty()) {
    reading.report<Code::no_targets>(part_of(pending.place, {"conditions", "applications"})).help =
        "include `All`, apps, user actions or authentication contexts";
  }
}

void refuse_mixed_targets(Reading& reading, const PendingPolicy& pending) {
  using Kind = TargetItem::Kind;
  bool apps = false;
  bool actions = false;
  bool contexts = false;
  for (const TargetItem& item : pending.policy.targets.include) {
    actions |= item.kind == Kind::user_action;
    contexts |= item.kind == Kind::context;
    apps |= item.kind != Kind::user_action && item.kind != Kind::context && item.kind != Kind::none &&
            item.kind != Kind::anything;
  }
  if (static_cast<int>(apps) + static_cast<int>(actions) + static_cast<int>(contexts) < 2) return;
  reading.report<Code::mixed_targets>(part_of(pending.place, {"conditions", "applications"})).help =
      "write one policy for each kind of target";
}

bool demands(const Policy& policy, ControlKind kind) {
  return policy.grant && std::any_of(policy.grant->controls.begin(), policy.grant->controls.end(),
                                     [&](const model::Control& control) { return control.kind == kind; });
}

void refuse_password_change(Reading& reading, const PendingPolicy& pending) {
  const Policy& policy = pending.policy;
  const auto refuse = [&](std::string_view why) {
    reading.report<Code::password_change_refused>(part_of(pending.place, {"grantControls"}), why).help =
        "as in Microsoft's template: all apps, a user risk, `mfa` and `passwordChange` with `AND`, every time";
  };
  for (const model::Control& control : policy.grant->controls) {
    const bool fits = control.kind == ControlKind::password_change || control.kind == ControlKind::mfa ||
                      control.kind == ControlKind::strength || control.kind == ControlKind::unknown;
    if (!fits) {
      refuse("only `mfa` or an authentication strength may stand beside it");
      break;
    }
  }
  const bool all_apps =
      std::any_of(policy.targets.include.begin(), policy.targets.include.end(), [](const TargetItem& item) {
        return item.kind == TargetItem::Kind::all || item.kind == TargetItem::Kind::anything;
      });
  if (!all_apps) refuse("it needs `includeApplications`: `All`");
  if (!policy.user_risk && !policy.approximated) refuse("it needs `userRiskLevels`");
  const bool other = policy.clients || policy.platforms || policy.networks || policy.sign_in_risk ||
                     policy.insider_risk || policy.service_principal_risk || policy.agent_risk || policy.flows ||
                     !policy.device_filters.empty() || !policy.times.empty();
  if (other) refuse("it allows no condition but users, apps and user risk");
  const auto& timer = policy.session.primary_and_secondary;
  const auto& second = policy.session.secondary;
  const bool periodic = (timer && !timer->every_time) || (second && !second->every_time);
  if (periodic) refuse("its `signInFrequency` can only be `everyTime`");
  if (policy.session.persistent_browser && (timer || second)) {
    refuse("`persistentBrowser` and `signInFrequency` cannot stand together beside it");
  }
}

}  // namespace

std::string_view why_it_includes_nothing(const Policy& policy) noexcept {
  if (includes_nobody(policy)) return kNobody;
  return includes_no_target(policy) ? kNoTarget : std::string_view{};
}

void refuse_unfit(Reading& reading, const PendingPolicy& pending, const model::PolicySet& set) {
  const Policy& policy = pending.policy;
  refuse_missing_assignments(reading, pending);
  refuse_mixed_targets(reading, pending);
  refuse_dead_assignments(reading, pending);
  refuse_dead_networks(reading, policy, set);
  if (pending.errors == 0 && !policy.block && !policy.grant && !policy.session.says_something()) {
    Place at = part_of(pending.place, {"grantControls"});
    if (at.node == pending.place.node) at = part_of(pending.place, {"sessionControls"});
    reading.report<Code::no_controls>(at).help = "add `grantControls` or enabled `sessionControls`";
  }
  if (demands(policy, ControlKind::mfa) && demands(policy, ControlKind::strength)) {
    reading.report<Code::mfa_with_strength>(part_of(pending.place, {"grantControls"})).help = "keep one of the two";
  }
  if (demands(policy, ControlKind::password_change)) refuse_password_change(reading, pending);
}

}  // namespace doorward::graph
