#include "effort.h"

#include <algorithm>

#include "doorward/vocabulary/vocabulary.h"

namespace doorward::analysis {
namespace {

constexpr std::string_view kStrength = "strength:";
constexpr std::string_view kMfa = "mfa";

std::vector<Mask> mfa_combinations() {
  std::vector<Mask> masks;
  for (const auto& row : vocabulary::strength_combinations()) {
    if (row.strength == vocabulary::kBuiltinMfaStrength) masks.push_back(row.methods);
  }
  return masks;
}

}  // namespace

bool is_fact(std::string_view control) {
  const FactRow* row = find_graph(kControls, control);
  return row != nullptr && kControlNatures[row->value] == ControlNature::fact;
}

bool is_unmeetable(std::string_view control) {
  const std::string_view word = control.substr(0, control.find(':'));
  return find_graph(kControls, word) == nullptr;
}

Including::Including(std::string_view control, std::vector<const std::vector<model::Strength>*> strengths)
    : control_(control), strengths_(std::move(strengths)) {
  if (control_ == kMfa) combinations_ = mfa_combinations();
  if (const model::Strength* found = strength(control_)) {
    for (const model::Combination& combination : found->combinations) {
      // One that asks for more than methods is included by itself alone.
      if (!combination.configured) combinations_.push_back(combination.methods);
    }
  }
}

const model::Strength* Including::strength(std::string_view control) const {
  if (!control.starts_with(kStrength)) return nullptr;
  const std::string_view id = control.substr(kStrength.size());
  for (const auto* list : strengths_) {
    for (const model::Strength& one : *list) {
      if (id == (one.graph_id ? one.graph_id->text : one.name)) return &one;
    }
  }
  return nullptr;
}

bool Including::includes(std::string_view effort) const {
  if (effort == control_) return true;
  const model::Strength* other = strength(effort);
  if (other == nullptr || other->combinations.empty()) return false;
  return std::all_of(other->combinations.begin(), other->combinations.end(), [this](const model::Combination& done) {
    return std::any_of(combinations_.begin(), combinations_.end(),
                       [&](Mask wanted) { return (done.methods & wanted) == wanted; });
  });
}

}  // namespace doorward::analysis
