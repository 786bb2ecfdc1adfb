// Sets of small numbers as runs of 64-bit words: the operations that matching and combining share.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace doorward::runtime {

using Words = std::vector<std::uint64_t>;

constexpr std::size_t words_for(std::size_t bits) noexcept { return (bits + 63) / 64; }

inline bool test_bit(const Words& words, std::uint32_t bit) noexcept {
  return ((words[bit >> 6U] >> (bit & 63U)) & 1U) != 0;
}
inline void set_bit(Words& words, std::uint32_t bit) noexcept { words[bit >> 6U] |= std::uint64_t{1} << (bit & 63U); }
inline void clear_bit(Words& words, std::uint32_t bit) noexcept {
  words[bit >> 6U] &= ~(std::uint64_t{1} << (bit & 63U));
}

/// Sets of policies come in blocks of so many words, so that loops over them need no remainder.
inline constexpr std::size_t kBlockWords = 4;
constexpr std::size_t blocks_for(std::size_t bits) noexcept {
  return (words_for(bits) + kBlockWords - 1) / kBlockWords * kBlockWords;
}

/// Calls `visit` with the number of every set bit of `word`, from the lowest, added to `base`.
template <class Visit>
void for_each_bit(std::uint64_t word, std::uint32_t base, Visit visit) {
  while (word != 0) {
    visit(base + static_cast<std::uint32_t>(std::countr_zero(word)));
    word &= word - 1;
  }
}

}  // namespace doorward::runtime
