#include "membership.h"

#include <algorithm>

#include "expression.h"

namespace doorward::runtime {
namespace {

using bytecode::List;

/// Lists up to this many times as long as the actor's own are walked, longer ones searched.
constexpr std::size_t kWalkFactor = 8;

bool hits_any_id(const SetImage& image, List ids, const BoundRequest& request) noexcept {
  const auto listed = image.module.list(ids);
  const std::size_t own = request.actor->ids.size() + request.app_ids.size();
  if (listed.size() <= own * kWalkFactor) {
    return std::any_of(listed.begin(), listed.end(), [&](std::uint32_t id) { return test_bit(request.ids, id); });
  }
  const auto is_listed = [&](std::uint32_t id) { return std::binary_search(listed.begin(), listed.end(), id); };
  return std::any_of(request.actor->ids.begin(), request.actor->ids.end(), is_listed) ||
         std::any_of(request.app_ids.begin(), request.app_ids.end(), is_listed);
}

bool hits_guests(const SetImage& image, const bytecode::GuestItem& item, const BoundActor& actor,
                 UnknownGuest unknown) noexcept {
  const bool unknown_hits = unknown == UnknownGuest::hits;
  if (!actor.guest_kinds_known) {
    if (!actor.guest || !unknown_hits) return false;
  } else if ((actor.guest_kinds & item.kinds) == 0) {
    return false;
  }
  if (item.every_tenant != 0) return true;
  if (!actor.home_tenant_known) return unknown_hits;
  const auto tenants = image.module.list(item.tenants);
  return actor.home_tenant != kNoId && std::binary_search(tenants.begin(), tenants.end(), actor.home_tenant);
}

bool hits_subjects(const SetImage& image, const bytecode::SubjectSide& side, const BoundRequest& request,
                   UnknownGuest unknown) noexcept {
  const BoundActor& actor = *request.actor;
  if ((side.flags & bytecode::kEveryone) != 0) return true;
  if ((side.flags & bytecode::kGuestsOrExternal) != 0 && actor.guest_or_external) return true;
  if ((side.flags & bytecode::kMembers) != 0 && !actor.guest_or_external) return true;
  if ((side.flags & bytecode::kAllAgentUsers) != 0 && actor.agent_user) return true;
  if (hits_any_id(image, side.ids, request)) return true;
  return hits_any_guests(image, side, actor, unknown);
}

bool any_filter_holds(const SetImage& image, List filters, const BoundRequest& request) noexcept {
  const auto expressions = image.module.list(filters);
  return std::any_of(expressions.begin(), expressions.end(), [&](std::uint32_t expression) {
    return holds(image, image.module.expressions[expression].code, request);
  });
}

bool hits_machines(const SetImage& image, const bytecode::MachineSide& side, const BoundRequest& request) noexcept {
  const BoundActor& actor = *request.actor;
  if ((side.flags & bytecode::kAnyMachine) != 0) return true;
  if ((side.flags & bytecode::kOwnWorkloads) != 0 && !actor.is_agent && actor.own_tenant) return true;
  if ((side.flags & bytecode::kAllAgents) != 0 && actor.is_agent) return true;
  if (hits_any_id(image, side.ids, request)) return true;
  return any_filter_holds(image, actor.is_agent ? side.agent_filters : side.workload_filters, request);
}

/// `filters_count`: whether the filters of this side can hit the sign-in at all.
bool hits_app(const SetImage& image, const bytecode::TargetSide& side, bool filters_count,
              const BoundRequest& request) noexcept {
  if ((side.flags & bytecode::kAgentResources) != 0 && request.agent_app) return true;
  return hits_any_id(image, side.ids, request) || (filters_count && any_filter_holds(image, side.filters, request));
}

bool hits_targets(const SetImage& image, const bytecode::TargetSide& side, const BoundRequest& request) noexcept {
  if ((side.flags & bytecode::kAllTargets) != 0) return true;
  if ((side.user_actions & request.user_action) != 0) return true;
  const std::uint32_t context = request.auth_context;
  if (context != 0 && context < 128 && ((side.contexts[context / 32] >> (context % 32)) & 1U) != 0) return true;
  return hits_app(image, side, request.may_have_app, request);
}

}  // namespace

bool hits_any_guests(const SetImage& image, const bytecode::SubjectSide& side, const BoundActor& actor,
                     UnknownGuest unknown) noexcept {
  const auto guests = image.module.guests.subspan(side.guests.first, side.guests.count);
  return std::any_of(guests.begin(), guests.end(),
                     [&](const bytecode::GuestItem& item) { return hits_guests(image, item, actor, unknown); });
}

bool in_subjects(const SetImage& image, const bytecode::SubjectSet& set, const BoundRequest& request,
                 UnknownGuest unknown) noexcept {
  const UnknownGuest opposite = unknown == UnknownGuest::hits ? UnknownGuest::misses : UnknownGuest::hits;
  return request.actor->is_user && hits_subjects(image, set.include, request, unknown) &&
         !hits_subjects(image, set.exclude, request, opposite);
}

bool in_machines(const SetImage& image, const bytecode::MachineSet& set, const BoundRequest& request) noexcept {
  return !request.actor->is_user && hits_machines(image, set.include, request) &&
         !hits_machines(image, set.exclude, request);
}

bool in_targets(const SetImage& image, const bytecode::TargetSet& set, const BoundRequest& request) noexcept {
  return hits_targets(image, set.include, request) && !hits_app(image, set.exclude, request.names_app, request);
}

}  // namespace doorward::runtime
