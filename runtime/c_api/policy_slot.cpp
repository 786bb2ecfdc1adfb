// Slots of the C interface: a policy set that is replaced while threads decide with it.
#include "c_api/handles.h"

doorward_status doorward_policy_slot_create(const doorward_policy_set* set, doorward_policy_slot** out) noexcept {
  if (out != nullptr) *out = nullptr;
  if (set == nullptr) return DOORWARD_NULL_ARGUMENT;
  return doorward::c_api::create(out, set->set);
}

doorward_status doorward_policy_slot_replace(doorward_policy_slot* slot, const doorward_policy_set* set) noexcept {
  if (slot == nullptr || set == nullptr) return DOORWARD_NULL_ARGUMENT;
  return slot->slot.replace(set->set) ? DOORWARD_OK : DOORWARD_OUT_OF_MEMORY;
}

void doorward_policy_slot_free(doorward_policy_slot* slot) noexcept { delete slot; }

doorward_status doorward_evaluator_create_for_slot(const doorward_policy_slot* slot,
                                                   doorward_evaluator** out) noexcept {
  if (out != nullptr) *out = nullptr;
  if (slot == nullptr) return DOORWARD_NULL_ARGUMENT;
  return doorward::c_api::create(out, slot->slot);
}
