// A set of small numbers, of policies most of all. Must not know what they number.
#pragma once

#include <algorithm>
#include <bit>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace doorward::analysis {

class PolicyBits {
 public:
  PolicyBits() = default;
  explicit PolicyBits(std::size_t size) : words_((size + 63) / 64, 0) {}
  /// Every number below `size`.
  static PolicyBits all(std::size_t size) {
    PolicyBits bits(size);
    for (std::size_t i = 0; i < size; ++i) bits.set(i);
    return bits;
  }

  void set(std::size_t i) { words_[i / 64] |= std::uint64_t{1} << (i % 64); }
  void reset(std::size_t i) { words_[i / 64] &= ~(std::uint64_t{1} << (i % 64)); }
  bool test(std::size_t i) const { return ((words_[i / 64] >> (i % 64)) & 1U) != 0; }

  PolicyBits& operator&=(const PolicyBits& other) {
    for (std::size_t w = 0; w < words_.size(); ++w) words_[w] &= other.words_[w];
    return *this;
  }
  PolicyBits& operator|=(const PolicyBits& other) {
    for (std::size_t w = 0; w < words_.size(); ++w) words_[w] |= other.words_[w];
    return *this;
  }
  PolicyBits& operator-=(const PolicyBits& other) {
    for (std::size_t w = 0; w < words_.size(); ++w) words_[w] &= ~other.words_[w];
    return *this;
  }
  friend PolicyBits operator&(PolicyBits a, const PolicyBits& b) { return a &= b; }
  friend PolicyBits operator|(PolicyBits a, const PolicyBits& b) { return a |= b; }
  friend PolicyBits operator-(PolicyBits a, const PolicyBits& b) { return a -= b; }
  friend bool operator==(const PolicyBits&, const PolicyBits&) = default;
  friend auto operator<=>(const PolicyBits& a, const PolicyBits& b) {
    return std::lexicographical_compare_three_way(a.words_.begin(), a.words_.end(), b.words_.begin(), b.words_.end());
  }

  bool any() const {
    for (const std::uint64_t word : words_) {
      if (word != 0) return true;
    }
    return false;
  }
  bool contains(const PolicyBits& other) const { return !(other - *this).any(); }
  bool intersects(const PolicyBits& other) const { return (*this & other).any(); }
  std::size_t count() const {
    std::size_t bits = 0;
    for (const std::uint64_t word : words_) bits += static_cast<std::size_t>(std::popcount(word));
    return bits;
  }

 private:
  std::vector<std::uint64_t> words_;
};

}  // namespace doorward::analysis
