#include <algorithm>
#include <charconv>
#include <tuple>

#include "doorward/compiler/address.h"
#include "resolve/foreign_names.h"
#include "resolve/resolution.h"

namespace doorward::resolving {
namespace {

/// A control that stands for itself: not strength, terms or custom, which take a name.
const FactRow* find_plain_control(std::string_view word) {
  const FactRow* row = find_ward(kControls, word);
  if (row == nullptr) return nullptr;
  const auto kind = static_cast<ControlKind>(row->value);
  const bool named = kind == ControlKind::strength || kind == ControlKind::terms || kind == ControlKind::custom;
  return named ? nullptr : row;
}

void report_unknown_control(Resolution& r, const ast::Name& name, std::span<const std::string_view> outcomes) {
  for (const Kind kind : {Kind::strength, Kind::terms, Kind::custom}) {
    if (r.names.peek(name.text, kind_bit(kind)) == nullptr) continue;
    const std::string text = std::string(row_of(kind).word) + ' ' + written(name.text);
    Diagnostic& diagnostic = r.sink.report<Code::unknown_control>(name.span, name.text);
    diagnostic.help = "write `" + text + '`';
    diagnostic.fixes.push_back({diagnostic.help, {{name.span, text}}, true});
    return;
  }
  std::vector<std::string_view> words;
  for (const FactRow& row : kControls) {
    if (find_plain_control(row.ward) != nullptr) words.push_back(row.ward);
  }
  Diagnostic& diagnostic = r.sink.report<Code::unknown_control>(name.span, name.text);
  std::string_view right = outcomes.empty() ? std::string_view() : foreign_name(Foreign::outcome, name.text);
  if (right.empty()) right = foreign_name(Foreign::control, name.text);
  if (!right.empty()) {
    diagnostic.help = "write `" + std::string(right) + '`';
    diagnostic.fixes.push_back({diagnostic.help, {{name.span, std::string(right)}}, false});
    return;
  }
  // `mfa` is so short that its misspellings are not near it by the common measure.
  std::vector<std::string_view> candidates(outcomes.begin(), outcomes.end());
  candidates.insert(candidates.end(), words.begin(), words.end());
  auto near = near_words(name.text, candidates);
  if (near.empty() && name.text.size() <= 4 && ascii_lower(name.text.front()) == 'm') near = {"mfa"};
  if (!near.empty()) {
    suggest(diagnostic, name, near);
    return;
  }
  diagnostic.help = outcomes.empty() ? "controls are " : "write `grant`, `block`, `challenge` or a control: ";
  for (const std::string_view word : words) diagnostic.help += '`' + std::string(word) + "`, ";
  diagnostic.help += "`strength NAME`, `terms NAME` and `custom NAME`";
}

std::optional<model::Control> named_control(Resolution& r, const ast::Control& control, Kind kind, ControlKind which) {
  const auto id = resolve_id(r, control.name, kind);
  if (!id) return std::nullopt;
  model::Control resolved;
  resolved.kind = which;
  resolved.id = *id;
  resolved.origin = origin_of(control.span);
  return resolved;
}

bool resolve_grant(Resolution& r, const ast::Controls& controls, model::Policy& policy) {
  model::Grant grant;
  grant.origin = origin_of(controls.span);
  bool good = true;
  for (const ast::Control& written_as : controls.items) {
    auto control = resolve_control(r, written_as);
    good = good && control.has_value();
    if (!control) continue;
    const auto same = [&](const model::Control& other) {
      return std::tie(other.kind, other.strength, other.id.key) ==
             std::tie(control->kind, control->strength, control->id.key);
    };
    if (std::none_of(grant.controls.begin(), grant.controls.end(), same)) grant.controls.push_back(std::move(*control));
  }
  grant.any = controls.any || grant.controls.size() == 1;
  policy.grant = std::move(grant);
  return good;
}

std::optional<model::Frequency> resolve_frequency(Resolution& r, const ast::SessionControl& control) {
  model::Frequency frequency;
  frequency.every_time = control.every_time;
  if (control.every_time) return frequency;
  constexpr std::uint32_t kMostDays = 365;
  constexpr std::uint32_t kHoursADay = 24;
  const auto number = resolve_number(r, *control.number, 1, control.days ? kMostDays : kMostDays * kHoursADay);
  if (!number) return std::nullopt;
  frequency.hours = control.days ? *number * kHoursADay : *number;
  frequency.written_in_days = control.days;
  return frequency;
}

/// Sets what was not said before; a second word on the same thing is an error.
template <class T>
bool say_once(Resolution& r, const ast::SessionControl& control, std::optional<T>& place, T value) {
  if (place) {
    r.sink.report<Code::said_twice>(control.span, r.sources.text(control.span)).help =
        "say once how the session is limited";
    return false;
  }
  place = std::move(value);
  return true;
}

bool resolve_timer(Resolution& r, const ast::SessionControl& control, std::optional<model::Frequency>& timer) {
  const auto frequency = resolve_frequency(r, control);
  return frequency && say_once(r, control, timer, *frequency);
}

bool resolve_session_control(Resolution& r, const ast::SessionControl& control, model::Session& session) {
  using Which = ast::SessionControl::Kind;
  switch (control.kind) {
    case Which::sign_in_every:
      return resolve_timer(r, control, session.primary_and_secondary);
    case Which::second_factor_every:
      return resolve_timer(r, control, session.secondary);
    case Which::persistent_browser:
      return say_once(r, control, session.persistent_browser, true);
    case Which::no_persistent_browser:
      return say_once(r, control, session.persistent_browser, false);
    case Which::app_control_monitor_only:
      return say_once(r, control, session.cloud_app_security, model::CloudAppSecurity::monitor_only);
    case Which::app_control_block_downloads:
      return say_once(r, control, session.cloud_app_security, model::CloudAppSecurity::block_downloads);
    case Which::app_control_custom:
      return say_once(r, control, session.cloud_app_security, model::CloudAppSecurity::mcas_configured);
    case Which::strict_location_enforcement:
      return say_once(r, control, session.continuous_access, model::ContinuousAccess::strict_location);
    case Which::strict_enforcement:
      return say_once(r, control, session.continuous_access, model::ContinuousAccess::strict_enforcement);
    case Which::no_continuous_access:
      return say_once(r, control, session.continuous_access, model::ContinuousAccess::disabled);
    case Which::app_enforced_restrictions:
      session.application_enforced_restrictions = true;
      return true;
    case Which::no_resilience_defaults:
      session.disable_resilience_defaults = true;
      return true;
    case Which::token_protection:
      session.secure_sign_in_session = true;
      return true;
    case Which::filtering_profile: {
      const auto id = resolve_id(r, *control.profile, Kind::profile);
      return id && say_once(r, control, session.filtering_profile, *id);
    }
  }
  return false;
}

}  // namespace

std::optional<model::Control> resolve_control(Resolution& r, const ast::Control& control,
                                              std::span<const std::string_view> outcomes) {
  if (control.kind == ast::Control::Kind::terms) return named_control(r, control, Kind::terms, ControlKind::terms);
  if (control.kind == ast::Control::Kind::custom) return named_control(r, control, Kind::custom, ControlKind::custom);
  model::Control resolved;
  resolved.origin = origin_of(control.span);
  if (control.kind == ast::Control::Kind::strength) {
    const auto index = resolve_strength(r, control.name);
    if (!index) return std::nullopt;
    resolved.kind = ControlKind::strength;
    resolved.strength = *index;
    return resolved;
  }
  const FactRow* row = find_plain_control(control.name.text);
  if (row == nullptr) {
    report_unknown_control(r, control.name, outcomes);
    return std::nullopt;
  }
  resolved.kind = static_cast<ControlKind>(row->value);
  return resolved;
}

bool resolve_session(Resolution& r, const ast::List<ast::SessionControl>& controls, model::Session& session) {
  bool good = true;
  for (const ast::SessionControl& control : controls) {
    if (session.origin.span == Span{}) session.origin = origin_of(control.span);
    session.origin.span.end = control.span.end;
    good = resolve_session_control(r, control, session) && good;
  }
  return good;
}

bool resolve_effect(Resolution& r, const ast::Effect& effect, model::Policy& policy) {
  policy.block = effect.block;
  const bool granted = !effect.controls || resolve_grant(r, *effect.controls, policy);
  return resolve_session(r, effect.session, policy.session) && granted;
}

std::optional<std::uint32_t> resolve_number(Resolution& r, const ast::Word& word, std::uint32_t least,
                                            std::uint32_t most) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(word.text.data(), word.text.data() + word.text.size(), number);
  if (error == std::errc() && end == word.text.data() + word.text.size() && number >= least && number <= most) {
    return number;
  }
  r.sink.report<Code::number_out_of_range>(word.span, word.text, least, most).help =
      "write a whole number in that range";
  return std::nullopt;
}

model::MfaSettings resolve_settings(Resolution& r, const ast::Settings& settings) {
  constexpr std::uint32_t kMostRememberedDays = 365;
  model::MfaSettings resolved;
  resolved.origin = origin_of(settings.span);
  for (const ast::Word& word : settings.trusted_ips) {
    if (const auto range = resolve_range(r, word)) resolved.trusted_ips.push_back(*range);
  }
  if (!settings.trusted_ips.empty()) {
    Span span = settings.trusted_ips.front().span;
    span.end = settings.trusted_ips.back().span.end;
    r.sink.report<Code::mfa_ips_are_trusted>(span);
  }
  if (settings.remember_days) {
    resolved.remember_days = resolve_number(r, *settings.remember_days, 1, kMostRememberedDays);
  }
  resolved.app_passwords_allowed = settings.app_passwords_allowed.value_or(true);
  resolved.precedence = settings.precedence.value_or(Precedence::state_takes_precedence);
  return resolved;
}

}  // namespace doorward::resolving
