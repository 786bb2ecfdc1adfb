#include "doorward/compiler/address.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <cstring>

namespace doorward {
namespace {

constexpr std::uint8_t kV4Bits = 96;
constexpr std::array<std::uint8_t, 12> kV4Mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

bool is_v4(const model::IpRange& range) noexcept {
  return range.prefix >= kV4Bits && std::equal(kV4Mapped.begin(), kV4Mapped.end(), range.first.begin());
}

/// Clears the bits behind the prefix; true when one was set.
bool clear_host_bits(model::IpRange& range) noexcept {
  bool cleared = false;
  for (std::size_t i = 0; i < range.first.size(); ++i) {
    const std::size_t bits = range.prefix <= i * 8 ? 0 : std::min<std::size_t>(8, range.prefix - i * 8);
    const auto keep = static_cast<std::uint8_t>(0xff00U >> bits);
    if ((range.first[i] & ~keep) != 0) cleared = true;
    range.first[i] &= keep;
  }
  return cleared;
}

}  // namespace

std::optional<ParsedRange> parse_range(std::string_view text) {
  const std::size_t slash = text.find('/');
  const std::string address(text.substr(0, slash));
  ParsedRange parsed;
  std::uint32_t base = 0;
  if (address.find(':') != std::string::npos) {
    if (inet_pton(AF_INET6, address.c_str(), parsed.range.first.data()) != 1) return std::nullopt;
  } else {
    std::copy(kV4Mapped.begin(), kV4Mapped.end(), parsed.range.first.begin());
    if (inet_pton(AF_INET, address.c_str(), parsed.range.first.data() + kV4Mapped.size()) != 1) return std::nullopt;
    base = kV4Bits;
  }
  std::uint32_t prefix = 128 - base;
  if (slash != std::string_view::npos) {
    const std::string_view digits = text.substr(slash + 1);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), prefix);
    if (error != std::errc() || end != digits.data() + digits.size() || prefix > 128 - base) return std::nullopt;
  }
  parsed.range.prefix = static_cast<std::uint8_t>(base + prefix);
  parsed.host_bits = clear_host_bits(parsed.range);
  return parsed;
}

std::string to_string(const model::IpRange& range) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  const bool v4 = is_v4(range);
  inet_ntop(v4 ? AF_INET : AF_INET6, range.first.data() + (v4 ? kV4Mapped.size() : 0), text.data(), text.size());
  std::string out(text.data());
  if (range.prefix != 128) out += '/' + std::to_string(range.prefix - (v4 ? kV4Bits : 0));
  return out;
}

bool contains(const model::IpRange& outer, const model::IpRange& inner) noexcept {
  if (outer.prefix > inner.prefix) return false;
  const std::size_t whole = outer.prefix / 8;
  if (std::memcmp(outer.first.data(), inner.first.data(), whole) != 0) return false;
  const std::size_t rest = outer.prefix % 8;
  if (rest == 0) return true;
  const auto keep = static_cast<std::uint8_t>(0xff00U >> rest);
  return (outer.first[whole] & keep) == (inner.first[whole] & keep);
}

}  // namespace doorward
