// A sign-in bound to one set: names turned into the set's numbers, once. Three parts that change at different rates:
// who signs in, on what device, and the rest of the request. Storage is sized for the set and kept.
#pragma once

#include <cstdint>
#include <vector>

#include "attribute_table.h"
#include "bit_words.h"
#include "control_table.h"
#include "doorward/runtime/sign_in.h"
#include "network_table.h"

namespace doorward::runtime {

/// Who signs in: a user, or a workload or agent.
struct BoundActor {
  bool is_user = false;
  bool guest_or_external = false;
  bool guest = false;  // type is guest
  bool agent_user = false;
  bool guest_kinds_known = false;
  Mask guest_kinds = 0;
  bool home_tenant_known = false;
  std::uint32_t home_tenant = kNoId;
  bool is_agent = false;           // of a workload: an agent identity
  bool own_tenant = true;          // of a workload
  std::vector<std::uint32_t> ids;  // of the set, in no order
  SignalMask absent = 0;
};

/// The device as it counts: legacy clients and the device-code flow make it unregistered (SEMANTICS.md §1 device).
struct DeviceStanding {
  bool compliant = false;
  bool domain_joined = false;
  SignalMask absent = 0;
  DeviceValues values{};
};

struct BoundRequest {
  const UserSignals* user = nullptr;     // of the sign-in or of a principal; null for a workload
  const BoundActor* actor = nullptr;     // own_actor, or a principal's
  const Words* user_policies = nullptr;  // of a principal: what the index would find for the actor
  BoundActor own_actor;
  const DeviceStanding* device = nullptr;  // own_device, a bound device's, or that of the unregistered
  const Words* device_policies = nullptr;  // where known: those whose device rules let the device through
  DeviceStanding own_device;
  BoundAttributes attributes;
  Words ids;  // of the actor and of the app, one bit each; see spread_ids
  std::vector<std::uint32_t> app_ids;
  std::vector<std::uint32_t> set_ids;  // the bits that are set in `ids`
  bool names_one_app = false;          // one app, and no action or context
  bool names_app = false;              // an app or an audience: only then a filter of apps can exclude
  bool may_have_app = false;           // false for an action or context alone: filters of apps cannot include it
  bool agent_app = false;
  Mask user_action = 0;
  std::uint8_t auth_context = 0;
  std::uint64_t context = 0;  // context_bits.h
  NetworkPosition network;
  MetControls met;
  bool legacy_client = false;
  bool promptable = true;
  std::int64_t now = 0;
  SignalMask absent = 0;                   // of all parts
  std::vector<std::uint8_t> absent_slots;  // open attributes, one a slot
  bool any_absent_slot = false;
};

}  // namespace doorward::runtime
