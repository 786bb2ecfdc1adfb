// What a policy set says of one sign-in (SEMANTICS.md §2 to §5), in indices into the set that decided it. The
// JSON of CONTRACTS.md §5 is written from this by `io`. A Decision is the caller's and is reused: deciding into it
// keeps its storage. Must not know JSON.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "doorward/facts/facts.h"

namespace doorward {

/// What to do with the sign-in.
enum class Outcome : std::uint8_t { grant, challenge, block };
/// Whether a clause is met, can still be met by the user, or cannot be.
enum class ClauseStatus : std::uint8_t { satisfied, pending, failed };

/// Why a decision is what it is when it is not the policies' word alone. Anything but `ok` is a block.
enum class DecisionStatus : std::uint8_t { ok, signal_missing, too_large, internal };

/// What the per-user MFA state leads to.
enum class StateEffect : std::uint8_t { none, require_mfa, require_registration, app_password, exempt };
/// Why the per-user MFA state leads to nothing.
enum class ExemptBy : std::uint8_t { nothing, trusted_ip, remembered_device };
/// What a policy in report-only mode would have come to.
enum class ReportResult : std::uint8_t { success, interrupted, failure };

/// One applying enforced policy with grant controls other than block. `unmet` has bit N for the N-th control of
/// PolicySet::controls(policy).
struct Clause {
  std::uint32_t policy = 0;                       // index into the set
  ClauseStatus status = ClauseStatus::satisfied;  // whether it is met, can be met, or cannot
  std::uint64_t unmet = 0;                        // bits of PolicySet::controls
};

/// What a policy in report-only mode would have done.
struct ReportOnly {
  std::uint32_t policy = 0;                     // index into the set
  ReportResult result = ReportResult::success;  // what it would have come to
};

/// A merged timer: hours, or 0 hours for everyTime.
struct Timer {
  bool every_time = false;  // at each sign-in
  std::uint32_t hours = 0;  // 0 for every time
};

/// The merged control of the cloud access broker, weakest first.
enum class MergedCloudApp : std::uint8_t { none, block_downloads, monitor_only, mcas_configured };
/// The merged control of continuous access evaluation.
enum class MergedAccessEvaluation : std::uint8_t { none, strict_location, strict_enforcement, disabled };

/// Session controls merged over the applying enforced policies (SEMANTICS.md §3); all empty on block.
struct MergedSession {
  std::optional<Timer> primary_and_secondary;                               // how often both factors are asked for
  std::optional<Timer> secondary;                                           // how often the second factor is asked for
  std::optional<bool> persistent_browser;                                   // true: always, false: never
  MergedCloudApp cloud_app_security = MergedCloudApp::none;                 // the strictest
  MergedAccessEvaluation continuous_access = MergedAccessEvaluation::none;  // the strictest
  bool application_enforced_restrictions = false;                           // asked for by some policy
  bool secure_sign_in_session = false;                                      // asked for by some policy
  std::vector<std::uint32_t> disable_resilience_defaults;                   // policies that ask
  std::vector<std::uint32_t> filtering_profiles;                            // ids: PolicySet::string
};

/// What the per-user MFA state did.
struct UserStateResult {
  UserState state = UserState::disabled;          // that the sign-in came with
  StateEffect effect = StateEffect::none;         // what it led to
  ExemptBy exempt_by = ExemptBy::nothing;         // why it led to nothing
  ClauseStatus status = ClauseStatus::satisfied;  // of the mfa that it asks for
  std::vector<std::uint32_t> overrode;            // policies
};

/// The whole answer.
struct Decision {
  Outcome outcome = Outcome::block;                  // what to do
  DecisionStatus status = DecisionStatus::internal;  // why, when it is not the policies' word alone
  std::vector<Clause> require;                       // clauses of the policies that apply
  MergedSession session;                             // session controls, merged
  bool reauthenticate = false;                       // a timer ran out
  bool register_mfa = false;                         // the user is to register methods
  std::vector<std::uint32_t> next;                   // controls: PolicySet::control
  SignalMask assumed = 0;                            // absent signals on which it turned
  std::vector<std::uint32_t> assumed_attributes;     // open attributes: PolicySet::string, full paths
  std::vector<std::uint32_t> applied;                // enforced policies that apply, blocks included
  std::vector<std::uint32_t> blocked_by;             // policies that block
  std::vector<ReportOnly> report_only;               // policies in report-only mode that apply
  std::vector<std::uint32_t> approximated;           // policies read under --ignore-unknown
  UserStateResult user_state;                        // what per-user MFA did

  /// Makes it a block with status `internal`, and keeps the storage.
  void clear();
};

}  // namespace doorward
