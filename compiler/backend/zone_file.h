// A compiled time zone file (TZif, RFC 8536) of the system's time zone database: the changes that it spells out, and
// the rule for all years after them. Must not know modules.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace doorward::backend {

/// From `at` (Unix seconds) on, local time is `offset` seconds east of UTC.
struct OffsetChange {
  std::int64_t at = 0;
  std::int32_t offset = 0;
};

struct ZoneFile {
  std::int32_t first_offset = 0;      // before the first change
  std::vector<OffsetChange> changes;  // ascending
  std::string rule;                   // POSIX TZ text for the time after the last change; may be empty
};

/// nullopt when `bytes` are not such a file, of version 2 or newer.
std::optional<ZoneFile> read_zone_file(std::string_view bytes);

}  // namespace doorward::backend
