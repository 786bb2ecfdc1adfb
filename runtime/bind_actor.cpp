#include "bind.h"

namespace doorward::runtime {
namespace {

using bytecode::IdKind;

void add_id(const SetImage& image, IdKind kind, const IdKey& key, BoundActor& actor) {
  const std::uint32_t id = image.ids.find(kind, key);
  if (id != kNoId) actor.ids.push_back(id);
}

/// Keeps the storage.
void clear_actor(BoundActor& actor) noexcept {
  std::vector<std::uint32_t> ids = std::move(actor.ids);
  ids.clear();
  actor = {};
  actor.ids = std::move(ids);
}

void bind_guest(const SetImage& image, const UserSignals& user, BoundActor& actor) noexcept {
  actor.guest = user.guest.value_or(false);
  actor.guest_kinds_known = user.guest_kinds.has_value();
  actor.guest_kinds = user.guest_kinds.value_or(0);
  actor.guest_or_external = actor.guest || actor.guest_kinds != 0;
  actor.home_tenant_known = !user.home_tenant.empty();
  actor.home_tenant = kNoId;
  if (actor.home_tenant_known) actor.home_tenant = image.ids.find(IdKind::tenant, IdKey(user.home_tenant));
}

SignalMask absent_of(const UserSignals& user, const BoundActor& actor) noexcept {
  SignalMask absent = 0;
  if (user.id.empty()) absent |= signal_bit(Signal::user_id);
  if (user.upn.empty()) absent |= signal_bit(Signal::user_upn);
  if (!user.has_groups) absent |= signal_bit(Signal::user_groups);
  if (!user.has_roles) absent |= signal_bit(Signal::user_roles);
  if (!user.agent) absent |= signal_bit(Signal::user_agent);
  if (!user.guest_kinds) absent |= signal_bit(Signal::user_guest_kind);
  if (!user.guest && !user.guest_kinds) absent |= kGuestOrMemberSignal;
  if (!actor.home_tenant_known) {
    const Mask kinds_that_hit = actor.guest_kinds_known ? actor.guest_kinds : (actor.guest ? kAllGuestKinds : 0);
    absent |= tenant_signals(kinds_that_hit);
  }
  return absent;
}

}  // namespace

void bind_user(const SetImage& image, const UserSignals& user, BoundActor& actor) {
  clear_actor(actor);
  actor.is_user = true;
  actor.agent_user = user.agent.value_or(false);
  if (!user.id.empty()) {
    const IdKey key(user.id);
    add_id(image, IdKind::user, key, actor);
    if (actor.agent_user) add_id(image, IdKind::agent_user, key, actor);
  }
  if (!user.upn.empty()) add_id(image, IdKind::upn, IdKey(user.upn), actor);
  for (const std::string_view group : user.groups) add_id(image, IdKind::group, IdKey(group), actor);
  for (const std::string_view role : user.roles) add_id(image, IdKind::role, IdKey(role), actor);
  bind_guest(image, user, actor);
  actor.absent = absent_of(user, actor);
}

void bind_workload(const SetImage& image, const WorkloadSignals& workload, BoundActor& actor) {
  clear_actor(actor);
  actor.is_agent = workload.agent.value_or(false);
  actor.own_tenant = workload.own_tenant.value_or(true);
  add_id(image, actor.is_agent ? IdKind::agent : IdKind::workload, IdKey(workload.id), actor);
  if (!workload.own_tenant) actor.absent |= signal_bit(Signal::workload_own_tenant);
}

}  // namespace doorward::runtime
