#include "policy_facts.h"

#include <array>

#include "doorward/vocabulary/vocabulary.h"

namespace doorward::linting {
namespace {

using model::Expr;
using model::Policy;
using model::SubjectItem;
using model::TargetItem;

constexpr auto kSyncRoles = std::to_array<std::string_view>({
    "d29b2b05-8046-44ba-8758-1e26182fcf32",  // Directory Synchronization Accounts
    "a92aed5d-d78a-4d16-b381-09adb37eb3b0",  // On Premises Directory Sync Account
});

template <class Items, class Test>
bool any(const Items& items, Test test) {
  return std::any_of(items.begin(), items.end(), test);
}

bool everywhere(const model::NetworkCondition& networks) {
  using Kind = model::NetworkItem::Kind;
  return networks.exclude.empty() && any(networks.include, [](const auto& item) { return item.kind == Kind::all; });
}

}  // namespace

std::string label(const Policy& policy) {
  const bool graph = !policy.origin.json_path.empty();
  return graph && !policy.title.empty() ? policy.title : policy.name;
}

std::string shown_name(const model::PolicySet& set, std::string_view kind, const model::Id& id) {
  const auto name = set.names.find({std::string(kind), id.key});
  return name == set.names.end() ? id.text : name->second;
}

bool includes(const Policy& policy, SubjectItem::Kind kind) {
  return policy.users && any(policy.users->include, [&](const SubjectItem& item) { return item.kind == kind; });
}

bool excludes(const Policy& policy, SubjectItem::Kind kind) {
  return policy.users && any(policy.users->exclude, [&](const SubjectItem& item) { return item.kind == kind; });
}

bool for_everyone(const Policy& policy) {
  return includes(policy, SubjectItem::Kind::everyone) || includes(policy, SubjectItem::Kind::anything);
}

bool is_sync_role(const SubjectItem& item) {
  return item.kind == SubjectItem::Kind::role &&
         std::find(kSyncRoles.begin(), kSyncRoles.end(), item.id.key) != kSyncRoles.end();
}

bool for_administrators(const Policy& policy) {
  return policy.users && any(policy.users->include, [](const SubjectItem& item) {
           return item.kind == SubjectItem::Kind::role && !is_sync_role(item) &&
                  vocabulary::find_id(vocabulary::roles(), item.id.key) != nullptr;
         });
}

bool for_guests(const Policy& policy) {
  return policy.users && !policy.users->include.empty() &&
         std::all_of(policy.users->include.begin(), policy.users->include.end(), [](const SubjectItem& item) {
           return item.kind == SubjectItem::Kind::guests || item.kind == SubjectItem::Kind::guests_or_external;
         });
}

bool excludes_role(const Policy& policy, std::string_view key) {
  return policy.users && any(policy.users->exclude, [&](const SubjectItem& item) {
           return item.kind == SubjectItem::Kind::role && item.id.key == key;
         });
}

bool excludes_guests(const Policy& policy) {
  return policy.users && any(policy.users->exclude, [](const SubjectItem& item) {
           return item.kind == SubjectItem::Kind::guests_or_external ||
                  (item.kind == SubjectItem::Kind::guests && item.guest_kinds == kAllGuestKinds);
         });
}

bool targets(const Policy& policy, TargetItem::Kind kind) {
  return any(policy.targets.include, [&](const TargetItem& item) { return item.kind == kind; });
}

bool for_all_apps(const Policy& policy) {
  return targets(policy, TargetItem::Kind::all) || targets(policy, TargetItem::Kind::anything);
}

bool for_action(const Policy& policy, UserAction action) {
  return any(policy.targets.include, [&](const TargetItem& item) {
    return item.kind == TargetItem::Kind::user_action && item.action == action;
  });
}

bool targets_app(const Policy& policy, std::string_view id) {
  return any(policy.targets.include,
             [&](const TargetItem& item) { return item.kind == TargetItem::Kind::app && item.id.key == id; });
}

bool targets_group(const Policy& policy, std::string_view graph) {
  return any(policy.targets.include, [&](const TargetItem& item) {
    return item.kind == TargetItem::Kind::app_group && equals_ignoring_case(item.id.text, graph);
  });
}

std::string_view narrowing(const Policy& policy) {
  if (policy.networks && !everywhere(*policy.networks)) return "a network condition";
  constexpr Mask kAnyClient = kAllClients & ~bit(ClientApp::eas_supported);
  if ((mask_or(policy.clients, kAllClients) & kAnyClient) != kAnyClient) return "client apps";
  if (mask_or(policy.platforms, kAllPlatforms) != kAllPlatforms) return "platforms";
  if (at_risk(policy) || policy.insider_risk || policy.service_principal_risk || policy.agent_risk) return "a risk";
  if (policy.flows) return "an authentication flow";
  if (!policy.device_filters.empty()) return "a device filter";
  if (policy.when || !policy.times.empty()) return "a `when` condition";
  return {};
}

bool unconditional(const Policy& policy) { return narrowing(policy).empty(); }

bool at_risk(const Policy& policy) { return policy.sign_in_risk || policy.user_risk; }

bool excludes_trusted(const Policy& policy, const model::PolicySet& set) {
  using Kind = model::NetworkItem::Kind;
  if (!policy.networks) return false;
  const auto names_trusted = [&](const model::NetworkItem& item) {
    return item.kind == Kind::all_trusted || (item.kind == Kind::named && set.networks[item.network].trusted);
  };
  if (any(policy.networks->exclude, names_trusted)) return true;
  return any(policy.networks->include, [&](const model::NetworkItem& item) {
    if (item.kind != Kind::named) return false;
    const model::Network& network = set.networks[item.network];
    return network.kind == model::Network::Kind::composite && any(network.composite.exclude, names_trusted);
  });
}

bool demands(const Policy& policy, ControlKind kind) {
  return policy.grant &&
         any(policy.grant->controls, [&](const model::Control& control) { return control.kind == kind; });
}

bool insists_on(const Policy& policy, ControlKind kind) {
  return demands(policy, kind) && (!policy.grant->any || policy.grant->controls.size() == 1);
}

bool insists_on_mfa(const Policy& policy) {
  return insists_on(policy, ControlKind::mfa) || insists_on(policy, ControlKind::strength);
}

std::string_view control_word(ControlKind kind) { return kControls[static_cast<std::size_t>(kind)].ward; }

bool holds_unregistered(const Expr& expr) {
  const auto& children = expr.children;
  switch (expr.kind) {
    case Expr::Kind::constant:
      return expr.value;
    case Expr::Kind::all_of:
      return std::all_of(children.begin(), children.end(), holds_unregistered);
    case Expr::Kind::any_of:
      return any(children, holds_unregistered);
    case Expr::Kind::negation:
      return !holds_unregistered(children.front());
    case Expr::Kind::comparison:
      return expr.comparison.op == CompareOp::absent || is_negative(expr.comparison.op);
    case Expr::Kind::time:
    case Expr::Kind::member:
      return false;
  }
  return false;
}

}  // namespace doorward::linting
