#include "exchange/sentences.h"

#include <array>

#include "exchange/words.h"

namespace doorward::exchange {
namespace {

std::string every(const model::Frequency& frequency) {
  if (frequency.every_time) return " every time";
  const bool days = frequency.written_in_days && frequency.hours % 24 == 0;
  const std::uint32_t number = days ? frequency.hours / 24 : frequency.hours;
  return " every " + std::to_string(number) + (days ? " day" : " hour") + (number == 1 ? "" : "s");
}

}  // namespace

void SentenceWriter::refuse(const model::Origin& origin, std::string_view what) {
  good_ = false;
  sink_.report<Code::no_ward_phrase>(origin.span, what).json_path = origin.json_path;
}

std::string SentenceWriter::name(Kind kind, const model::Id& id, const model::Origin& use) {
  const auto found = nouns_.name_of(kind, id, use);
  good_ = good_ && found.has_value();
  return found.value_or("");
}

std::string SentenceWriter::control(const model::Control& control) {
  switch (control.kind) {
    case ControlKind::strength:
      return "strength " + nouns_.strength(control.strength);
    case ControlKind::terms:
      return "terms " + name(Kind::terms, control.id, control.origin);
    case ControlKind::custom:
      return "custom " + name(Kind::custom, control.id, control.origin);
    case ControlKind::unknown:
      refuse(control.origin, "the control `" + control.id.text + '`');
      return {};
    case ControlKind::mfa:
    case ControlKind::compliant_device:
    case ControlKind::domain_joined_device:
    case ControlKind::approved_application:
    case ControlKind::compliant_application:
    case ControlKind::password_change:
    case ControlKind::risk_remediation:
    case ControlKind::verified_id:
      break;
  }
  return std::string(kControls[static_cast<std::size_t>(control.kind)].ward);
}

std::string SentenceWriter::session(const model::Session& session, const model::Origin& origin) {
  constexpr auto kAppControls = std::to_array<std::string_view>({"block-downloads", "monitor-only", "custom"});
  constexpr auto kAccess =
      std::to_array<std::string_view>({"strict location enforcement", "strict enforcement", "no continuous access"});
  std::vector<std::string> parts;
  if (session.primary_and_secondary) parts.push_back("sign-in" + every(*session.primary_and_secondary));
  if (session.secondary) parts.push_back("second factor" + every(*session.secondary));
  if (session.persistent_browser) {
    parts.emplace_back(*session.persistent_browser ? "persistent browser" : "no persistent browser");
  }
  if (session.application_enforced_restrictions) parts.emplace_back("app-enforced restrictions");
  if (session.cloud_app_security) {
    const auto index = static_cast<std::size_t>(*session.cloud_app_security);
    parts.push_back("app control " + std::string(kAppControls[index]));
  }
  if (session.continuous_access) {
    parts.emplace_back(kAccess[static_cast<std::size_t>(*session.continuous_access)]);
  }
  if (session.disable_resilience_defaults) parts.emplace_back("no resilience defaults");
  if (session.secure_sign_in_session) parts.emplace_back("token protection");
  if (session.filtering_profile) {
    parts.push_back("filtering profile " + name(Kind::profile, *session.filtering_profile, origin));
  }
  return parts.empty() ? std::string() : "with " + joined(parts, ", ");
}

std::string SentenceWriter::effect(const model::Policy& policy) {
  std::string text;
  if (policy.block) {
    text = "block";  // what else a blocking policy demands does nothing
  } else if (policy.grant) {
    std::vector<std::string> controls;
    for (const model::Control& one : policy.grant->controls) controls.push_back(control(one));
    text = "require " + joined(controls, policy.grant->any ? " or " : " and ");
  }
  const std::string with = session(policy.session, policy.session.origin);
  if (with.empty()) return text;
  return text.empty() ? with : text + ' ' + with;
}

std::optional<std::vector<std::string>> SentenceWriter::write(const model::Policy& policy) {
  good_ = !policy.approximated;
  if (policy.approximated) refuse(policy.origin, "what was passed over");
  std::vector<std::string> parts;
  parts.push_back(policy.machines ? machines(*policy.machines)
                                  : subject(policy.users ? *policy.users : model::Subjects{}));
  if (policy.networks) parts.push_back(networks(*policy.networks));
  if (!policy.device_filters.empty()) parts.push_back(devices(policy.device_filters));
  add_masks(policy, parts);
  parts.push_back(targets(policy.targets));
  if (policy.when || !policy.times.empty()) parts.push_back(when(policy));
  parts.push_back(effect(policy));
  if (!good_) return std::nullopt;
  return parts;
}

}  // namespace doorward::exchange
