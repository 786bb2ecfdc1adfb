// The names of one JSON object's fields as a perfect hash that is built at compile time from a `.def` table, so that
// a field is recognised, or known to be unknown, with one comparison. Names compare without ASCII case.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "doorward/facts/guid.h"

namespace doorward {

template <std::size_t N>
class FieldTable {
 public:
  static constexpr std::size_t kSize = N;

  constexpr explicit FieldTable(const std::array<std::string_view, N>& names) : names_(names) {
    while (!place()) ++seed_;
  }

  /// The index of `name` in the table, or -1.
  constexpr int find(std::string_view name) const noexcept {
    if (name.empty()) return -1;
    const int index = slots_[slot(name)];
    if (index < 0) return -1;
    const std::string_view known = names_[static_cast<std::size_t>(index)];
    return known == name || equals_ignoring_case(known, name) ? index : -1;
  }

  constexpr std::string_view name(std::size_t index) const noexcept { return names_[index]; }

 private:
  static constexpr std::size_t kSlots = N <= 8 ? 32 : N <= 24 ? 128 : 1024;

  static constexpr std::uint32_t fold(char c) noexcept {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(c)) | 0x20U;
  }
  constexpr std::size_t slot(std::string_view name) const noexcept {
    const std::uint32_t size = static_cast<std::uint32_t>(name.size());
    const std::uint32_t mixed =
        size + (fold(name.front()) << 7U) + (fold(name.back()) << 14U) + (fold(name[name.size() / 2]) << 21U);
    return ((mixed * (2U * seed_ + 1U)) >> 16U) & (kSlots - 1U);
  }
  constexpr bool place() {
    slots_.fill(-1);
    for (std::size_t i = 0; i < N; ++i) {
      std::int16_t& taken = slots_[slot(names_[i])];
      if (taken >= 0) return false;
      taken = static_cast<std::int16_t>(i);
    }
    return true;
  }

  std::array<std::string_view, N> names_;
  std::array<std::int16_t, kSlots> slots_{};
  std::uint32_t seed_ = 0x4F1B;
};

template <std::size_t N>
FieldTable(const std::array<std::string_view, N>&) -> FieldTable<N>;

}  // namespace doorward
