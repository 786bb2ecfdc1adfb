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
  policy.flows.reset();
  policy.device_filters.clear();
  policy.when.reset();
  policy.times.clear();
}

inline void for_all_apps(Policy& policy) {
  policy.targets.include = {target(TargetItem::Kind::all)};
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
