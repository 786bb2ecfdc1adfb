// Time zones as the UTC offsets that a module carries, from the time zone database of the machine that compiles.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "doorward/bytecode/format.h"

namespace doorward::backend {

struct ZoneOffsets {
  std::int32_t offset = 0;                             // on 2000-01-01, seconds east of UTC
  std::vector<bytecode::TransitionEntry> transitions;  // up to 2100-01-01
};

/// The zone with this IANA name; nullopt when the database has none. `UTC` needs no database.
std::optional<ZoneOffsets> resolve_zone(const std::string& name);

}  // namespace doorward::backend
