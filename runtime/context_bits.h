// The closed conditions of a sign-in (client app, platform, risks, flow) as one word: a bit for every member of every
// vocabulary, and one for "absent" where absence is no member. A sign-in sets one bit a vocabulary, a policy allows
// some, so that all of these conditions are one AND.
#pragma once

#include <cstdint>

#include "doorward/facts/facts.h"
#include "doorward/runtime/sign_in.h"

namespace doorward::runtime {

/// Where the members of one vocabulary lie in the word.
struct ContextField {
  std::uint32_t shift;
  std::uint32_t width;
  constexpr std::uint64_t all() const noexcept { return ((std::uint64_t{1} << width) - 1) << shift; }
};

constexpr ContextField after(ContextField field, std::size_t width) noexcept {
  return {field.shift + field.width, static_cast<std::uint32_t>(width)};
}

inline constexpr ContextField kClientField{0, kClientApps.size() + 1};  // the last bit is an absent client app
inline constexpr ContextField kPlatformField = after(kClientField, kPlatforms.size());
inline constexpr ContextField kSignInRiskField = after(kPlatformField, kRiskLevels.size());
inline constexpr ContextField kUserRiskField = after(kSignInRiskField, kRiskLevels.size());
inline constexpr ContextField kInsiderRiskField = after(kUserRiskField, kInsiderRisks.size());
inline constexpr ContextField kServicePrincipalRiskField = after(kInsiderRiskField, kRiskLevels.size());
inline constexpr ContextField kAgentRiskField = after(kServicePrincipalRiskField, kRiskLevels.size());
inline constexpr ContextField kFlowField = after(kAgentRiskField, kFlows.size());
static_assert(kFlowField.shift + kFlowField.width <= 64, "the closed conditions fit into one word");

constexpr std::uint64_t context_bit(ContextField field, std::uint32_t member) noexcept {
  return std::uint64_t{1} << (field.shift + member);
}

/// Absent and hidden risk count as none (SEMANTICS.md §1 risks).
inline std::uint64_t risk_bit(ContextField field, const std::optional<RiskLevel>& risk) noexcept {
  const RiskLevel level = risk.value_or(RiskLevel::none);
  return context_bit(field, static_cast<std::uint32_t>(level == RiskLevel::hidden ? RiskLevel::none : level));
}

inline std::uint64_t context_of(const SignIn& s, const DeviceSignals& device) noexcept {
  const auto client = s.client_app ? static_cast<std::uint32_t>(*s.client_app) : kClientField.width - 1;
  const auto platform = static_cast<std::uint32_t>(device.platform.value_or(Platform::unknown));
  const auto insider = static_cast<std::uint32_t>(s.insider_risk.value_or(InsiderRisk::none));
  const auto flow = static_cast<std::uint32_t>(s.flow.value_or(Flow::none));
  return context_bit(kClientField, client) | context_bit(kPlatformField, platform) |
         risk_bit(kSignInRiskField, s.sign_in_risk) | risk_bit(kUserRiskField, s.user_risk) |
         context_bit(kInsiderRiskField, insider) | risk_bit(kServicePrincipalRiskField, s.service_principal_risk) |
         risk_bit(kAgentRiskField, s.agent_risk) | context_bit(kFlowField, flow);
}

}  // namespace doorward::runtime
