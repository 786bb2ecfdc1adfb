// parse_guid eight digits at a time: a user is bound with one id for each group, so that reading ids is most of what
// binding costs. Must answer exactly what parse_guid answers.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

#include "doorward/facts/guid.h"

namespace doorward::runtime {

/// Eight hexadecimal digits, the first in the lowest byte, as their four bytes. `valid` is cleared on anything else.
inline std::uint32_t hex_bytes(std::uint64_t digits, bool& valid) noexcept {
  constexpr std::uint64_t kOnes = 0x0101010101010101U;
  constexpr std::uint64_t kTops = 0x80U * kOnes;
  const std::uint64_t letters = (digits >> 6U) & kOnes;
  // With the top bit set first, no byte borrows from the next: a digit becomes 0x80 + value, a letter likewise.
  const std::uint64_t capital = digits & ~(letters << 5U);
  const std::uint64_t values = (capital | kTops) - (0x30U * kOnes + 7U * letters);
  const std::uint64_t below_sixteen = values + 6U * (kOnes ^ letters);
  const std::uint64_t at_least_ten = values - 10U * letters;
  const std::uint64_t strays =
      ((values | below_sixteen) & (0x70U * kOnes)) | (~at_least_ten & kTops) | (digits & kTops);
  valid = valid && strays == 0;
  const std::uint64_t nibbles = values & (0x0fU * kOnes);
  std::uint64_t bytes = ((nibbles << 4U) | (nibbles >> 8U)) & 0x00ff00ff00ff00ffU;
  bytes = (bytes | (bytes >> 8U)) & 0x0000ffff0000ffffU;
  return static_cast<std::uint32_t>(bytes | (bytes >> 16U));
}

inline std::optional<Guid> parse_guid_words(std::string_view text) noexcept {
  if constexpr (std::endian::native != std::endian::little) return parse_guid(text);
  if (text.size() == 38 && text.front() == '{' && text.back() == '}') text = text.substr(1, 36);
  if (text.size() != 36) return std::nullopt;
  const auto four = [&](std::size_t at) {
    std::uint32_t word = 0;
    std::memcpy(&word, text.data() + at, sizeof word);
    return std::uint64_t{word};
  };
  const auto eight = [&](std::size_t at) { return four(at) | four(at + 4) << 32U; };
  bool valid = text[8] == '-' && text[13] == '-' && text[18] == '-' && text[23] == '-';
  const std::uint32_t words[4] = {hex_bytes(eight(0), valid), hex_bytes(four(9) | four(14) << 32U, valid),
                                  hex_bytes(four(19) | four(24) << 32U, valid), hex_bytes(eight(28), valid)};
  if (!valid) return std::nullopt;
  Guid guid;
  std::memcpy(guid.bytes.data(), words, sizeof words);
  return guid;
}

}  // namespace doorward::runtime
