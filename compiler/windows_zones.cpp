#include "windows_zones.h"

#include <array>

#include "doorward/facts/guid.h"

namespace doorward {
namespace {

struct WindowsZone {
  std::string_view windows;
  std::string_view iana;
};

constexpr auto kWindowsZones = std::to_array<WindowsZone>({
#define DW_WINDOWS_ZONE(windows, iana) {windows, iana},
#include "windows_zones.def"
#undef DW_WINDOWS_ZONE
});

}  // namespace

std::string_view iana_zone_of_windows(std::string_view name) noexcept {
  for (const WindowsZone& zone : kWindowsZones) {
    if (equals_ignoring_case(zone.windows, name)) return zone.iana;
  }
  return {};
}

}  // namespace doorward
