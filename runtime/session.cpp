#include "session.h"

#include <algorithm>

namespace doorward::runtime {
namespace {

constexpr std::int64_t kEveryTimeTolerance = 300;  // seconds
constexpr std::int64_t kSecondsPerHour = 3600;

void merge_timer(std::uint32_t hours, std::optional<Timer>& merged) noexcept {
  if (hours == 0) return;
  if (hours == bytecode::kEveryTime) {
    merged = Timer{true, 0};
  } else if (!merged || (!merged->every_time && hours < merged->hours)) {
    merged = Timer{false, hours};
  }
}

/// Of two members the one that stands earlier in its enum, where 0 is none.
template <class Enum>
void merge_strictest(std::uint8_t asked, Enum& merged) noexcept {
  if (asked != 0 && (merged == Enum::none || asked < static_cast<std::uint8_t>(merged))) {
    merged = static_cast<Enum>(asked);
  }
}

/// Ids of profiles compare as ids: what differs in case only is listed once, as it was first written.
void add_profile(const SetImage& image, std::uint32_t profile, std::vector<std::uint32_t>& profiles) {
  const std::string_view text = image.module.string(profile);
  const auto same = [&](std::uint32_t other) {
    const std::string_view known = image.module.string(other);
    if (equals_ignoring_case(known, text)) return true;
    const auto left = parse_guid(known);
    return left && left == parse_guid(text);
  };
  if (std::none_of(profiles.begin(), profiles.end(), same)) profiles.push_back(profile);
}

void merge_entry(const SetImage& image, const bytecode::SessionEntry& asked, std::uint32_t policy,
                 MergedSession& merged) {
  merge_timer(asked.primary_hours, merged.primary_and_secondary);
  merge_timer(asked.secondary_hours, merged.secondary);
  if (asked.persistent_browser != 0) {
    const bool always = asked.persistent_browser == 1;
    merged.persistent_browser = always && merged.persistent_browser.value_or(true);
  }
  merge_strictest(asked.cloud_app_security, merged.cloud_app_security);
  merge_strictest(asked.continuous_access, merged.continuous_access);
  merged.application_enforced_restrictions |= (asked.flags & bytecode::kAppEnforced) != 0;
  merged.secure_sign_in_session |= (asked.flags & bytecode::kSecureSession) != 0;
  if ((asked.flags & bytecode::kNoResilience) != 0) merged.disable_resilience_defaults.push_back(policy);
  if (asked.filtering_profile != 0) add_profile(image, asked.filtering_profile, merged.filtering_profiles);
}

bool exceeded(const std::optional<Timer>& timer, const std::optional<std::int64_t>& age) noexcept {
  if (!timer || !age) return false;
  return *age > (timer->every_time ? kEveryTimeTolerance : std::int64_t{timer->hours} * kSecondsPerHour);
}

}  // namespace

void merge_session(const SetImage& image, std::uint32_t policy, MergedSession& merged) {
  const std::uint32_t session = image.demands[policy].session;
  if (session != bytecode::kNone) merge_entry(image, image.module.sessions[session], policy, merged);
}

void merge_sessions(const SetImage& image, const std::vector<std::uint32_t>& enforced, MergedSession& merged) {
  if (image.module.sessions.empty()) return;
  for (const std::uint32_t policy : enforced) merge_session(image, policy, merged);
  // Strings of a module are sorted, so their numbers sort as their texts do.
  std::sort(merged.filtering_profiles.begin(), merged.filtering_profiles.end());
}

void clear_session(MergedSession& session) noexcept {
  session.primary_and_secondary.reset();
  session.secondary.reset();
  session.persistent_browser.reset();
  session.cloud_app_security = MergedCloudApp::none;
  session.continuous_access = MergedAccessEvaluation::none;
  session.application_enforced_restrictions = false;
  session.secure_sign_in_session = false;
  session.disable_resilience_defaults.clear();
  session.filtering_profiles.clear();
}

bool reauthentication_due(const MergedSession& merged, const SignIn& sign_in) noexcept {
  return exceeded(merged.primary_and_secondary, sign_in.auth_age) || exceeded(merged.secondary, sign_in.mfa_age);
}

}  // namespace doorward::runtime
