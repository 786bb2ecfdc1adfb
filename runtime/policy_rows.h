// Sets of policies put together block by block, in one pass over all of them, so that what reads the result can stop
// where it knows enough. Knows nothing of what a row stands for.
#pragma once

#include <array>
#include <cstdint>

#include "bit_words.h"
#include "doorward/facts/facts.h"
#include "postings.h"

namespace doorward::runtime {

using RowBlock = std::array<std::uint64_t, kBlockWords>;

/// The policies of any of the rows added. Rows are kept by address and must outlive it; a key that few policies name,
/// and rows beyond those that there is room for, are spilled into a row of its own.
class RowUnion {
 public:
  void reserve(std::size_t words) { spilled_.assign(words, 0); }
  void clear() noexcept;
  /// An empty row is one that no policy is in.
  void add(const Words& row) noexcept;
  void add(const Postings& postings, std::uint32_t key) noexcept;
  RowBlock block(std::size_t word) const noexcept {
    RowBlock block{};
    for (std::size_t r = 0; r < count_; ++r) {
      for (std::size_t i = 0; i < kBlockWords; ++i) block[i] |= rows_[r][word + i];
    }
    if (!spills_) return block;
    for (std::size_t i = 0; i < kBlockWords; ++i) block[i] |= spilled_[word + i];
    return block;
  }

 private:
  static constexpr std::size_t kRoom = 14;
  void add_row(const std::uint64_t* row) noexcept;

  std::array<const std::uint64_t*, kRoom> rows_{};
  std::size_t count_ = 0;
  bool spills_ = false;
  Words spilled_;
};

/// The policies of all rows added, no more than one a dimension, and of one union without another if there are such.
class Conjunction {
 public:
  void clear() noexcept;
  void add(const Words& row) noexcept { rows_[count_++] = row.data(); }
  /// Both are kept by address.
  void add_difference(const RowUnion& of, const RowUnion& without) noexcept;
  /// What all share, of the block of words from `word` on; there is at least one row.
  RowBlock block(std::size_t word) const noexcept {
    RowBlock block;
    for (std::size_t i = 0; i < kBlockWords; ++i) block[i] = rows_[0][word + i];
    for (std::size_t r = 1; r < count_; ++r) {
      for (std::size_t i = 0; i < kBlockWords; ++i) block[i] &= rows_[r][word + i];
    }
    if (of_ == nullptr) return block;
    const RowBlock of = of_->block(word);
    const RowBlock without = without_->block(word);
    for (std::size_t i = 0; i < kBlockWords; ++i) block[i] &= of[i] & ~without[i];
    return block;
  }

 private:
  std::array<const std::uint64_t*, kDimensions.size() + 1> rows_{};
  std::size_t count_ = 0;
  const RowUnion* of_ = nullptr;
  const RowUnion* without_ = nullptr;
};

}  // namespace doorward::runtime
