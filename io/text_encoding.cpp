#include "doorward/io/text_encoding.h"

#include <simdjson.h>

#include <algorithm>
#include <cstdint>

namespace doorward {
namespace {

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";

enum class Units : std::uint8_t { bytes, little, big };

Units units_of(std::string_view text) noexcept {
  if (text.size() < 2) return Units::bytes;
  if (text.starts_with("\xFF\xFE")) return Units::little;
  if (text.starts_with("\xFE\xFF")) return Units::big;
  if (text[0] != '\0' && text[1] == '\0') return Units::little;
  return text[0] == '\0' && text[1] != '\0' ? Units::big : Units::bytes;
}

std::uint32_t unit_at(std::string_view text, std::size_t at, Units units) noexcept {
  const auto first = static_cast<unsigned char>(text[at]);
  const auto second = static_cast<unsigned char>(text[at + 1]);
  return units == Units::little ? first | static_cast<std::uint32_t>(second) << 8U
                                : second | static_cast<std::uint32_t>(first) << 8U;
}

constexpr bool is_high(std::uint32_t unit) noexcept { return unit >= 0xD800 && unit < 0xDC00; }
constexpr bool is_low(std::uint32_t unit) noexcept { return unit >= 0xDC00 && unit < 0xE000; }

void append(std::uint32_t point, std::string& out) {
  const auto tail = [&](unsigned shift) { out += static_cast<char>(0x80U | ((point >> shift) & 0x3FU)); };
  if (point < 0x80) {
    out += static_cast<char>(point);
  } else if (point < 0x800) {
    out += static_cast<char>(0xC0U | (point >> 6U));
    tail(0);
  } else if (point < 0x10000) {
    out += static_cast<char>(0xE0U | (point >> 12U));
    tail(6);
    tail(0);
  } else {
    out += static_cast<char>(0xF0U | (point >> 18U));
    tail(12);
    tail(6);
    tail(0);
  }
}

/// Whole characters up to the end or the first that is none; returns how many bytes were read.
std::size_t append_utf16(std::string_view text, Units units, std::string& out) {
  std::size_t at = 0;
  while (at + 2 <= text.size()) {
    const std::uint32_t unit = unit_at(text, at, units);
    if (!is_high(unit) && !is_low(unit)) {
      append(unit, out);
      at += 2;
      continue;
    }
    if (is_low(unit) || at + 4 > text.size()) return at;
    const std::uint32_t low = unit_at(text, at + 2, units);
    if (!is_low(low)) return at;
    append(0x10000U + ((unit - 0xD800U) << 10U) + (low - 0xDC00U), out);
    at += 4;
  }
  return at;
}

}  // namespace

bool turn_into_utf8(std::string& text, std::string& fault) {
  const Units units = units_of(text);
  if (units == Units::bytes) {
    if (text.starts_with(kUtf8Mark)) text.erase(0, kUtf8Mark.size());
    return true;
  }
  std::string out;
  out.reserve(text.size() / 2);
  const std::size_t read = append_utf16(text, units, out);
  const bool whole = read == text.size();
  if (!whole) fault = "the text is UTF-16 and breaks off in the middle of a character";
  text = std::move(out);
  if (text.starts_with(kUtf8Mark)) text.erase(0, kUtf8Mark.size());
  return whole;
}

std::size_t find_no_utf8(std::string_view text) noexcept {
  if (simdjson::validate_utf8(text.data(), text.size())) return std::string_view::npos;
  std::size_t line = 0;
  for (std::size_t end = 0; end != text.size(); line = end) {
    end = std::min(text.find('\n', line), text.size() - 1) + 1;
    if (!simdjson::validate_utf8(text.data() + line, end - line)) break;
  }
  std::size_t at = line;
  for (std::size_t size = 1; at < text.size(); at += size) {
    for (size = 1; size <= 4 && !simdjson::validate_utf8(text.data() + at, size); ++size) {
      if (size == std::min<std::size_t>(4, text.size() - at)) return at;
    }
  }
  return at;
}

}  // namespace doorward
