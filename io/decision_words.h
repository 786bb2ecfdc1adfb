// The words in which decisions name outcomes, statuses and effects, in the order of the enums. Private to io.
#pragma once

#include <array>
#include <string_view>

#include "doorward/runtime/decision.h"

namespace doorward {

constexpr std::string_view word(Outcome outcome) noexcept {
  constexpr auto kWords = std::to_array<std::string_view>({"grant", "challenge", "block"});
  return kWords[static_cast<std::size_t>(outcome)];
}
constexpr std::string_view word(ClauseStatus status) noexcept {
  constexpr auto kWords = std::to_array<std::string_view>({"satisfied", "pending", "failed"});
  return kWords[static_cast<std::size_t>(status)];
}
/// Empty for `ok`.
constexpr std::string_view word(DecisionStatus status) noexcept {
  constexpr auto kWords = std::to_array<std::string_view>({"", "signal-missing", "too-large", "internal"});
  return kWords[static_cast<std::size_t>(status)];
}
constexpr std::string_view word(StateEffect effect) noexcept {
  constexpr auto kWords =
      std::to_array<std::string_view>({"none", "require-mfa", "require-registration", "app-password", "exempt"});
  return kWords[static_cast<std::size_t>(effect)];
}
constexpr std::string_view word(ExemptBy by) noexcept {
  constexpr auto kWords = std::to_array<std::string_view>({"", "trusted-ip", "remembered-device"});
  return kWords[static_cast<std::size_t>(by)];
}
constexpr std::string_view word(ReportResult result) noexcept {
  constexpr auto kWords =
      std::to_array<std::string_view>({"reportOnlySuccess", "reportOnlyInterrupted", "reportOnlyFailure"});
  return kWords[static_cast<std::size_t>(result)];
}
/// Empty for `none`.
constexpr std::string_view word(MergedCloudApp mode) noexcept {
  constexpr auto kWords = std::to_array<std::string_view>({"", "blockDownloads", "monitorOnly", "mcasConfigured"});
  return kWords[static_cast<std::size_t>(mode)];
}
/// Empty for `none`.
constexpr std::string_view word(MergedAccessEvaluation mode) noexcept {
  constexpr auto kWords = std::to_array<std::string_view>({"", "strictLocation", "strictEnforcement", "disabled"});
  return kWords[static_cast<std::size_t>(mode)];
}
constexpr std::string_view word(UserState state) noexcept { return kUserStates[static_cast<std::size_t>(state)].graph; }

}  // namespace doorward
