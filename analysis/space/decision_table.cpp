#include "space/decision_table.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

namespace doorward::analysis {

DecisionTable::DecisionTable(std::vector<std::size_t> sizes) : sizes_(std::move(sizes)) {
  std::size_t product = 1;
  for (const std::size_t size : sizes_) {
    strides_.push_back(product);
    product *= size;
  }
  results_.assign(product, kNone);
}

std::vector<std::size_t> DecisionTable::values_of(std::size_t index) const {
  std::vector<std::size_t> values;
  for (std::size_t d = 0; d < sizes_.size(); ++d) values.push_back(index / strides_[d] % sizes_[d]);
  return values;
}

std::vector<TableBox> DecisionTable::boxes() const {
  Values all;
  for (const std::size_t size : sizes_) {
    all.emplace_back(size);
    std::iota(all.back().begin(), all.back().end(), std::size_t{0});
  }
  std::vector<TableBox> boxes;
  split(all, boxes);
  return boxes;
}

/// The results of all combinations in which `dimension` has `value`.
std::vector<std::uint32_t> DecisionTable::slice(const Values& values, std::size_t dimension, std::size_t value) const {
  std::vector<std::size_t> indices{value * strides_[dimension]};
  for (std::size_t d = 0; d < sizes_.size(); ++d) {
    if (d == dimension) continue;
    std::vector<std::size_t> more;
    more.reserve(indices.size() * values[d].size());
    for (const std::size_t index : indices) {
      for (const std::size_t other : values[d]) more.push_back(index + other * strides_[d]);
    }
    indices = std::move(more);
  }
  std::vector<std::uint32_t> results;
  results.reserve(indices.size());
  for (const std::size_t index : indices) results.push_back(results_[index]);
  return results;
}

std::vector<std::vector<std::size_t>> DecisionTable::groups_of(const Values& values, std::size_t dimension) const {
  std::vector<std::vector<std::size_t>> groups;
  std::map<std::vector<std::uint32_t>, std::size_t> known;
  for (const std::size_t value : values[dimension]) {
    const auto [place, fresh] = known.emplace(slice(values, dimension, value), groups.size());
    if (fresh) groups.emplace_back();
    groups[place->second].push_back(value);
  }
  return groups;
}

void DecisionTable::split(const Values& values, std::vector<TableBox>& boxes) const {
  std::vector<std::vector<std::size_t>> best;
  std::size_t least = 0;
  std::size_t at = 0;
  for (std::size_t d = 0; d < sizes_.size(); ++d) {
    auto groups = groups_of(values, d);
    if (groups.size() < 2) continue;
    // What is left to tell apart behind the split: results of each part.
    std::size_t open = 0;
    for (const auto& group : groups) {
      const auto results = slice(values, d, group.front());
      open += std::set<std::uint32_t>(results.begin(), results.end()).size();
    }
    if (!best.empty() && open >= least) continue;
    best = std::move(groups);
    least = open;
    at = d;
  }
  if (best.empty()) {
    std::size_t index = 0;
    for (std::size_t d = 0; d < sizes_.size(); ++d) index += values[d].front() * strides_[d];
    if (results_[index] != kNone) boxes.push_back({results_[index], values});
    return;
  }
  for (auto& group : best) {
    Values part = values;
    part[at] = std::move(group);
    split(part, boxes);
  }
}

}  // namespace doorward::analysis
