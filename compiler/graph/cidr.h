// Address ranges as text. Knows addresses only.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace doorward::graph {

struct Cidr {
  std::array<std::uint8_t, 16> first{};  // IPv4 as a v4-mapped address; host bits are zero
  std::uint8_t prefix = 0;               // of 128 bits
  int written_prefix = 0;                // as written, of 32 or 128 bits
  bool host_bits = false;                // the text had bits behind the prefix
  std::string_view fault;                // why it is no range; empty when it is one
};

/// `203.0.113.0/24`, `2001:db8::/48`; an address alone is a range of one.
Cidr parse_cidr(std::string_view text) noexcept;

}  // namespace doorward::graph
