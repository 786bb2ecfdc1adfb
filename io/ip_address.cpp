#include "ip_address.h"

namespace doorward {
namespace {

bool parse_v4(std::string_view text, std::uint8_t* out) noexcept {
  std::size_t at = 0;
  for (int part = 0; part < 4; ++part) {
    if (part > 0) {
      if (at >= text.size() || text[at] != '.') return false;
      ++at;
    }
    const std::size_t begin = at;
    unsigned value = 0;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9' && at - begin < 3) {
      value = value * 10U + static_cast<unsigned>(text[at++] - '0');
    }
    const std::size_t digits = at - begin;
    if (digits == 0 || value > 255U || (digits > 1 && text[begin] == '0')) return false;
    out[part] = static_cast<std::uint8_t>(value);
  }
  return at == text.size();
}

/// The 16-bit groups of an IPv6 address as they come, and where `::` stood.
class V6Groups {
 public:
  bool parse(std::string_view text) noexcept {
    std::size_t at = 0;
    if (text.starts_with("::")) {
      gap_ = 0;
      at = 2;
    } else if (text.starts_with(":")) {
      return false;
    }
    while (at < text.size()) {
      const std::size_t end = std::min(text.find(':', at), text.size());
      if (!take(text.substr(at, end - at), end == text.size())) return false;
      if (end == text.size()) break;
      at = end + 1;
      if (at < text.size() && text[at] == ':') {
        if (gap_ != kNoGap) return false;
        gap_ = count_;
        ++at;
      } else if (at == text.size()) {
        return false;
      }
    }
    return gap_ == kNoGap ? count_ == 16 : count_ <= 14;
  }

  IpAddress address() const noexcept {
    IpAddress result{};
    const std::size_t head = gap_ == kNoGap ? count_ : gap_;
    for (std::size_t i = 0; i < head; ++i) result[i] = bytes_[i];
    for (std::size_t i = head; i < count_; ++i) result[16 - count_ + i] = bytes_[i];
    return result;
  }

 private:
  static constexpr std::size_t kNoGap = 99;

  bool take(std::string_view group, bool last) noexcept {
    if (group.find('.') != std::string_view::npos) {
      if (!last || count_ > 12 || !parse_v4(group, bytes_.data() + count_)) return false;
      count_ += 4;
      return true;
    }
    if (group.empty() || group.size() > 4 || count_ > 14) return false;
    unsigned value = 0;
    for (const char c : group) {
      const int digit = hex_value(c);
      if (digit < 0) return false;
      value = value * 16U + static_cast<unsigned>(digit);
    }
    bytes_[count_++] = static_cast<std::uint8_t>(value >> 8U);
    bytes_[count_++] = static_cast<std::uint8_t>(value & 255U);
    return true;
  }

  std::array<std::uint8_t, 16> bytes_{};
  std::size_t count_ = 0;
  std::size_t gap_ = kNoGap;
};

}  // namespace

std::optional<IpAddress> parse_ip_address(std::string_view text) noexcept {
  if (text.find(':') == std::string_view::npos) {
    IpAddress address{};
    address[10] = 255;
    address[11] = 255;
    if (!parse_v4(text, address.data() + 12)) return std::nullopt;
    return address;
  }
  V6Groups groups;
  if (!groups.parse(text)) return std::nullopt;
  return groups.address();
}

}  // namespace doorward
