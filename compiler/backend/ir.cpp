#include "ir.h"

#include <cstring>

namespace doorward::backend {

void IrId::mix(HashMix& hash) const {
  std::array<std::uint64_t, 2> halves{};
  std::memcpy(halves.data(), key.data(), key.size());
  hash.add(static_cast<std::uint64_t>(kind) * 2 + static_cast<std::uint64_t>(form));
  hash.add(halves[0]);
  hash.add(halves[1]);
  hash.add(text);
}

void mix(HashMix& hash, const IrSubjectSide& side) {
  hash.add(side.flags);
  hash.add_all(side.ids);
  hash.add(side.guests.size());
  for (const IrGuest& guest : side.guests) {
    hash.add(guest.kinds);
    hash.add(guest.every_tenant ? 1 : 0);
    hash.add_all(guest.tenants);
  }
}

void mix(HashMix& hash, const IrMachineSide& side) {
  hash.add(side.flags);
  hash.add_all(side.ids);
  hash.add_all(side.workload_filters);
  hash.add_all(side.agent_filters);
}

void mix(HashMix& hash, const IrTargetSide& side) {
  hash.add(side.flags);
  hash.add(side.user_actions);
  for (const std::uint32_t contexts : side.contexts) hash.add(contexts);
  hash.add_all(side.ids);
  hash.add_all(side.filters);
}

void mix(HashMix& hash, const IrNetworkSide& side) {
  hash.add(side.flags);
  hash.add_all(side.networks);
}

void IrComparison::mix(HashMix& hash) const {
  hash.add(static_cast<std::uint64_t>(scope));
  hash.add(static_cast<std::uint64_t>(op));
  hash.add(attribute);
  hash.add(name);
  hash.add_all(values);
}

void IrWindow::mix(HashMix& hash) const {
  hash.add(days);
  hash.add(start_minute);
  hash.add(end_minute);
  hash.add(zone);
}

void IrControl::mix(HashMix& hash) const {
  hash.add(static_cast<std::uint64_t>(kind));
  hash.add(shown);
  hash.add(strength);
}

void IrSession::mix(HashMix& hash) const {
  hash.add(primary_hours);
  hash.add(secondary_hours);
  hash.add(persistent_browser);
  hash.add(cloud_app_security);
  hash.add(continuous_access);
  hash.add(flags);
  hash.add(filtering_profile);
}

void IrExpression::mix(HashMix& hash) const {
  hash.add(node);
  hash.add(static_cast<std::uint64_t>(scope));
}

}  // namespace doorward::backend
