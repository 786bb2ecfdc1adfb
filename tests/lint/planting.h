// Words for putting faults into policies: who, what for, and what is demanded.
#pragma once

#include <initializer_list>
#include <string>

#include "seeds.h"

namespace doorward::test {

using model::Policy;
using model::PolicySet;
using model::SubjectItem;
using model::TargetItem;

inline SubjectItem person(SubjectItem::Kind kind, std::string_view id = {}) {
  SubjectItem item;
  item.kind = kind;
  item.id = model::Id::of(id);
  return item;
}

inline TargetItem target(TargetItem::Kind kind, std::string_view id = {}) {
  TargetItem item;
  item.kind = kind;
  item.id = model::Id::of(id);
  return item;
}

inline bool of_users(const Policy& policy) {
  return policy.users && !policy.users->include.empty() && !policy.machines;
}

/// Whether the policy is about users and not disabled.
inline bool live(const Policy& policy) { return of_users(policy) && policy.state != model::PolicyState::disabled; }

/// Leaves nothing else in the set.
inline Policy& alone(const Policy& policy, PolicySet& set) {
  Policy only = policy;
  set.policies.clear();
  return set.policies.emplace_back(std::move(only));
}

inline void for_everyone(Policy& policy) {
  policy.state = model::PolicyState::enabled;
  policy.users->include = {person(SubjectItem::Kind::everyone)};
}

inline void without_conditions(Policy& policy) {
  policy.clients.reset();
  policy.platforms.reset();
  policy.networks.reset();
  policy.sign_in_risk.reset();
  policy.user_risk.reset();
  policy.insider_risk.reset();
  policy.service_principal_risk.reset();
  policy.agent_risk.reset();
  policy.flows.reset();
  policy.device_filters.clear();
  policy.when.reset();
  policy.times.clear();
}

inline void for_all_apps(Policy& policy) {
  policy.targets.include = {target(TargetItem::Kind::all)};
  policy.targets.exclude.clear();
}

inline constexpr std::string_view kGlobalAdministrator = "62e90394-69f5-4237-9190-012177145e10";
inline constexpr std::string_view kSomeGroup = "4f1c2d7e-0000-4000-8000-00000000aaaa";
inline constexpr std::string_view kSomeApp = "6a1c2d7e-0000-4000-8000-00000000aaaa";

inline void for_administrators(Policy& policy) {
  policy.state = model::PolicyState::enabled;
  policy.users->include = {person(SubjectItem::Kind::role, kGlobalAdministrator)};
}

inline void for_app(Policy& policy, std::string_view id) {
  policy.targets.include = {target(TargetItem::Kind::app, id)};
  policy.targets.exclude.clear();
}

inline void for_action(Policy& policy, UserAction action) {
  policy.targets.include = {target(TargetItem::Kind::user_action)};
  policy.targets.include.front().action = action;
  policy.targets.exclude.clear();
}

inline void demand(Policy& policy, std::initializer_list<ControlKind> kinds, bool any = true) {
  policy.block = false;
  policy.grant = model::Grant{any, {}, policy.origin};
  for (const ControlKind kind : kinds) {
    model::Control control;
    control.kind = kind;
    control.origin = policy.origin;
    policy.grant->controls.push_back(control);
  }
}

inline void demand_strength(Policy& policy, PolicySet& set, std::initializer_list<Method> methods) {
  demand(policy, {ControlKind::strength});
  model::Strength strength;
  strength.name = "seeded";
  for (const Method method : methods) strength.combinations.emplace_back().methods = bit(method);
  policy.grant->controls.front().strength = static_cast<std::uint32_t>(set.strengths.size());
  set.strengths.push_back(std::move(strength));
}

/// A network of its own at the end of the set's.
inline model::Network& add_network(PolicySet& set, model::Network::Kind kind) {
  model::Network& network = set.networks.emplace_back();
  network.name = "seeded";
  network.kind = kind;
  return network;
}

inline model::IpRange v4(std::uint8_t a, std::uint8_t b, std::uint8_t c, std::uint8_t d, std::uint8_t prefix) {
  model::IpRange range;
  range.first = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, a, b, c, d};
  range.prefix = static_cast<std::uint8_t>(prefix + 96);
  return range;
}

/// On the network that was added last.
inline void on_added(Policy& policy, const PolicySet& set) {
  model::NetworkItem item;
  item.kind = model::NetworkItem::Kind::named;
  item.network = static_cast<std::uint32_t>(set.networks.size() - 1);
  policy.networks = model::NetworkCondition{};
  policy.networks->include = {item};
}

inline void at(std::optional<model::MaskCondition>& risk, Mask levels) { risk = model::MaskCondition{levels, {}}; }

inline model::Expr compare(DeviceAttribute attribute, CompareOp op, std::string value) {
  model::Expr expr;
  expr.kind = model::Expr::Kind::comparison;
  expr.comparison.attribute.device = attribute;
  expr.comparison.op = op;
  expr.comparison.values = {std::move(value)};
  return expr;
}

inline void filter(Policy& policy, model::Filter::Mode mode, model::Expr rule) {
  model::Filter added;
  added.mode = mode;
  added.rule = std::move(rule);
  policy.device_filters = {added};
}

}  // namespace doorward::test
