// Filling what a sign-in leaves open (SEMANTICS.md §1): what it carries stands. Private to io.
#pragma once

#include <optional>
#include <string_view>

#include "doorward/io/directory.h"

namespace doorward {

/// Whether there is a user to look up at all: `filled`, or why not.
inline DirectoryMatch looked_up(const SignIn& sign_in) noexcept {
  if (!sign_in.has_user) return DirectoryMatch::no_user;
  return sign_in.user.id.empty() && sign_in.user.upn.empty() ? DirectoryMatch::unnamed : DirectoryMatch::filled;
}

inline void fill_view(std::string_view& signal, std::string_view known) noexcept {
  if (signal.empty()) signal = known;
}

template <class T, class U>
void fill_option(std::optional<T>& signal, const std::optional<U>& known) noexcept {
  if (!signal && known) signal = *known;
}

/// What a user is and has, from whatever keeps it under the names of UserSignals.
template <class Known>
void fill_options(const Known& known, UserSignals& signals) noexcept {
  fill_option(signals.guest, known.guest);
  fill_option(signals.guest_kinds, known.guest_kinds);
  fill_option(signals.agent, known.agent);
  fill_option(signals.mfa_state, known.mfa_state);
  fill_option(signals.mfa_registered, known.mfa_registered);
  fill_option(signals.has_app_password, known.has_app_password);
}

}  // namespace doorward
