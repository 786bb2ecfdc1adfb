#include "strength_table.h"

#include <algorithm>

namespace doorward::runtime {
namespace {

/// Bound of the comparisons of every strength with every combination, against modules made to be slow.
constexpr std::uint64_t kMaxComparisons = std::uint64_t{1} << 27U;

}  // namespace

bool StrengthTable::build(const bytecode::ModuleView& module) {
  module_ = &module;
  const std::size_t count = module.strengths.size();
  if (std::uint64_t{count} * module.combinations.size() > kMaxComparisons) return false;
  std::vector<std::vector<Mask>> open(count);
  for (std::uint32_t s = 0; s < count; ++s) {
    const bytecode::StrengthEntry& strength = module.strengths[s];
    by_id_.add(module.string(strength.key), s);
    if ((strength.flags & bytecode::kBuiltinMfa) != 0) builtin_mfa_ = s;
    for (const auto& combination :
         module.combinations.subspan(strength.combinations.first, strength.combinations.count)) {
      if (combination.configured != 0 || combination.methods == 0) continue;
      open[s].push_back(combination.methods);
      open_.push_back({combination.methods, s});
    }
    std::sort(open[s].begin(), open[s].end());
  }
  by_id_.sort();
  meets_.assign(count, Words(words_for(count)));
  for (std::uint32_t listed = 0; listed < count; ++listed) {
    for (std::uint32_t wanted = 0; wanted < count; ++wanted) {
      if (listed == wanted || contains(open[wanted], module.strengths[listed].combinations)) {
        set_bit(meets_[listed], wanted);
      }
    }
  }
  return true;
}

/// Whether every combination of `wanted` is among the `open` ones. Nothing says what a strength without combinations
/// proves, so it is contained nowhere.
bool StrengthTable::contains(const std::vector<Mask>& open, bytecode::List wanted) const noexcept {
  if (open.empty() || wanted.count == 0) return false;
  const auto combinations = module_->combinations.subspan(wanted.first, wanted.count);
  return std::all_of(combinations.begin(), combinations.end(), [&](const bytecode::CombinationEntry& combination) {
    return std::binary_search(open.begin(), open.end(), combination.methods);
  });
}

void StrengthTable::add_listed(std::string_view id, Words& met) const noexcept {
  for (const KeyIndex::Entry& entry : by_id_.find(IdKey(id))) {
    const Words& meets = meets_[entry.value];
    for (std::size_t w = 0; w < meets.size(); ++w) met[w] |= meets[w];
  }
}

void StrengthTable::add_methods(Mask methods, Words& met) const noexcept {
  for (const OpenCombination& combination : open_) {
    if ((combination.methods & ~methods) == 0) set_bit(met, combination.strength);
  }
}

}  // namespace doorward::runtime
