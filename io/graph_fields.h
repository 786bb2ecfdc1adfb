// Fields that Microsoft Graph and the exports of its portals give users, groups and roles, and that decide nothing
// here (graph_fields.def). Private to io.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

#include "doorward/facts/guid.h"

namespace doorward {

inline constexpr auto kGraphFields = std::to_array<std::string_view>({
#define DW_GRAPH_FIELD(name) name,
#include "graph_fields.def"
#undef DW_GRAPH_FIELD
});

constexpr bool is_before(std::string_view a, std::string_view b) noexcept {
  return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(),
                                      [](char x, char y) { return ascii_lower(x) < ascii_lower(y); });
}
static_assert(std::is_sorted(kGraphFields.begin(), kGraphFields.end(), is_before), "sort graph_fields.def");

/// Whether a field may be passed over, compared without ASCII case.
constexpr bool is_graph_field(std::string_view name) noexcept {
  return std::binary_search(kGraphFields.begin(), kGraphFields.end(), name, is_before);
}

}  // namespace doorward
