// Rules of the sections that say what is demanded and how the set is named: comparisons, strengths, controls,
// sessions, settings, policies, debug places.
#include <algorithm>

#include "doorward/facts/facts.h"
#include "verifier.h"

namespace doorward::bytecode {
namespace {

constexpr Mask kMethodMask = (Mask{1} << kMethods.size()) - 1;
constexpr std::uint8_t kLastPersistentBrowser = 2;
constexpr std::uint8_t kLastCloudAppSecurity = 3;
constexpr std::uint8_t kLastContinuousAccess = 3;
constexpr std::uint8_t kSessionFlags = kAppEnforced | kSecureSession | kNoResilience;
constexpr std::uint32_t kPolicyFlags = kBlock | kAnyControl | kApproximated;

/// Whether `op` may stand beside `count` values.
bool value_count_fits(CompareOp op, std::uint32_t count) noexcept {
  if (op == CompareOp::present || op == CompareOp::absent) return count == 0;
  if (op == CompareOp::in || op == CompareOp::not_in) return true;
  return count == 1;
}

}  // namespace

bool Verifier::check_comparisons() noexcept {
  for (const ComparisonEntry& comparison : view_.comparisons) {
    if (comparison.scope > Scope::workload) return fail(Section::comparisons, comparison, "an unknown scope");
    if (comparison.op >= kCompareOps.size()) return fail(Section::comparisons, comparison, "an unknown operator");
    const bool of_device = comparison.scope == Scope::device;
    if (of_device ? comparison.attribute >= kDeviceAttributes.size() : comparison.attribute != 0) {
      return fail(Section::comparisons, comparison, "an attribute that is unknown or not of a device");
    }
    if (!string_fits(comparison.name)) return fail(Section::comparisons, comparison, "a string index is out of range");
    if (of_device != (comparison.name == 0)) {
      return fail(Section::comparisons, comparison, "a device attribute with a name, or an open one without");
    }
    if (!indices_.take(comparison.values)) {
      return fail(Section::comparisons, comparison, "a list does not follow the one before it");
    }
    if (!value_count_fits(static_cast<CompareOp>(comparison.op), comparison.values.count)) {
      return fail(Section::comparisons, comparison, "the operator takes another number of values");
    }
    const auto values = view_.list(comparison.values);
    if (!std::all_of(values.begin(), values.end(), [&](std::uint32_t value) { return string_fits(value); })) {
      return fail(Section::comparisons, comparison, "a string index is out of range");
    }
  }
  return true;
}

bool Verifier::check_strengths() noexcept {
  if (view_.strengths.size() > kMaxStrengths) {
    return fail(Section::strengths, "too many strengths", VerifyStatus::over_limit);
  }
  std::uint32_t builtin_mfa = 0;
  const StrengthEntry* previous = nullptr;
  for (const StrengthEntry& strength : view_.strengths) {
    if (!string_fits(strength.id) || !string_fits(strength.key)) {
      return fail(Section::strengths, strength, "a string index is out of range");
    }
    if (previous != nullptr && previous->key >= strength.key) {
      return fail(Section::strengths, strength, "strengths are not sorted and distinct");
    }
    if (!combinations_.take(strength.combinations)) {
      return fail(Section::strengths, strength, "a run of combinations does not follow the one before it");
    }
    if ((strength.flags & ~kBuiltinMfa) != 0) return fail(Section::strengths, strength, "an unknown flag");
    builtin_mfa += strength.flags & kBuiltinMfa;
    previous = &strength;
  }
  return builtin_mfa == 1 || fail(Section::strengths, "not exactly one built-in mfa strength");
}

bool Verifier::check_combinations() noexcept {
  if (!combinations_.at_end()) return fail(Section::combinations, "no strength refers to the last combinations");
  for (const CombinationEntry& combination : view_.combinations) {
    if (combination.methods == 0 || (combination.methods & ~kMethodMask) != 0) {
      return fail(Section::combinations, combination, "no method, or an unknown one");
    }
    if (combination.configured > 1) return fail(Section::combinations, combination, "configured is neither 0 nor 1");
  }
  return true;
}

bool Verifier::check_controls() noexcept {
  const ControlEntry* previous = nullptr;
  for (const ControlEntry& control : view_.controls) {
    if (control.kind >= kControls.size()) return fail(Section::controls, control, "an unknown kind of control");
    if (!string_fits(control.shown)) return fail(Section::controls, control, "a string index is out of range");
    const bool of_strength = static_cast<ControlKind>(control.kind) == ControlKind::strength;
    if (of_strength ? control.strength >= view_.strengths.size() : control.strength != 0) {
      return fail(Section::controls, control, "a strength is out of range, or stands where none belongs");
    }
    if (!control_text_fits(control)) return fail(Section::controls, control, "the text is not that of the control");
    if (previous != nullptr &&
        (previous->kind != control.kind ? previous->kind > control.kind : previous->shown >= control.shown)) {
      return fail(Section::controls, control, "controls are not sorted and distinct");
    }
    previous = &control;
  }
  return true;
}

/// `mfa`, `strength:ID` with the id of its strength, `terms:…`, `custom:…`; an unknown control has any text.
bool Verifier::control_text_fits(const ControlEntry& control) const noexcept {
  const auto kind = static_cast<ControlKind>(control.kind);
  const std::string_view shown = view_.string(control.shown);
  const std::string_view word = kControls[control.kind].graph;
  if (kind == ControlKind::unknown) return true;
  if (kind != ControlKind::strength && kind != ControlKind::terms && kind != ControlKind::custom) return shown == word;
  if (!shown.starts_with(word) || shown.substr(word.size(), 1) != ":") return false;
  return kind != ControlKind::strength ||
         shown.substr(word.size() + 1) == view_.string(view_.strengths[control.strength].id);
}

bool Verifier::check_sessions() noexcept {
  for (const SessionEntry& session : view_.sessions) {
    if (session.persistent_browser > kLastPersistentBrowser || session.cloud_app_security > kLastCloudAppSecurity ||
        session.continuous_access > kLastContinuousAccess) {
      return fail(Section::sessions, session, "an unknown mode");
    }
    if ((session.flags & ~std::uint32_t{kSessionFlags}) != 0)
      return fail(Section::sessions, session, "an unknown flag");
    if (!string_fits(session.filtering_profile)) {
      return fail(Section::sessions, session, "a string index is out of range");
    }
  }
  return true;
}

bool Verifier::check_settings() noexcept {
  if (view_.settings.size() != 1) return fail(Section::settings, "not exactly one settings record");
  const SettingsEntry& settings = view_.settings[0];
  if (settings.precedence > static_cast<std::uint32_t>(Precedence::state_ignored)) {
    return fail(Section::settings, settings, "an unknown precedence");
  }
  if ((settings.flags & ~kAppPasswordsAllowed) != 0) return fail(Section::settings, settings, "an unknown flag");
  std::uint32_t mfa_network = kNone;
  for (std::uint32_t i = 0; i < view_.networks.size(); ++i) {
    if (view_.networks[i].kind != NetworkKind::mfa_trusted) continue;
    if (mfa_network != kNone) return fail(Section::networks, view_.networks[i], "a second network of MFA trusted IPs");
    mfa_network = i;
  }
  if (settings.mfa_network != mfa_network) {
    return fail(Section::settings, settings, "the network of MFA trusted IPs is another one");
  }
  return true;
}

bool Verifier::check_policies() noexcept {
  if (view_.policies.size() > kMaxPolicies) {
    return fail(Section::policies, "too many policies", VerifyStatus::over_limit);
  }
  const PolicyEntry* previous = nullptr;
  for (const PolicyEntry& policy : view_.policies) {
    if (!string_fits(policy.name) || !string_fits(policy.graph_id) || !string_fits(policy.title)) {
      return fail(Section::policies, policy, "a string index is out of range");
    }
    if (previous != nullptr && previous->name >= policy.name) {
      return fail(Section::policies, policy, "policies are not sorted by name and distinct");
    }
    if (view_.stripped() && policy.title != 0) return fail(Section::policies, policy, "a title in a stripped module");
    if (policy.state > State::disabled) return fail(Section::policies, policy, "an unknown state");
    if ((policy.flags & ~kPolicyFlags) != 0) return fail(Section::policies, policy, "an unknown flag");
    if (!check_demand(policy) || !check_code(policy)) return false;
    previous = &policy;
  }
  return true;
}

bool Verifier::check_demand(const PolicyEntry& policy) noexcept {
  if (!indices_.take(policy.controls)) {
    return fail(Section::policies, policy, "a list does not follow the one before it");
  }
  if (policy.controls.count > kMaxControlsPerClause) {
    return fail(Section::policies, policy, "too many controls in a clause", VerifyStatus::over_limit);
  }
  if (!ascending_below(policy.controls, view_.controls.size())) {
    return fail(Section::policies, policy, "a list of controls is out of range or not sorted and distinct");
  }
  if ((policy.flags & kBlock) != 0 && policy.controls.count != 0) {
    return fail(Section::policies, policy, "controls beside block");
  }
  const bool any = (policy.flags & kAnyControl) != 0;
  if ((policy.controls.count == 0 && any) || (policy.controls.count == 1 && !any)) {
    return fail(Section::policies, policy, "the operator does not suit the number of controls");
  }
  if (policy.session != kNone && policy.session >= view_.sessions.size()) {
    return fail(Section::policies, policy, "a session is out of range");
  }
  return true;
}

bool Verifier::check_debug() noexcept {
  const auto empty_or = [](std::size_t count, std::size_t wanted) { return count == 0 || count == wanted; };
  if (!empty_or(view_.debug_policies.size(), view_.policies.size())) {
    return fail(Section::debug_policies, "neither none nor one a policy");
  }
  if (!empty_or(view_.debug_code.size(), view_.code.size())) {
    return fail(Section::debug_code, "neither none nor one an instruction");
  }
  if (view_.stripped() && view_.debug_policies.size() + view_.debug_code.size() + view_.debug_names.size() != 0) {
    return fail(Section::debug_policies, "debug records in a stripped module");
  }
  for (const DebugPolicy& place : view_.debug_policies) {
    if (!string_fits(place.file) || !string_fits(place.text)) {
      return fail(Section::debug_policies, place, "a string index is out of range");
    }
  }
  for (const DebugPlace& place : view_.debug_code) {
    if (!string_fits(place.file) || !string_fits(place.text)) {
      return fail(Section::debug_code, place, "a string index is out of range");
    }
  }
  const DebugName* previous = nullptr;
  for (const DebugName& name : view_.debug_names) {
    if (name.id >= view_.ids.size() || !string_fits(name.name)) {
      return fail(Section::debug_names, name, "an id or a string index is out of range");
    }
    if (previous != nullptr && previous->id >= name.id) {
      return fail(Section::debug_names, name, "names are not sorted by id and distinct");
    }
    previous = &name;
  }
  return true;
}

}  // namespace doorward::bytecode
