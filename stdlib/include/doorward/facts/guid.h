// A 128-bit id and the canonical form of every other id, as SEMANTICS.md §1 compares them: GUIDs by value
// (braces and case ignored), all else without ASCII case. Knows nothing of policies.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace doorward {

/// 128 bits, in the order in which they are written.
struct Guid {
  std::array<std::uint8_t, 16> bytes{};  // the first written first
  friend auto operator<=>(const Guid&, const Guid&) = default;
};

constexpr char ascii_lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

constexpr bool equals_ignoring_case(std::string_view a, std::string_view b) noexcept {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (ascii_lower(a[i]) != ascii_lower(b[i])) return false;
  }
  return true;
}

constexpr int hex_value(char c) noexcept {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// Reads `8-4-4-4-12` hexadecimal digits, with or without braces around. Nothing else is a GUID.
constexpr std::optional<Guid> parse_guid(std::string_view text) noexcept {
  if (text.size() == 38 && text.front() == '{' && text.back() == '}') text = text.substr(1, 36);
  if (text.size() != 36) return std::nullopt;
  Guid guid;
  std::size_t out = 0;
  for (std::size_t i = 0; i < 36;) {
    if (i == 8 || i == 13 || i == 18 || i == 23) {
      if (text[i] != '-') return std::nullopt;
      ++i;
      continue;
    }
    const int high = hex_value(text[i]);
    const int low = hex_value(text[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    guid.bytes[out++] = static_cast<std::uint8_t>(high * 16 + low);
    i += 2;
  }
  return guid;
}

/// Lower case, with dashes, without braces: the form in which Graph writes ids.
std::string to_string(const Guid& guid);

/// The form in which two ids are equal exactly when SEMANTICS.md §1 calls them equal.
std::string canonical_id(std::string_view text);

}  // namespace doorward
