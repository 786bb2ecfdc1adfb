#include "explain_session.h"

#include <array>

namespace doorward::runtime {
namespace {

void add(std::string& text, std::string_view words) {
  text += text.empty() ? "" : ", ";
  text += words;
}

void add_timer(std::string& text, std::string_view lead, const std::optional<Timer>& timer) {
  if (!timer) return;
  std::string words(lead);
  words += " every ";
  if (timer->every_time) {
    words += "time";
  } else if (timer->hours == 1) {
    words += "hour";
  } else {
    words += std::to_string(timer->hours) + " hours";
  }
  add(text, words);
}

constexpr auto kCloudAppWords = std::to_array<std::string_view>(
    {"", "app control block-downloads", "app control monitor-only", "app control custom"});
constexpr auto kAccessWords =
    std::to_array<std::string_view>({"", "strict location enforcement", "strict enforcement", "no continuous access"});

}  // namespace

std::string session_text(const PolicySet& set, const MergedSession& session) {
  std::string text;
  add_timer(text, "sign-in", session.primary_and_secondary);
  add_timer(text, "second factor", session.secondary);
  if (session.persistent_browser)
    add(text, *session.persistent_browser ? "persistent browser" : "no persistent browser");
  if (session.application_enforced_restrictions) add(text, "app-enforced restrictions");
  const std::string_view cloud_app = kCloudAppWords[static_cast<std::size_t>(session.cloud_app_security)];
  if (!cloud_app.empty()) add(text, cloud_app);
  const std::string_view access = kAccessWords[static_cast<std::size_t>(session.continuous_access)];
  if (!access.empty()) add(text, access);
  if (!session.disable_resilience_defaults.empty()) add(text, "no resilience defaults");
  if (session.secure_sign_in_session) add(text, "token protection");
  for (const std::uint32_t profile : session.filtering_profiles) {
    add(text, "filtering profile " + std::string(set.string(profile)));
  }
  return text;
}

}  // namespace doorward::runtime
