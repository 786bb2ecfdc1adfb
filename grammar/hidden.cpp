// Characters that a reader does not see, or that make him read something else than the compiler does.
#include "lexer.h"

namespace doorward::words {
namespace {

bool turns_direction(char32_t c) { return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069); }

bool has_no_width(char32_t c) {
  return c == 0x00AD || c == 0x034F || c == 0x061C || c == 0x180E || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x2060 && c <= 0x2064) || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF || (c >= 0xE0000 && c <= 0xE0FFF);
}

bool is_control(char32_t c) { return (c < 0x20 && c != '\t') || (c >= 0x7F && c < 0xA0); }

}  // namespace

CodePoint code_point_at(std::string_view text, std::size_t offset) {
  const auto byte = [&](std::size_t i) {
    return offset + i < text.size() ? static_cast<unsigned char>(text[offset + i]) : 0U;
  };
  const auto tail = [&](std::size_t i) { return static_cast<char32_t>(byte(i) & 0x3FU); };
  const unsigned first = byte(0);
  if (first < 0xC0) return {static_cast<char32_t>(first), 1};
  if (first < 0xE0) return {static_cast<char32_t>((first & 0x1FU) << 6U) | tail(1), 2};
  if (first < 0xF0) return {static_cast<char32_t>((first & 0x0FU) << 12U) | tail(1) << 6U | tail(2), 3};
  return {static_cast<char32_t>((first & 0x07U) << 18U) | tail(1) << 12U | tail(2) << 6U | tail(3), 4};
}

Extent find_hidden(std::string_view text, bool strict) {
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint point = code_point_at(text, i);
    const bool found = turns_direction(point.value) || is_control(point.value) || (strict && has_no_width(point.value));
    if (found) {
      return {static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(i + point.length)};
    }
    i += point.length;
  }
  return {};
}

}  // namespace doorward::words
