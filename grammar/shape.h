// What a run of characters is by its form alone (docs/language.md, "Words"). Private to the grammar layer; knows
// keywords only as a name that is looked up.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "word.h"

namespace doorward::words {

/// Classes of bytes, as bits, so that a run of characters carries the union of its bytes.
enum Class : std::uint8_t {
  kBlank = 0,
  kLetter = 1,
  kDigit = 2,
  kDash = 4,      // `-` `_` `.`
  kAddress = 8,   // `:` `/` `@`
  kStrange = 16,  // any other character of a run
  kWide = 32,     // a byte beyond ASCII
  kSign = 64      // ends a run: blanks, line ends, and the characters that are words alone
};

constexpr std::uint8_t class_of(unsigned char c) {
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return kLetter;
  if (c >= '0' && c <= '9') return kDigit;
  if (c >= 0x80) return kWide;
  switch (c) {
    case '-':
    case '_':
    case '.':
      return kDash;
    case ':':
    case '/':
    case '@':
      return kAddress;
    case ' ':
    case '\t':
    case '\r':
    case '\n':
    case ',':
    case '(':
    case ')':
    case '[':
    case ']':
    case '=':
    case '<':
    case '>':
    case '"':
      return kSign;
    default:
      return kStrange;
  }
}

inline constexpr auto kClasses = [] {
  std::array<std::uint8_t, 256> table{};
  for (unsigned c = 0; c < 256; ++c) table[c] = class_of(static_cast<unsigned char>(c));
  return table;
}();

/// The shape of a run whose bytes have the classes `classes`: a keyword, a name, a literal, or kNone.
Code shape_of(std::string_view run, std::uint8_t classes);

/// Four numbers with dots, or hexadecimal groups with colons; with or without `/prefix`.
bool is_ip(std::string_view text);
bool is_cidr(std::string_view text);
/// A day of the calendar, `2027-01-31`.
bool is_date(std::string_view text);
/// `00:00` to `24:00`.
bool is_time(std::string_view text);
/// Digits at these places, the other characters as they stand in `pattern`, where `9` stands for a digit.
bool fits(std::string_view text, std::string_view pattern);

}  // namespace doorward::words
