#include "policy_rows.h"

#include <algorithm>

namespace doorward::runtime {

void RowUnion::clear() noexcept {
  count_ = 0;
  if (spills_) std::fill(spilled_.begin(), spilled_.end(), 0);
  spills_ = false;
}

void RowUnion::add(const Words& row) noexcept {
  if (!row.empty()) add_row(row.data());
}

void RowUnion::add(const Postings& postings, std::uint32_t key) noexcept {
  if (const std::uint64_t* row = postings.row(key)) return add_row(row);
  spills_ = postings.add_to(key, spilled_) || spills_;
}

void RowUnion::add_row(const std::uint64_t* row) noexcept {
  if (count_ < kRoom) {
    rows_[count_++] = row;
    return;
  }
  for (std::size_t w = 0; w < spilled_.size(); ++w) spilled_[w] |= row[w];
  spills_ = true;
}

void Conjunction::clear() noexcept {
  count_ = 0;
  of_ = without_ = nullptr;
}

void Conjunction::add_difference(const RowUnion& of, const RowUnion& without) noexcept {
  of_ = &of;
  without_ = &without;
}

}  // namespace doorward::runtime
