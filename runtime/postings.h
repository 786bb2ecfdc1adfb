// From keys (ids, networks, contexts) to the policies that name them, as bits to add to a set of policies. Keys that
// few policies name keep a list, keys that many name a row of words.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "bit_words.h"

namespace doorward::runtime {

class Postings {
 public:
  using Pair = std::pair<std::uint32_t, std::uint32_t>;  // key, policy

  /// `keys` is one more than the greatest key, `words` the size of a set of policies.
  void build(std::size_t keys, std::vector<Pair> pairs, std::size_t words);

  bool empty() const noexcept { return entries_.empty(); }
  /// The row of `key`; null when it has none.
  const std::uint64_t* row(std::uint32_t key) const noexcept {
    if (entries_.empty() || entries_[key].count != kDense) return nullptr;
    return rows_.data() + std::size_t{entries_[key].first} * words_;
  }
  /// Adds the policies of `key` to `bits`, and says whether there are any.
  bool add_to(std::uint32_t key, Words& bits) const noexcept {
    if (entries_.empty()) return false;
    if (const std::uint64_t* own = row(key)) {
      for (std::size_t w = 0; w < words_; ++w) bits[w] |= own[w];
      return true;
    }
    const Entry entry = entries_[key];
    for (std::uint32_t i = 0; i < entry.count; ++i) set_bit(bits, policies_[entry.first + i]);
    return entry.count != 0;
  }
  /// Whether a policy of `key` is in `bits`.
  bool meets(std::uint32_t key, const Words& bits) const noexcept {
    if (entries_.empty()) return false;
    const Entry entry = entries_[key];
    std::uint64_t common = 0;
    if (const std::uint64_t* own = row(key)) {
      for (std::size_t w = 0; w < words_; ++w) common |= bits[w] & own[w];
      return common != 0;
    }
    for (std::uint32_t i = 0; i < entry.count; ++i) common |= test_bit(bits, policies_[entry.first + i]) ? 1U : 0U;
    return common != 0;
  }

 private:
  static constexpr std::uint32_t kDense = 0xffffffffU;
  struct Entry {
    std::uint32_t first = 0;  // into policies_, or a row
    std::uint32_t count = 0;  // or kDense
  };
  std::vector<Entry> entries_;
  std::vector<std::uint32_t> policies_;
  std::vector<std::uint64_t> rows_;
  std::size_t words_ = 0;
};

}  // namespace doorward::runtime
