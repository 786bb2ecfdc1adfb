// Textual IPv4 and IPv6 addresses. Must not know ranges or named locations.
#pragma once

#include <optional>
#include <string_view>

#include "doorward/runtime/sign_in.h"

namespace doorward {

/// Reads one address: four decimal numbers without leading zeros, or IPv6 in any spelling of RFC 4291, without zone,
/// port or prefix length. IPv4 comes back v4-mapped, and so equals the v4-mapped IPv6 spelling of itself.
std::optional<IpAddress> parse_ip_address(std::string_view text) noexcept;

}  // namespace doorward
