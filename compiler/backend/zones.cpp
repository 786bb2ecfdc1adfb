#include "zones.h"

#include <date/tz.h>

#include <chrono>
#include <exception>

namespace doorward::backend {
namespace {

using namespace date::literals;

constexpr date::sys_seconds kBegin = date::sys_days{2000_y / 1 / 1};
constexpr date::sys_seconds kEnd = date::sys_days{2100_y / 1 / 1};

std::int32_t seconds_of(std::chrono::seconds offset) { return static_cast<std::int32_t>(offset.count()); }

ZoneOffsets offsets_of(const date::time_zone& zone) {
  ZoneOffsets offsets;
  date::sys_info info = zone.get_info(kBegin);
  offsets.offset = seconds_of(info.offset);
  std::int32_t current = offsets.offset;
  while (info.end < kEnd) {
    const date::sys_seconds at = info.end;
    info = zone.get_info(at);
    // Some changes are of the name alone.
    if (seconds_of(info.offset) != current) {
      current = seconds_of(info.offset);
      offsets.transitions.push_back({at.time_since_epoch().count(), current, 0});
    }
    if (info.end <= at) break;
  }
  return offsets;
}

}  // namespace

std::optional<ZoneOffsets> resolve_zone(const std::string& name) {
  if (name == "UTC") return ZoneOffsets{};
  try {
    return offsets_of(*date::locate_zone(name));
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

}  // namespace doorward::backend
