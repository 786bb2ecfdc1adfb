#include "reference/targets.h"

#include <algorithm>

#include "doorward/vocabulary/vocabulary.h"
#include "reference/expression.h"

namespace doorward::reference {
namespace {

bool targets_member(const std::string& group, const AppGroups& groups, const Circumstances& seen) {
  const auto members = groups.find(group);
  if (members == groups.end()) return false;
  return std::any_of(seen.resources.begin(), seen.resources.end(),
                     [&](const std::string& resource) { return members->second.contains(resource); });
}

enum class Side { include, exclude };

/// Filters are about apps: one excludes only apps, and includes whatever may be one, but never a user action or an
/// authentication context alone.
bool may_be_of_an_app(Side side, const Circumstances& seen) {
  return seen.names_app || (side == Side::include && !seen.has_target);
}

bool hits(const model::TargetItem& item, Side side, const AppGroups& groups, const Circumstances& seen) {
  using Kind = model::TargetItem::Kind;
  switch (item.kind) {
    case Kind::all:
    case Kind::anything:
      return true;
    case Kind::none:
      return false;
    case Kind::app:
      return seen.resources.contains(item.id.key);
    case Kind::app_group:
      return targets_member(item.id.key, groups, seen);
    case Kind::agent_resources:
      return seen.sign_in.app_agent.value_or(false);
    case Kind::user_action:
      return seen.sign_in.user_action == item.action;
    case Kind::context:
      return seen.sign_in.auth_context != 0 && item.id.key == "c" + std::to_string(seen.sign_in.auth_context);
    case Kind::filter:
      return may_be_of_an_app(side, seen) && holds(item.rule.front(), seen);
  }
  return false;
}

}  // namespace

AppGroups published_app_groups() {
  AppGroups groups;
  for (const vocabulary::AppGroupMember& member : vocabulary::app_group_members()) {
    groups[canonical_id(member.group)].insert(canonical_id(member.app_id));
  }
  return groups;
}

bool matches(const model::Targets& targets, const AppGroups& groups, const Circumstances& seen) {
  return std::any_of(targets.include.begin(), targets.include.end(),
                     [&](const model::TargetItem& item) { return hits(item, Side::include, groups, seen); }) &&
         std::none_of(targets.exclude.begin(), targets.exclude.end(),
                      [&](const model::TargetItem& item) { return hits(item, Side::exclude, groups, seen); });
}

}  // namespace doorward::reference
