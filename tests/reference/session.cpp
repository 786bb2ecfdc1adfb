#include "reference/session.h"

#include <algorithm>
#include <map>

namespace doorward::reference {
namespace {

void merge(std::optional<TimerResult>& merged, const std::optional<model::Frequency>& asked) {
  if (!asked) return;
  if (asked->every_time) {
    merged = TimerResult{.every_time = true, .hours = 0};
  } else if (!merged || (!merged->every_time && asked->hours < merged->hours)) {
    merged = TimerResult{.every_time = false, .hours = asked->hours};
  }
}

void merge_browser(std::string& merged, const std::optional<bool>& asked) {
  if (!asked || merged == "never") return;
  merged = *asked ? "always" : "never";
}

/// Keeps the stricter of two words: the one that stands earlier in `strictest_first`.
void merge_word(std::string& merged, const std::string& asked, const std::vector<std::string>& strictest_first) {
  for (const std::string& word : strictest_first) {
    if (word == merged || word == asked) {
      merged = word;
      return;
    }
  }
}

std::string word_of(const std::optional<model::CloudAppSecurity>& mode) {
  if (!mode) return {};
  switch (*mode) {
    case model::CloudAppSecurity::block_downloads:
      return "blockDownloads";
    case model::CloudAppSecurity::monitor_only:
      return "monitorOnly";
    case model::CloudAppSecurity::mcas_configured:
      return "mcasConfigured";
  }
  return {};
}

std::string word_of(const std::optional<model::ContinuousAccess>& mode) {
  if (!mode) return {};
  switch (*mode) {
    case model::ContinuousAccess::strict_location:
      return "strictLocation";
    case model::ContinuousAccess::strict_enforcement:
      return "strictEnforcement";
    case model::ContinuousAccess::disabled:
      return "disabled";
  }
  return {};
}

bool exceeded(const std::optional<TimerResult>& timer, const std::optional<std::int64_t>& age) {
  constexpr std::int64_t kEveryTimeTolerance = 300;
  if (!timer || !age) return false;
  return *age > (timer->every_time ? kEveryTimeTolerance : std::int64_t{timer->hours} * 3600);
}

}  // namespace

SessionResult merge_sessions(const std::vector<const model::Policy*>& policies) {
  SessionResult merged;
  std::map<std::string, std::string> profiles;  // canonical id to the id as first shown
  for (const model::Policy* policy : policies) {
    const model::Session& asked = policy->session;
    merge(merged.primary_and_secondary, asked.primary_and_secondary);
    merge(merged.secondary, asked.secondary);
    merge_browser(merged.persistent_browser, asked.persistent_browser);
    merge_word(merged.cloud_app_security, word_of(asked.cloud_app_security),
               {"blockDownloads", "monitorOnly", "mcasConfigured"});
    merge_word(merged.continuous_access, word_of(asked.continuous_access),
               {"strictLocation", "strictEnforcement", "disabled"});
    merged.application_enforced_restrictions |= asked.application_enforced_restrictions;
    merged.secure_sign_in_session |= asked.secure_sign_in_session;
    if (asked.disable_resilience_defaults) merged.disable_resilience_defaults.push_back(policy->name);
    if (asked.filtering_profile) profiles.emplace(asked.filtering_profile->key, asked.filtering_profile->text);
  }
  for (const auto& [key, text] : profiles) merged.filtering_profiles.push_back(text);
  std::sort(merged.filtering_profiles.begin(), merged.filtering_profiles.end());
  std::sort(merged.disable_resilience_defaults.begin(), merged.disable_resilience_defaults.end());
  return merged;
}

bool reauthentication_due(const SessionResult& session, const SignIn& sign_in) {
  return exceeded(session.primary_and_secondary, sign_in.auth_age) || exceeded(session.secondary, sign_in.mfa_age);
}

}  // namespace doorward::reference
