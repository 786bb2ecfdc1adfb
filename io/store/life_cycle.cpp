#include "doorward/store/life_cycle.h"

namespace doorward {
namespace {

/// Enabling never weakens: an enforced user stays enforced.
UserState enabled_from(const MfaStanding& from, Reenabling reenabling) noexcept {
  if (from.state == UserState::enforced) return UserState::enforced;
  const bool promotes = reenabling == Reenabling::graph && from.registered.value_or(false);
  return promotes ? UserState::enforced : UserState::enabled;
}

/// Registering because of a policy, while the state is disabled, leaves the state alone.
UserState registered_from(UserState state) noexcept {
  return state == UserState::enabled ? UserState::enforced : state;
}

}  // namespace

Transition transition_of(StateAction action, const MfaStanding& from, const LifeCycleRules& rules) noexcept {
  switch (action) {
    case StateAction::enable:
      return {.to = {enabled_from(from, rules.reenabling), from.registered}};
    case StateAction::disable:
      return {.to = {UserState::disabled, from.registered}};
    case StateAction::registration:
      return {.to = {registered_from(from.state), true}};
    case StateAction::enforce:
      if (from.state != UserState::enforced && !rules.force) return {.to = from, .refused = true};
      return {.to = {UserState::enforced, from.registered}};
  }
  return {.to = from, .refused = true};
}

}  // namespace doorward
