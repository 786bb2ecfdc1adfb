#include "control_table.h"

#include <algorithm>

namespace doorward::runtime {
namespace {

constexpr std::string_view kTermsPrefix = "terms:";
constexpr std::string_view kCustomPrefix = "custom:";
constexpr std::string_view kStrengthPrefix = "strength:";
constexpr std::string_view kAppPassword = "appPassword";

bool begins_with(std::string_view text, std::string_view prefix) noexcept {
  return text.size() > prefix.size() && equals_ignoring_case(text.substr(0, prefix.size()), prefix);
}

constexpr bool carries_id(ControlKind kind) noexcept {
  return kind == ControlKind::strength || kind == ControlKind::terms || kind == ControlKind::custom ||
         kind == ControlKind::unknown;
}

}  // namespace

void ControlTable::build(const bytecode::ModuleView& module, const StrengthTable& strengths) {
  strengths_ = &strengths;
  by_kind_.fill(kNoControl);
  by_strength_.assign(module.strengths.size(), kNoControl);
  for (std::uint32_t c = 0; c < module.controls.size(); ++c) {
    const bytecode::ControlEntry& control = module.controls[c];
    const auto kind = static_cast<ControlKind>(control.kind);
    const std::string_view shown = module.string(control.shown);
    kinds_.push_back(kind);
    if (!carries_id(kind)) by_kind_[control.kind] = c;
    if (kind == ControlKind::strength) by_strength_[control.strength] = c;
    if (kind == ControlKind::terms) terms_.add(shown.substr(std::min(shown.size(), kTermsPrefix.size())), c);
    if (kind == ControlKind::custom) custom_.add(shown.substr(std::min(shown.size(), kCustomPrefix.size())), c);
  }
  terms_.sort();
  custom_.sort();
  mfa_ = by_kind_[static_cast<std::size_t>(ControlKind::mfa)];
  if (mfa_ == kNoControl) mfa_ = static_cast<std::uint32_t>(kinds_.size());
  kinds_.push_back(ControlKind::mfa);
}

void ControlTable::meet_kind(ControlKind kind, MetControls& met) const noexcept {
  const std::uint32_t control = by_kind_[static_cast<std::size_t>(kind)];
  if (control != kNoControl) set_bit(met.controls, control);
}

void ControlTable::meet(const SignIn& sign_in, const ControlFacts& facts, MetControls& met) const noexcept {
  std::fill(met.controls.begin(), met.controls.end(), 0);
  met.mfa = met.app_password = false;
  if (facts.compliant) meet_kind(ControlKind::compliant_device, met);
  if (facts.domain_joined) meet_kind(ControlKind::domain_joined_device, met);
  for (const std::string_view word : sign_in.satisfied) {
    if (equals_ignoring_case(word, kAppPassword)) {
      met.app_password = true;
    } else if (facts.promptable) {
      meet_satisfied(word, met);
    }
  }
  if (!facts.promptable) return;
  meet_strengths(sign_in, met);
  if (met.mfa) meet_kind(ControlKind::mfa, met);
}

void ControlTable::meet_satisfied(std::string_view word, MetControls& met) const noexcept {
  if (const FactRow* row = find_graph(kControls, word)) {
    const auto kind = static_cast<ControlKind>(row->value);
    const bool fact_of_device = kind == ControlKind::compliant_device || kind == ControlKind::domain_joined_device;
    if (kind == ControlKind::mfa) met.mfa = true;
    if (!carries_id(kind) && !fact_of_device) meet_kind(kind, met);
    return;
  }
  if (begins_with(word, kTermsPrefix)) {
    for (const auto& entry : terms_.find(IdKey(word.substr(kTermsPrefix.size())))) set_bit(met.controls, entry.value);
  } else if (begins_with(word, kStrengthPrefix)) {
    // Meets the control that says so and, unlike an entry of `strengths`, nothing that follows from it.
    strengths_->for_each_named(word.substr(kStrengthPrefix.size()), [&](std::uint32_t strength) {
      if (by_strength_[strength] != kNoControl) set_bit(met.controls, by_strength_[strength]);
    });
  } else if (begins_with(word, kCustomPrefix)) {
    for (const auto& entry : custom_.find(IdKey(word.substr(kCustomPrefix.size())))) set_bit(met.controls, entry.value);
  }
}

void ControlTable::meet_strengths(const SignIn& sign_in, MetControls& met) const noexcept {
  if (strengths_->size() == 0 || (sign_in.strengths.empty() && sign_in.methods.empty() && !met.mfa)) return;
  std::fill(met.strengths.begin(), met.strengths.end(), 0);
  for (const std::string_view id : sign_in.strengths) strengths_->add_listed(id, met.strengths);
  for (const Mask methods : sign_in.methods) strengths_->add_methods(methods, met.strengths);
  met.mfa = met.mfa || test_bit(met.strengths, strengths_->builtin_mfa());
  if (met.mfa) set_bit(met.strengths, strengths_->builtin_mfa());
  for (std::size_t w = 0; w < met.strengths.size(); ++w) {
    for_each_bit(met.strengths[w], static_cast<std::uint32_t>(w * 64), [&](std::uint32_t strength) {
      if (by_strength_[strength] != kNoControl) set_bit(met.controls, by_strength_[strength]);
    });
  }
}

}  // namespace doorward::runtime
