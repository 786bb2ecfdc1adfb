// Times of sign-ins as Unix seconds. Must not know time zones by name.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace doorward {

/// Reads `2026-11-24T09:30:00Z`, with any fraction of a second (dropped) and `Z` or an offset. `zone_optional` also
/// takes a time without zone, as UTC, which is how exports of logs write it. `T` may be a blank.
std::optional<std::int64_t> parse_timestamp(std::string_view text, bool zone_optional) noexcept;

}  // namespace doorward
