// What the reference evaluator returns: a decision in the words of CONTRACTS.md §5, and its JSON. Everything is
// text and lists, so that two decisions are the same exactly when they print the same. Must not know the runtime's
// decision, nor how a decision is reached.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace doorward::reference {

/// One clause of `require`: the grant controls of one applying enforced policy.
struct ClauseResult {
  std::string policy;
  std::string op;  // `OR` or `AND`
  std::vector<std::string> controls;
  std::vector<std::string> unmet;
  std::string status;
  bool operator==(const ClauseResult&) const = default;
};

/// A timer of sign-in frequency: a number of hours, or every time.
struct TimerResult {
  bool every_time = false;
  std::uint32_t hours = 0;
  bool operator==(const TimerResult&) const = default;
};

/// Merged session controls; an empty text or list is a control that nobody asks for.
struct SessionResult {
  std::optional<TimerResult> primary_and_secondary;
  std::optional<TimerResult> secondary;
  std::string persistent_browser;
  std::string cloud_app_security;
  std::string continuous_access;
  bool application_enforced_restrictions = false;
  bool secure_sign_in_session = false;
  std::vector<std::string> disable_resilience_defaults;
  std::vector<std::string> filtering_profiles;
  bool operator==(const SessionResult&) const = default;
};

struct UserStateOutcome {
  std::string state = "disabled";
  std::string effect = "none";
  std::string exempt_by;  // empty unless the effect is `exempt`
  std::string status = "satisfied";
  std::vector<std::string> overrode;
  bool operator==(const UserStateOutcome&) const = default;
};

struct Decision {
  std::string id;
  std::string outcome = "block";
  std::string status;  // empty when the policies alone decided
  std::vector<ClauseResult> require;
  SessionResult session;
  bool reauthenticate = false;
  bool register_mfa = false;
  std::vector<std::string> next;
  std::vector<std::string> assumed;
  std::vector<std::string> approximated;
  std::vector<std::string> applied;
  std::vector<std::string> blocked_by;
  std::vector<std::pair<std::string, std::string>> report_only;  // policy and result
  UserStateOutcome user_state;
  bool operator==(const Decision&) const = default;
};

/// The decision as `eval` prints it, keys in the order of CONTRACTS.md §5.
nlohmann::ordered_json to_json(const Decision& decision);

}  // namespace doorward::reference
