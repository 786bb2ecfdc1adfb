// Every action from every way a user can stand.
#include "doorward/store/life_cycle.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "doorward/store/store.h"

namespace doorward::test {
namespace {

std::string words(const MfaStanding& standing) {
  const std::string_view registered = !standing.registered   ? "?"
                                      : *standing.registered ? "registered"
                                                             : "not registered";
  return fmt::format("{}, {}", state_word(standing.state), registered);
}

/// One line for each way a user can stand.
std::string table(StateAction action, const LifeCycleRules& rules) {
  std::string text;
  for (const UserState state : {UserState::disabled, UserState::enabled, UserState::enforced}) {
    for (const std::optional<bool> registered : {std::optional<bool>(), std::optional(false), std::optional(true)}) {
      const MfaStanding from{state, registered};
      const Transition transition = transition_of(action, from, rules);
      text += fmt::format("{} -> {}\n", words(from), transition.refused ? "refused" : words(transition.to));
    }
  }
  return text;
}

TEST_CASE("enabling makes disabled users enabled and weakens nobody") {
  CHECK_EQ(table(StateAction::enable, {}),
           "disabled, ? -> enabled, ?\n"
           "disabled, not registered -> enabled, not registered\n"
           "disabled, registered -> enabled, registered\n"
           "enabled, ? -> enabled, ?\n"
           "enabled, not registered -> enabled, not registered\n"
           "enabled, registered -> enabled, registered\n"
           "enforced, ? -> enforced, ?\n"
           "enforced, not registered -> enforced, not registered\n"
           "enforced, registered -> enforced, registered\n");
}

TEST_CASE("enabling as Graph does enforces who is known to have registered") {
  CHECK_EQ(table(StateAction::enable, {.reenabling = Reenabling::graph}),
           "disabled, ? -> enabled, ?\n"
           "disabled, not registered -> enabled, not registered\n"
           "disabled, registered -> enforced, registered\n"
           "enabled, ? -> enabled, ?\n"
           "enabled, not registered -> enabled, not registered\n"
           "enabled, registered -> enforced, registered\n"
           "enforced, ? -> enforced, ?\n"
           "enforced, not registered -> enforced, not registered\n"
           "enforced, registered -> enforced, registered\n");
}

TEST_CASE("disabling works from every state and keeps the registration") {
  CHECK_EQ(table(StateAction::disable, {}),
           "disabled, ? -> disabled, ?\n"
           "disabled, not registered -> disabled, not registered\n"
           "disabled, registered -> disabled, registered\n"
           "enabled, ? -> disabled, ?\n"
           "enabled, not registered -> disabled, not registered\n"
           "enabled, registered -> disabled, registered\n"
           "enforced, ? -> disabled, ?\n"
           "enforced, not registered -> disabled, not registered\n"
           "enforced, registered -> disabled, registered\n");
}

TEST_CASE("registering enforces enabled users and leaves the state of disabled ones") {
  CHECK_EQ(table(StateAction::registration, {}),
           "disabled, ? -> disabled, registered\n"
           "disabled, not registered -> disabled, registered\n"
           "disabled, registered -> disabled, registered\n"
           "enabled, ? -> enforced, registered\n"
           "enabled, not registered -> enforced, registered\n"
           "enabled, registered -> enforced, registered\n"
           "enforced, ? -> enforced, registered\n"
           "enforced, not registered -> enforced, registered\n"
           "enforced, registered -> enforced, registered\n");
}

TEST_CASE("enforcing directly is refused for all who are not enforced already") {
  CHECK_EQ(table(StateAction::enforce, {}),
           "disabled, ? -> refused\n"
           "disabled, not registered -> refused\n"
           "disabled, registered -> refused\n"
           "enabled, ? -> refused\n"
           "enabled, not registered -> refused\n"
           "enabled, registered -> refused\n"
           "enforced, ? -> enforced, ?\n"
           "enforced, not registered -> enforced, not registered\n"
           "enforced, registered -> enforced, registered\n");
}

TEST_CASE("enforcing with force skips registration") {
  const Transition transition = transition_of(StateAction::enforce, {UserState::disabled, false}, {.force = true});
  CHECK_FALSE(transition.refused);
  CHECK_EQ(words(transition.to), "enforced, not registered");
}

}  // namespace
}  // namespace doorward::test
