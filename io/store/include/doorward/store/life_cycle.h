// The life cycle of a per-user MFA state (SEMANTICS.md §5): which state follows which, and why not. Must not know
// where states are kept.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "doorward/facts/facts.h"

namespace doorward {

enum class StateAction : std::uint8_t {
#define DW_STATE_ACTION(name, word, done, summary) name,
#include "doorward/store/state_actions.def"
#undef DW_STATE_ACTION
};

struct StateActionRow {
  StateAction action;
  std::string_view word;
  std::string_view done;
  std::string_view summary;
};
inline constexpr auto kStateActions = std::to_array<StateActionRow>({
#define DW_STATE_ACTION(name, word, done, summary) {StateAction::name, word, done, summary},
#include "doorward/store/state_actions.def"
#undef DW_STATE_ACTION
});

constexpr const StateActionRow& row_of(StateAction action) noexcept {
  return kStateActions[static_cast<std::size_t>(action)];
}

/// What becomes of a disabled user who has already registered, once enabled. Both are documented.
enum class Reenabling : std::uint8_t {
  portal,  // stays enabled until the user registers again
  graph,   // is enforced at once
};

/// How a user stands: the state, and whether a method is registered (absent: not known).
struct MfaStanding {
  UserState state = UserState::disabled;
  std::optional<bool> registered;
  friend bool operator==(const MfaStanding&, const MfaStanding&) = default;
};

struct LifeCycleRules {
  Reenabling reenabling = Reenabling::portal;
  bool force = false;  // enforce directly
};

struct Transition {
  MfaStanding to;
  bool refused = false;  // `to` is then what it was
};

/// What `action` makes of `from`.
Transition transition_of(StateAction action, const MfaStanding& from, const LifeCycleRules& rules) noexcept;

}  // namespace doorward
