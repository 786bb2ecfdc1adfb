// What is behind the handles of the C interface, and the guard that no exception crosses.
#pragma once

#include <memory>
#include <new>
#include <optional>

#include "c_api/text_store.h"
#include "doorward.h"
#include "doorward/runtime/device.h"
#include "doorward/runtime/evaluate.h"
#include "doorward/runtime/policy_slot.h"
#include "doorward/runtime/principal.h"

struct doorward_policy_set {
  std::shared_ptr<const doorward::PolicySet> set;
};

struct doorward_policy_slot {
  explicit doorward_policy_slot(std::shared_ptr<const doorward::PolicySet> set) : slot(std::move(set)) {}

  doorward::PolicySlot slot;
};

/// Of one set, or of whatever set is in force in a slot.
struct doorward_evaluator {
  explicit doorward_evaluator(std::shared_ptr<const doorward::PolicySet> policies)
      : own_set(std::move(policies)), own_scratch(std::in_place, own_set) {}
  explicit doorward_evaluator(const doorward::PolicySlot& slot) : reader(std::in_place, slot) {}

  /// The buffers to decide with; null when memory ran out.
  doorward::Scratch* refresh() noexcept { return reader ? reader->refresh() : &*own_scratch; }
  /// The set of those buffers.
  const std::shared_ptr<const doorward::PolicySet>& set() const noexcept { return reader ? reader->set() : own_set; }

  std::shared_ptr<const doorward::PolicySet> own_set;
  std::optional<doorward::Scratch> own_scratch;
  std::optional<doorward::PolicyReader> reader;
  bool strict = true;
  doorward::SignalMask supplied = 0;
};

struct doorward_sign_in {
  doorward::SignIn fields;
  doorward::c_api::TextStore texts;
  doorward_status fault = DOORWARD_OK;  // of the first setter that failed
};

struct doorward_principal {
  doorward::BoundPrincipal bound;
};

struct doorward_device {
  doorward::BoundDevice bound;
};

struct doorward_decision {
  std::shared_ptr<const doorward::PolicySet> set;  // that decided; null before the first decision
  doorward::Decision decision;
};

namespace doorward::c_api {

/// Runs `body`, which answers a status, and turns what it throws into one.
template <class Body>
doorward_status guarded(Body body) noexcept {
  try {
    return body();
  } catch (const std::bad_alloc&) {
    return DOORWARD_OUT_OF_MEMORY;
  } catch (...) {
    return DOORWARD_INTERNAL;
  }
}

/// Makes a handle of `parts`.
template <class Handle, class... Parts>
doorward_status create(Handle** out, Parts&&... parts) noexcept {
  if (out == nullptr) return DOORWARD_NULL_ARGUMENT;
  *out = nullptr;
  return guarded([&]() -> doorward_status {
    *out = new Handle{std::forward<Parts>(parts)...};  // NOLINT(bugprone-unhandled-exception-at-new): guarded
    return DOORWARD_OK;
  });
}

/// The signals of those paths; on DOORWARD_NULL_ARGUMENT and DOORWARD_BAD_VALUE `out` is as it was.
inline doorward_status read_signals(const doorward_text* signals, std::size_t count, SignalMask& out) noexcept {
  if (signals == nullptr && count != 0) return DOORWARD_NULL_ARGUMENT;
  SignalMask all = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (signals[i].data == nullptr) return DOORWARD_NULL_ARGUMENT;
    const SignalMask found = find_signal({signals[i].data, signals[i].size});
    if (found == 0) return DOORWARD_BAD_VALUE;
    all |= found;
  }
  out = all;
  return DOORWARD_OK;
}

inline doorward_text text_of(std::string_view text) noexcept { return {text.data(), text.size()}; }

}  // namespace doorward::c_api
