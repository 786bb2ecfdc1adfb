// Addresses and ranges as texts: `198.51.100.7`, `203.0.113.0/24`, `2001:db8::/48`. Knows no policies.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "doorward/compiler/model.h"

namespace doorward {

struct ParsedRange {
  model::IpRange range;    // host bits are 0; without an origin
  bool host_bits = false;  // the text had host bits set
};

/// Reads an address (the range of it alone) or a range in CIDR form. IPv4 gives a v4-mapped range (SEMANTICS.md §1).
std::optional<ParsedRange> parse_range(std::string_view text);

/// `203.0.113.0/24`; an address alone is written without its prefix.
std::string to_string(const model::IpRange& range);

/// Whether `outer` holds every address of `inner`.
bool contains(const model::IpRange& outer, const model::IpRange& inner) noexcept;

}  // namespace doorward
