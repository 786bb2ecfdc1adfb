// Random numbers that are the same on every compiler and library for one seed, or that the bytes of a fuzzer's input
// choose. Must not know what they choose.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace doorward::reference {

/// SplitMix64: small, fast, and good enough to choose test cases.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  /// Each number is chosen by the next two of `choices`, so that changing a byte changes one choice; when they are used
  /// up, it goes on from one seed. The bytes must outlive this.
  explicit Random(std::span<const unsigned char> choices) : choices_(choices) {}

  std::uint64_t next() {
    if (choices_.size() >= 2) {
      state_ = choices_[0] | std::uint64_t{choices_[1]} << 8U;
      choices_ = choices_.subspan(2);
    }
    state_ += 0x9e3779b97f4a7c15U;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31U);
  }
  /// 0 … count - 1; count is not 0.
  std::size_t below(std::size_t count) { return static_cast<std::size_t>(next() % count); }
  bool percent(unsigned chance) { return next() % 100 < chance; }
  /// One of a non-empty list.
  template <class List>
  const auto& one_of(const List& list) {
    return list[below(list.size())];
  }
  /// A member of an enum with `count` rows.
  template <class Enum>
  Enum row(std::size_t count) {
    return static_cast<Enum>(below(count));
  }
  /// Some of `count` bits, at least one.
  std::uint32_t bits(std::size_t count) {
    const auto all = static_cast<std::uint32_t>((std::uint64_t{1} << count) - 1);
    const auto some = static_cast<std::uint32_t>(next()) & all;
    return some != 0 ? some : std::uint32_t{1} << below(count);
  }

 private:
  std::uint64_t state_ = 0;
  std::span<const unsigned char> choices_;
};

}  // namespace doorward::reference
