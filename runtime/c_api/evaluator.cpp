// Evaluators, decisions and principals of the C interface: from a sign-in to a decision.
#include "c_api/handles.h"

namespace {

/// Clears `decision`, which then reads as a block, and says whether the arguments can be decided: then `scratch` is what
/// to decide with.
doorward_status prepare(doorward_evaluator* evaluator, const doorward_sign_in* sign_in, doorward_decision* decision,
                        doorward::Scratch*& scratch) noexcept {
  if (decision == nullptr) return DOORWARD_NULL_ARGUMENT;
  decision->decision.clear();
  if (evaluator == nullptr || sign_in == nullptr) return DOORWARD_NULL_ARGUMENT;
  scratch = evaluator->refresh();
  if (scratch == nullptr) return DOORWARD_OUT_OF_MEMORY;
  // Copied when it is another set only: the count of a shared set is a cache line that threads would fight for.
  if (decision->set != evaluator->set()) decision->set = evaluator->set();
  return sign_in->fault;
}

doorward::EvaluateOptions options_of(const doorward_evaluator& evaluator, int64_t now) noexcept {
  doorward::EvaluateOptions options;
  options.now = now;
  options.strict = evaluator.strict;
  options.supplied = evaluator.supplied;
  return options;
}

}  // namespace

doorward_status doorward_evaluator_create(const doorward_policy_set* set, doorward_evaluator** out) noexcept {
  if (out != nullptr) *out = nullptr;
  if (set == nullptr) return DOORWARD_NULL_ARGUMENT;
  return doorward::c_api::create(out, set->set);
}

void doorward_evaluator_free(doorward_evaluator* evaluator) noexcept { delete evaluator; }

doorward_status doorward_evaluator_set_strict(doorward_evaluator* evaluator, bool strict) noexcept {
  if (evaluator == nullptr) return DOORWARD_NULL_ARGUMENT;
  evaluator->strict = strict;
  return DOORWARD_OK;
}

doorward_status doorward_evaluator_set_supplied(doorward_evaluator* evaluator, const doorward_text* signals,
                                                size_t count) noexcept {
  if (evaluator == nullptr) return DOORWARD_NULL_ARGUMENT;
  return doorward::c_api::read_signals(signals, count, evaluator->supplied);
}

doorward_status doorward_decide(doorward_evaluator* evaluator, const doorward_sign_in* sign_in, int64_t now,
                                doorward_decision* decision) noexcept {
  doorward::Scratch* scratch = nullptr;
  const doorward_status status = prepare(evaluator, sign_in, decision, scratch);
  if (status != DOORWARD_OK) return status;
  evaluate(*scratch, sign_in->fields, options_of(*evaluator, now), decision->decision);
  return DOORWARD_OK;
}

doorward_status doorward_decide_batch(doorward_evaluator* evaluator, const doorward_sign_in* const* sign_ins,
                                      size_t count, int64_t now, doorward_decision* const* decisions) noexcept {
  if (count != 0 && (sign_ins == nullptr || decisions == nullptr)) return DOORWARD_NULL_ARGUMENT;
  doorward_status first = evaluator == nullptr ? DOORWARD_NULL_ARGUMENT : DOORWARD_OK;
  for (size_t i = 0; i < count; ++i) {
    const doorward_status status = doorward_decide(evaluator, sign_ins[i], now, decisions[i]);
    if (first == DOORWARD_OK) first = status;
  }
  return first;
}

doorward_status doorward_principal_create(const doorward_policy_set* set, const doorward_sign_in* sign_in,
                                          doorward_principal** out) noexcept {
  if (out != nullptr) *out = nullptr;
  if (out == nullptr || set == nullptr || sign_in == nullptr) return DOORWARD_NULL_ARGUMENT;
  if (sign_in->fault != DOORWARD_OK) return sign_in->fault;
  if (!sign_in->fields.has_user) return DOORWARD_BAD_VALUE;
  return doorward::c_api::guarded([&]() -> doorward_status {
    auto principal = std::make_shared<const doorward::Principal>(sign_in->fields.user);
    return doorward::c_api::create(out, doorward::BoundPrincipal(std::move(principal), *set->set));
  });
}

void doorward_principal_free(doorward_principal* principal) noexcept { delete principal; }

doorward_status doorward_decide_principal(doorward_evaluator* evaluator, const doorward_principal* principal,
                                          const doorward_sign_in* sign_in, int64_t now,
                                          doorward_decision* decision) noexcept {
  doorward::Scratch* scratch = nullptr;
  const doorward_status status = prepare(evaluator, sign_in, decision, scratch);
  if (status != DOORWARD_OK) return status;
  if (principal == nullptr) return DOORWARD_NULL_ARGUMENT;
  evaluate(*scratch, principal->bound, sign_in->fields, options_of(*evaluator, now), decision->decision);
  return DOORWARD_OK;
}

doorward_status doorward_device_create(const doorward_policy_set* set, const doorward_sign_in* sign_in,
                                       doorward_device** out) noexcept {
  if (out != nullptr) *out = nullptr;
  if (out == nullptr || set == nullptr || sign_in == nullptr) return DOORWARD_NULL_ARGUMENT;
  if (sign_in->fault != DOORWARD_OK) return sign_in->fault;
  return doorward::c_api::guarded([&]() -> doorward_status {
    auto device = std::make_shared<const doorward::Device>(sign_in->fields.device);
    return doorward::c_api::create(out, doorward::BoundDevice(std::move(device), *set->set));
  });
}

void doorward_device_free(doorward_device* device) noexcept { delete device; }

doorward_status doorward_decide_bound(doorward_evaluator* evaluator, const doorward_principal* principal,
                                      const doorward_device* device, const doorward_sign_in* sign_in, int64_t now,
                                      doorward_decision* decision) noexcept {
  doorward::Scratch* scratch = nullptr;
  const doorward_status status = prepare(evaluator, sign_in, decision, scratch);
  if (status != DOORWARD_OK) return status;
  if (principal == nullptr || device == nullptr) return DOORWARD_NULL_ARGUMENT;
  evaluate(*scratch, principal->bound, device->bound, sign_in->fields, options_of(*evaluator, now), decision->decision);
  return DOORWARD_OK;
}
