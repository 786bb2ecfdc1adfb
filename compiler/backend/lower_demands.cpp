#include <algorithm>
#include <map>

#include "doorward/vocabulary/vocabulary.h"
#include "lowering.h"

namespace doorward::backend {
namespace {

using bytecode::kEveryTime;

std::string key_of(const model::Strength& strength) {
  return strength.graph_id ? strength.graph_id->key : canonical_id(strength.name);
}

std::string builtin_mfa_key() {
  const auto* row = vocabulary::find_name(vocabulary::strengths(), vocabulary::kBuiltinMfaStrength);
  return row == nullptr ? std::string(vocabulary::kBuiltinMfaStrength) : canonical_id(row->id);
}

model::Strength strength_of(const vocabulary::NounRow& row) {
  model::Strength strength;
  strength.name = std::string(row.name);
  strength.graph_id = model::Id::of(row.id);
  strength.builtin = true;
  for (const vocabulary::StrengthCombination& combination : vocabulary::strength_combinations()) {
    if (combination.strength == row.name) strength.combinations.push_back({combination.methods, false, {}, {}, {}});
  }
  return strength;
}

std::uint32_t hours_of(const std::optional<model::Frequency>& frequency) {
  if (!frequency) return 0;
  return frequency->every_time || frequency->hours == 0 ? kEveryTime : frequency->hours;
}

}  // namespace

/// Every strength of the set and every built-in one, since a sign-in may list any of them.
void Lowering::lower_strengths() {
  struct Row {
    const model::Strength* strength;
    std::vector<std::size_t> model_indices;
  };
  std::map<std::string, Row> by_key;
  std::vector<model::Strength> builtin;
  for (const vocabulary::NounRow& row : vocabulary::strengths()) builtin.push_back(strength_of(row));
  for (std::size_t i = 0; i < set_.strengths.size(); ++i) {
    auto& row = by_key.try_emplace(key_of(set_.strengths[i]), Row{&set_.strengths[i], {}}).first->second;
    row.model_indices.push_back(i);
  }
  for (const model::Strength& strength : builtin) by_key.try_emplace(key_of(strength), Row{&strength, {}});
  if (by_key.size() > limits_.strengths) {
    const model::Origin nowhere;
    report<Code::too_many_strengths>(set_.strengths.empty() ? nowhere : set_.strengths.back().origin, by_key.size(),
                                     limits_.strengths);
  }
  strength_index_.assign(set_.strengths.size(), 0);
  const std::string mfa = builtin_mfa_key();
  for (const auto& [key, row] : by_key) {
    const model::Strength& strength = *row.strength;
    for (const std::size_t i : row.model_indices) strength_index_[i] = static_cast<std::uint32_t>(ir_.strengths.size());
    IrStrength out;
    out.id = ir_.strings.intern(strength.graph_id ? strength.graph_id->text : strength.name);
    out.key = ir_.strings.intern(key);
    out.builtin_mfa = key == mfa;
    for (const model::Combination& combination : strength.combinations) {
      // A combination of nothing would be met by anybody.
      if (combination.methods != 0) out.combinations.push_back({combination.methods, combination.configured ? 1U : 0U});
    }
    ir_.strengths.push_back(std::move(out));
  }
}

void Lowering::lower_settings() {
  const model::MfaSettings settings = set_.settings.value_or(model::MfaSettings{});
  ir_.settings.remember_days = settings.remember_days.value_or(0);
  ir_.settings.precedence = static_cast<std::uint32_t>(settings.precedence);
  ir_.settings.flags = settings.app_passwords_allowed ? bytecode::kAppPasswordsAllowed : 0;
}

/// A policy with block has no clause, whatever else it lists.
void Lowering::lower_grant(const model::Policy& policy, IrPolicy& out) {
  if (policy.block) {
    out.flags |= bytecode::kBlock;
    return;
  }
  if (!policy.grant) return;
  for (const model::Control& item : policy.grant->controls) out.controls.push_back(control(item));
  make_distinct(out.controls);
  if (out.controls.size() > limits_.controls_per_clause) {
    report<Code::too_many_controls>(policy.grant->origin, policy.name, out.controls.size(),
                                    limits_.controls_per_clause);
  }
  if (out.controls.size() == 1 || (policy.grant->any && !out.controls.empty())) out.flags |= bytecode::kAnyControl;
}

std::uint32_t Lowering::control(const model::Control& item) {
  IrControl out;
  out.kind = item.kind;
  std::string shown(kControls[static_cast<std::size_t>(item.kind)].graph);
  if (item.kind == ControlKind::strength) {
    out.strength = strength_index_[item.strength];
    shown += ':';
    shown += ir_.strings[ir_.strengths[out.strength].id];
  } else if (item.kind == ControlKind::terms || item.kind == ControlKind::custom) {
    shown += ':';
    shown += item.id.text;
  } else if (item.kind == ControlKind::unknown) {
    shown = item.id.text;
  }
  out.shown = ir_.strings.intern(shown);
  return ir_.controls.intern(out);
}

std::uint32_t Lowering::session(const model::Session& session) {
  IrSession out;
  out.primary_hours = hours_of(session.primary_and_secondary);
  out.secondary_hours = hours_of(session.secondary);
  if (session.persistent_browser) out.persistent_browser = *session.persistent_browser ? 1 : 2;
  if (session.cloud_app_security) {
    out.cloud_app_security = static_cast<std::uint8_t>(static_cast<std::uint8_t>(*session.cloud_app_security) + 1);
  }
  if (session.continuous_access) {
    out.continuous_access = static_cast<std::uint8_t>(static_cast<std::uint8_t>(*session.continuous_access) + 1);
  }
  const auto flag = [&](bool set, std::uint8_t bit_of_flag) {
    if (set) out.flags = static_cast<std::uint8_t>(out.flags | bit_of_flag);
  };
  flag(session.application_enforced_restrictions, bytecode::kAppEnforced);
  flag(session.secure_sign_in_session, bytecode::kSecureSession);
  flag(session.disable_resilience_defaults, bytecode::kNoResilience);
  if (session.filtering_profile) out.filtering_profile = ir_.strings.intern(session.filtering_profile->text);
  return ir_.sessions.intern(out);
}

}  // namespace doorward::backend
