#include "reference/strengths.h"

#include <algorithm>

namespace doorward::reference {
namespace {

constexpr std::string_view kBuiltinMfaId = "00000000-0000-0000-0000-000000000002";

std::string canonical_control(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return canonical_id(text);
  return canonical_id(text.substr(0, colon)) + ":" + canonical_id(text.substr(colon + 1));
}

std::string key_of(const model::Strength& strength) { return canonical_id(shown_id(strength)); }

bool is_builtin_mfa(const model::Strength& strength) { return strength.builtin && key_of(strength) == kBuiltinMfaId; }

/// A combination that methods can meet: one with configurations is met only by listing its strength.
bool open_to_methods(const model::Combination& combination) {
  return !combination.configured && combination.methods != 0;
}

/// Whether every combination of `inner` is one of `outer`, so that whoever met `inner` met `outer`.
bool contains(const model::Strength& outer, const model::Strength& inner) {
  if (inner.combinations.empty()) return false;
  return std::all_of(inner.combinations.begin(), inner.combinations.end(), [&](const model::Combination& wanted) {
    return std::any_of(outer.combinations.begin(), outer.combinations.end(), [&](const model::Combination& own) {
      return open_to_methods(own) && own.methods == wanted.methods;
    });
  });
}

}  // namespace

std::string shown_id(const model::Strength& strength) {
  return strength.graph_id ? strength.graph_id->text : strength.name;
}

std::string shown(const model::Control& control, const model::PolicySet& set) {
  const std::string word(kControls[static_cast<std::size_t>(control.kind)].graph);
  if (control.kind == ControlKind::strength) return word + ":" + shown_id(set.strengths[control.strength]);
  if (control.kind == ControlKind::terms || control.kind == ControlKind::custom) return word + ":" + control.id.text;
  if (control.kind == ControlKind::unknown) return control.id.text;
  return word;
}

Proofs::Proofs(const model::PolicySet& set, const Circumstances& seen) : set_(set), seen_(seen) {
  for (const std::string_view name : seen.sign_in.satisfied) satisfied_.insert(canonical_control(name));
  for (const std::string_view id : seen.sign_in.strengths) strengths_.insert(canonical_id(id));
}

bool Proofs::listed(std::string_view name) const { return satisfied_.contains(canonical_control(name)); }

bool Proofs::mfa() const {
  if (!seen_.promptable) return false;
  if (listed("mfa")) return true;
  return std::any_of(set_.strengths.begin(), set_.strengths.end(), [&](const model::Strength& strength) {
    return is_builtin_mfa(strength) && meets_strength(strength);
  });
}

/// By being listed, by a listed strength that it contains, or by a combination of methods.
bool Proofs::meets_strength(const model::Strength& strength) const {
  if (strengths_.contains(key_of(strength))) return true;
  for (const model::Strength& other : set_.strengths) {
    if (strengths_.contains(key_of(other)) && contains(strength, other)) return true;
  }
  for (const Mask methods : seen_.sign_in.methods) {
    for (const model::Combination& combination : strength.combinations) {
      if (open_to_methods(combination) && (methods & combination.methods) == combination.methods) return true;
    }
  }
  return false;
}

bool Proofs::meets_fact(ControlKind kind) const {
  const DeviceSignals& device = seen_.sign_in.device;
  const std::string_view trust = device.properties[static_cast<std::size_t>(DeviceAttribute::trust_type)];
  if (kind == ControlKind::compliant_device) return !seen_.unregistered && device.is_compliant.value_or(false);
  if (kind == ControlKind::domain_joined_device) {
    return !seen_.unregistered && equals_ignoring_case(trust, kHybridJoined);
  }
  return seen_.promptable && listed(kControls[static_cast<std::size_t>(kind)].graph);
}

bool Proofs::meets(const model::Control& control) const {
  if (nature_of(control.kind) == ControlNature::unmeetable) return false;
  if (nature_of(control.kind) == ControlNature::fact) return meets_fact(control.kind);
  if (!seen_.promptable) return false;
  if (control.kind == ControlKind::mfa) return mfa();
  if (listed(shown(control, set_))) return true;
  if (control.kind != ControlKind::strength) return false;
  const model::Strength& strength = set_.strengths[control.strength];
  return meets_strength(strength) || (is_builtin_mfa(strength) && listed("mfa"));
}

}  // namespace doorward::reference
