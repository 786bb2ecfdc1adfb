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

bool hits(const model::TargetItem& item, const AppGroups& groups, const Circumstances& seen) {
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
      return !seen.only_action_or_context && holds(item.rule.front(), seen);
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
  const auto hit = [&](const model::TargetItem& item) { return hits(item, groups, seen); };
  return std::any_of(targets.include.begin(), targets.include.end(), hit) &&
         std::none_of(targets.exclude.begin(), targets.exclude.end(), hit);
}

}  // namespace doorward::reference
