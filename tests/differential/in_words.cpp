#include <algorithm>
#include <array>

#include "engines.h"

namespace doorward::differential {
namespace {

using Texts = std::vector<std::string>;

constexpr std::array<const char*, 3> kOutcomes{"grant", "challenge", "block"};
constexpr std::array<const char*, 4> kStatuses{"", "signal-missing", "too-large", "internal"};
constexpr std::array<const char*, 3> kClauseStatuses{"satisfied", "pending", "failed"};
constexpr std::array<const char*, 5> kEffects{"none", "require-mfa", "require-registration", "app-password", "exempt"};
constexpr std::array<const char*, 3> kExemptions{"", "trusted-ip", "remembered-device"};
constexpr std::array<const char*, 3> kReports{"reportOnlySuccess", "reportOnlyInterrupted", "reportOnlyFailure"};
constexpr std::array<const char*, 4> kCloudApps{"", "blockDownloads", "monitorOnly", "mcasConfigured"};
constexpr std::array<const char*, 4> kAccess{"", "strictLocation", "strictEnforcement", "disabled"};

template <class Words, class Enum>
std::string word_in(const Words& words, Enum member) {
  return words[static_cast<std::size_t>(member)];
}

Texts names_of(const std::vector<std::uint32_t>& policies, const PolicySet& set) {
  Texts names;
  for (const std::uint32_t policy : policies) names.emplace_back(set.policy_name(policy));
  return names;
}

reference::ClauseResult clause_of(const Clause& clause, const PolicySet& set) {
  reference::ClauseResult result;
  result.policy = set.policy_name(clause.policy);
  result.op = set.clause_is_any(clause.policy) ? "OR" : "AND";
  result.status = word_in(kClauseStatuses, clause.status);
  const auto controls = set.controls(clause.policy);
  for (std::size_t i = 0; i < controls.size(); ++i) {
    result.controls.emplace_back(set.control(controls[i]));
    if ((clause.unmet >> i & 1U) != 0) result.unmet.emplace_back(set.control(controls[i]));
  }
  return result;
}

std::optional<reference::TimerResult> timer_of(const std::optional<Timer>& timer) {
  if (!timer) return std::nullopt;
  return reference::TimerResult{timer->every_time, timer->every_time ? 0 : timer->hours};
}

reference::SessionResult session_of(const MergedSession& session, const PolicySet& set) {
  reference::SessionResult result;
  result.primary_and_secondary = timer_of(session.primary_and_secondary);
  result.secondary = timer_of(session.secondary);
  if (session.persistent_browser) result.persistent_browser = *session.persistent_browser ? "always" : "never";
  result.cloud_app_security = word_in(kCloudApps, session.cloud_app_security);
  result.continuous_access = word_in(kAccess, session.continuous_access);
  result.application_enforced_restrictions = session.application_enforced_restrictions;
  result.secure_sign_in_session = session.secure_sign_in_session;
  result.disable_resilience_defaults = names_of(session.disable_resilience_defaults, set);
  for (const std::uint32_t profile : session.filtering_profiles) {
    result.filtering_profiles.emplace_back(set.string(profile));
  }
  return result;
}

Texts assumed_of(const Decision& decision, const PolicySet& set) {
  Texts paths;
  for (std::size_t i = 0; i < kSignalPaths.size(); ++i) {
    if ((decision.assumed >> i & 1U) != 0) paths.emplace_back(kSignalPaths[i]);
  }
  for (const std::uint32_t path : decision.assumed_attributes) paths.emplace_back(set.string(path));
  std::sort(paths.begin(), paths.end());
  return paths;
}

}  // namespace

reference::Decision in_words(const Decision& decision, const PolicySet& set, std::string_view id) {
  reference::Decision words;
  words.id = id;
  words.outcome = word_in(kOutcomes, decision.outcome);
  words.status = word_in(kStatuses, decision.status);
  for (const Clause& clause : decision.require) words.require.push_back(clause_of(clause, set));
  words.session = session_of(decision.session, set);
  words.reauthenticate = decision.reauthenticate;
  words.register_mfa = decision.register_mfa;
  for (const std::uint32_t control : decision.next) words.next.emplace_back(set.control(control));
  words.assumed = assumed_of(decision, set);
  words.approximated = names_of(decision.approximated, set);
  words.applied = names_of(decision.applied, set);
  words.blocked_by = names_of(decision.blocked_by, set);
  for (const ReportOnly& report : decision.report_only) {
    words.report_only.emplace_back(set.policy_name(report.policy), word_in(kReports, report.result));
  }
  const UserStateResult& state = decision.user_state;
  words.user_state = {std::string(kUserStates[static_cast<std::size_t>(state.state)].graph),
                      word_in(kEffects, state.effect), word_in(kExemptions, state.exempt_by),
                      word_in(kClauseStatuses, state.status), names_of(state.overrode, set)};
  return words;
}

}  // namespace doorward::differential
