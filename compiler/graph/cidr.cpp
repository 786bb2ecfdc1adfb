#include "graph/cidr.h"

#include <arpa/inet.h>

#include <charconv>
#include <cstring>

namespace doorward::graph {
namespace {

constexpr std::size_t kLongestAddress = 45;

bool parse_address(std::string_view text, Cidr& out, bool& v4) noexcept {
  std::array<char, kLongestAddress + 1> buffer{};
  if (text.empty() || text.size() > kLongestAddress) return false;
  std::memcpy(buffer.data(), text.data(), text.size());
  v4 = text.find(':') == std::string_view::npos;
  if (!v4) return inet_pton(AF_INET6, buffer.data(), out.first.data()) == 1;
  out.first[10] = out.first[11] = 0xFF;
  return inet_pton(AF_INET, buffer.data(), out.first.data() + 12) == 1;
}

void mask_host_bits(Cidr& out) noexcept {
  for (std::size_t i = 0; i < out.first.size(); ++i) {
    const int kept = std::min(8, std::max(0, static_cast<int>(out.prefix) - static_cast<int>(i) * 8));
    const auto masked = static_cast<std::uint8_t>(out.first[i] & (0xFF00U >> static_cast<unsigned>(kept)));
    if (masked != out.first[i]) out.host_bits = true;
    out.first[i] = masked;
  }
}

}  // namespace

Cidr parse_cidr(std::string_view text) noexcept {
  Cidr out;
  const std::size_t slash = text.find('/');
  bool v4 = false;
  if (!parse_address(text.substr(0, slash), out, v4)) {
    out.fault = "the part before `/` is not an IP address";
    return out;
  }
  const int most = v4 ? 32 : 128;
  out.written_prefix = most;
  if (slash != std::string_view::npos) {
    const std::string_view digits = text.substr(slash + 1);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), out.written_prefix);
    const bool whole = error == std::errc{} && end == digits.data() + digits.size();
    if (!whole || out.written_prefix < 0 || out.written_prefix > most) {
      out.fault = v4 ? "an IPv4 prefix is 0 to 32" : "an IPv6 prefix is 0 to 128";
      return out;
    }
  }
  out.prefix = static_cast<std::uint8_t>(out.written_prefix + (v4 ? 96 : 0));
  mask_host_bits(out);
  return out;
}

}  // namespace doorward::graph
