#include "listing.h"

#include <array>

#include "doorward/facts/facts.h"
#include "phrases.h"
#include "word_list.h"

namespace doorward::bytecode {
namespace {

constexpr auto kStateWords = std::to_array<std::string_view>({"on", "report-only", "disabled"});
constexpr auto kPrecedenceWords = std::to_array<std::string_view>(
    {"user state takes precedence", "user state overrides policies", "user state is ignored"});
constexpr auto kPersistentBrowserWords =
    std::to_array<std::string_view>({"", "persistent browser", "no persistent browser"});
constexpr auto kCloudAppWords = std::to_array<std::string_view>(
    {"", "app control block-downloads", "app control monitor-only", "app control configured"});
constexpr auto kContinuousAccessWords = std::to_array<std::string_view>(
    {"", "strict location enforcement", "strict continuous access", "no continuous access"});

std::string plural(std::size_t count, std::string_view one, std::string_view many) {
  return std::to_string(count) + ' ' + std::string(count == 1 ? one : many);
}

std::string hex(std::span<const std::uint8_t> bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  for (const std::uint8_t byte : bytes) {
    text += kDigits[byte >> 4U];
    text += kDigits[byte & 15U];
  }
  return text;
}

/// `+01:00`
std::string offset_phrase(std::int32_t seconds) {
  const std::int32_t minutes = (seconds < 0 ? -seconds : seconds) / 60;
  std::string text(seconds < 0 ? "-" : "+");
  for (const std::int32_t part : {minutes / 60, minutes % 60}) {
    if (text.size() > 1) text += ':';
    text += static_cast<char>('0' + part / 10);
    text += static_cast<char>('0' + part % 10);
  }
  return text;
}

void list_settings(const ModuleView& view, std::string& out) {
  const SettingsEntry& settings = view.settings[0];
  out += "\nsettings\n  " + std::string(kPrecedenceWords[settings.precedence]) + '\n';
  out += (settings.flags & kAppPasswordsAllowed) != 0 ? "  app passwords allowed\n" : "  app passwords not allowed\n";
  if (settings.remember_days != 0) {
    out += "  remember devices for " + plural(settings.remember_days, "day", "days") + '\n';
  }
}

void list_strength(const ModuleView& view, const StrengthEntry& strength, std::string& out) {
  WordList combinations;
  const auto run = view.combinations.subspan(strength.combinations.first, strength.combinations.count);
  combinations.add_each(run, [](const CombinationEntry& combination) {
    std::string text;
    for (const FactRow& method : kMethods) {
      if ((combination.methods >> method.value & 1U) == 0) continue;
      if (!text.empty()) text += " + ";
      text += method.ward;
    }
    return combination.configured != 0 ? text + " (configured)" : text;
  });
  out += "strength " + printable(view.string(strength.id)) + ": " + combinations.join("no combination");
  out += (strength.flags & kBuiltinMfa) != 0 ? " (equals mfa)\n" : "\n";
}

std::string frequency_phrase(std::uint32_t hours) {
  return hours == kEveryTime ? "every time" : "every " + plural(hours, "hour", "hours");
}

void list_session(const ModuleView& view, const SessionEntry& session, std::string& out) {
  WordList words;
  const auto add = [&](std::string_view word) {
    if (!word.empty()) words.add(std::string(word));
  };
  if (session.primary_hours != 0) words.add("sign-in " + frequency_phrase(session.primary_hours));
  if (session.secondary_hours != 0) words.add("second factor " + frequency_phrase(session.secondary_hours));
  add(kPersistentBrowserWords[session.persistent_browser]);
  add(kCloudAppWords[session.cloud_app_security]);
  add(kContinuousAccessWords[session.continuous_access]);
  if ((session.flags & kAppEnforced) != 0) words.add("app-enforced restrictions");
  if ((session.flags & kSecureSession) != 0) words.add("token protection");
  if ((session.flags & kNoResilience) != 0) words.add("no resilience defaults");
  if (session.filtering_profile != 0) {
    words.add("filtering profile " + printable(view.string(session.filtering_profile)));
  }
  out += "  with " + words.join("nothing") + '\n';
}

}  // namespace

std::string_view state_word(State state) noexcept { return kStateWords[static_cast<std::size_t>(state)]; }

void list_header(const ModuleView& view, std::string& out) {
  const Header& header = view.header();
  out += "module format " + std::to_string(header.major) + '.' + std::to_string(header.minor) + ", " +
         plural(header.size, "byte", "bytes") + (view.stripped() ? ", stripped\n" : "\n");
  out += plural(view.policies.size(), "policy", "policies") + ", " + plural(view.ids.size(), "id", "ids") + ", " +
         plural(view.code.size(), "instruction", "instructions") + '\n';
  out += "vocabulary of " + std::to_string(header.vocabulary_date) + '\n';
  if (!view.stripped()) out += "sources " + hex(header.source_hash) + '\n';
}

void list_tables(const ModuleView& view, std::string& out) {
  list_settings(view, out);
  if (!view.networks.empty()) out += '\n';
  for (std::uint32_t i = 0; i < view.networks.size(); ++i) {
    const NetworkEntry& network = view.networks[i];
    out += (network.flags & kTrusted) != 0 ? "trusted network " : "network ";
    out += printable(view.string(network.name)) + ": " + network_phrase(view, i) + '\n';
  }
  out += '\n';
  for (const StrengthEntry& strength : view.strengths) list_strength(view, strength, out);
  if (!view.zones.empty()) out += '\n';
  for (const ZoneEntry& zone : view.zones) {
    out += "time zone " + printable(view.string(zone.name)) + ": " + offset_phrase(zone.offset) + " in 2000, " +
           plural(zone.transitions.count, "transition", "transitions") + '\n';
  }
}

void list_demand(const ModuleView& view, const PolicyEntry& policy, std::string& out) {
  if ((policy.flags & kBlock) != 0) out += "  block\n";
  if (policy.controls.count != 0) {
    std::string controls;
    for (const std::uint32_t control : view.list(policy.controls)) {
      if (!controls.empty()) controls += (policy.flags & kAnyControl) != 0 ? " or " : " and ";
      controls += printable(view.string(view.controls[control].shown));
    }
    out += "  require " + controls + '\n';
  }
  if (policy.session != kNone) list_session(view, view.sessions[policy.session], out);
}

}  // namespace doorward::bytecode
