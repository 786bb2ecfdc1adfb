// Signals as policies test them. Beside one bit for each signal there are bits for tests that rest on several: they are
// absent only together, or only for some users, and are written out as signals at the end (SEMANTICS.md §1 "assumed").
#pragma once

#include "doorward/facts/facts.h"

namespace doorward::runtime {

/// Whether the user is a guest or external: absent when neither type nor guest kind is known.
inline constexpr SignalMask kGuestOrMemberSignal = SignalMask{1} << kSignalPaths.size();

/// The home tenant of a user of a kind for which a policy lists tenants: absent only for users of that kind.
constexpr SignalMask tenant_signals(Mask guest_kinds) noexcept {
  return SignalMask{guest_kinds & kAllGuestKinds} << (kSignalPaths.size() + 1);
}
inline constexpr SignalMask kTenantSignals = tenant_signals(kAllGuestKinds);
static_assert(kSignalPaths.size() + 1 + kGuestKinds.size() <= 64, "a test has one bit in a SignalMask");

/// The signals behind `tested`, one bit a signal.
constexpr SignalMask signals_of(SignalMask tested) noexcept {
  SignalMask signals = tested & (kGuestOrMemberSignal - 1);
  if ((tested & kGuestOrMemberSignal) != 0) {
    signals |= signal_bit(Signal::user_type) | signal_bit(Signal::user_guest_kind);
  }
  if ((tested & kTenantSignals) != 0) signals |= signal_bit(Signal::user_home_tenant);
  return signals;
}

}  // namespace doorward::runtime
