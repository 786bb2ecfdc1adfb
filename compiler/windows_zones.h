// Time zones by the names that Windows and Microsoft's portals give them. Must not know who asks.
#pragma once

#include <string_view>

namespace doorward {

/// The zone of the IANA database that Windows calls `name`, without ASCII case; empty when Windows knows none.
std::string_view iana_zone_of_windows(std::string_view name) noexcept;

}  // namespace doorward
