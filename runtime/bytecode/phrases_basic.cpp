// Phrases that need no module: addresses, days, printable text.
#include <arpa/inet.h>

#include <algorithm>
#include <array>

#include "phrases.h"

namespace doorward::bytecode {
namespace {

constexpr std::size_t kMappedBytes = 12;
constexpr std::array<std::uint8_t, kMappedBytes> kMapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

bool is_v4(const RangeEntry& range) noexcept {
  return range.prefix >= 96 && std::equal(kMapped.begin(), kMapped.end(), range.first.begin());
}

std::string two_digits(std::uint32_t number) { return std::string(number < 10 ? "0" : "") + std::to_string(number); }

}  // namespace

std::string range_phrase(const RangeEntry& range) {
  char text[INET6_ADDRSTRLEN] = {};
  const bool v4 = is_v4(range);
  if (v4) {
    inet_ntop(AF_INET, range.first.data() + kMappedBytes, text, sizeof(text));
  } else {
    inet_ntop(AF_INET6, range.first.data(), text, sizeof(text));
  }
  return std::string(text) + '/' + std::to_string(v4 ? range.prefix - 96 : range.prefix);
}

/// The Gregorian calendar, counted in eras of 400 years that begin on the first of March.
std::string day_phrase(std::int32_t day) {
  const std::int64_t shifted = std::int64_t{day} + 719468;
  const std::int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
  const std::int64_t of_era = shifted - era * 146097;
  const std::int64_t year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  const std::int64_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t march_month = (5 * of_year + 2) / 153;
  const auto month = static_cast<std::uint32_t>(march_month < 10 ? march_month + 3 : march_month - 9);
  const auto day_of_month = static_cast<std::uint32_t>(of_year - (153 * march_month + 2) / 5 + 1);
  const std::int64_t year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
  return std::to_string(year) + '-' + two_digits(month) + '-' + two_digits(day_of_month);
}

std::string printable(std::string_view text) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  out.reserve(text.size());
  const auto escape = [&](unsigned char byte) {
    out += "\\x";
    out += kDigits[byte >> 4U];
    out += kDigits[byte & 15U];
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0U;
    if (byte < 0x20 || byte == 0x7f) {
      escape(byte);
    } else if (byte == 0xc2 && next >= 0x80 && next <= 0x9f) {  // the C1 controls
      escape(byte);
      escape(static_cast<unsigned char>(next));
      ++i;
    } else {
      out += text[i];
    }
  }
  return out;
}

}  // namespace doorward::bytecode
