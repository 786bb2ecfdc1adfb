// What a policy set says of one sign-in (SEMANTICS.md §2 to §5), in indices into the set that decided it. The
// JSON of CONTRACTS.md §5 is written from this by `io`. A Decision is the caller's and is reused: deciding into it
// keeps its storage. Must not know JSON.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "doorward/facts/facts.h"

namespace doorward {

enum class Outcome : std::uint8_t { grant, challenge, block };
enum class ClauseStatus : std::uint8_t { satisfied, pending, failed };

/// Why a decision is what it is when it is not the policies' word alone. Anything but `ok` is a block.
enum class DecisionStatus : std::uint8_t { ok, signal_missing, too_large, internal };

enum class StateEffect : std::uint8_t { none, require_mfa, require_registration, app_password, exempt };
enum class ExemptBy : std::uint8_t { nothing, trusted_ip, remembered_device };
enum class ReportResult : std::uint8_t { success, interrupted, failure };

/// One applying enforced policy with grant controls other than block. `unmet` has bit N for the N-th control of
/// PolicySet::controls(policy).
struct Clause {
  std::uint32_t policy = 0;
  ClauseStatus status = ClauseStatus::satisfied;
  std::uint64_t unmet = 0;
};

struct ReportOnly {
  std::uint32_t policy = 0;
  ReportResult result = ReportResult::success;
};

/// A merged timer: hours, or 0 hours for everyTime.
struct Timer {
  bool every_time = false;
  std::uint32_t hours = 0;
};

enum class MergedCloudApp : std::uint8_t { none, block_downloads, monitor_only, mcas_configured };
enum class MergedAccessEvaluation : std::uint8_t { none, strict_location, strict_enforcement, disabled };

/// Session controls merged over the applying enforced policies (SEMANTICS.md §3); all empty on block.
struct MergedSession {
  std::optional<Timer> primary_and_secondary;
  std::optional<Timer> secondary;
  std::optional<bool> persistent_browser;  // true: always, false: never
  MergedCloudApp cloud_app_security = MergedCloudApp::none;
  MergedAccessEvaluation continuous_access = MergedAccessEvaluation::none;
  bool application_enforced_restrictions = false;
  bool secure_sign_in_session = false;
  std::vector<std::uint32_t> disable_resilience_defaults;  // policies that ask
  std::vector<std::uint32_t> filtering_profiles;           // ids: PolicySet::string
};

struct UserStateResult {
  UserState state = UserState::disabled;
  StateEffect effect = StateEffect::none;
  ExemptBy exempt_by = ExemptBy::nothing;
  ClauseStatus status = ClauseStatus::satisfied;
  std::vector<std::uint32_t> overrode;  // policies
};

struct Decision {
  Outcome outcome = Outcome::block;
  DecisionStatus status = DecisionStatus::internal;
  std::vector<Clause> require;
  MergedSession session;
  bool reauthenticate = false;
  bool register_mfa = false;
  std::vector<std::uint32_t> next;  // controls: PolicySet::control
  SignalMask assumed = 0;
  std::vector<std::uint32_t> assumed_attributes;  // open attributes: PolicySet::string, full paths
  std::vector<std::uint32_t> applied;             // enforced policies that apply, blocks included
  std::vector<std::uint32_t> blocked_by;
  std::vector<ReportOnly> report_only;
  std::vector<std::uint32_t> approximated;  // policies read under --ignore-unknown
  UserStateResult user_state;

  void clear();
};

}  // namespace doorward
