// The lines in which two texts differ, in the unified format that `patch` reads. Knows lines only.
#pragma once

#include <string>
#include <string_view>

namespace doorward::cli {

/// Empty when the texts are equal. `name` stands in both heads, as `a/name` and `b/name`. Takes time linear in the
/// texts, apart from one sort.
std::string unified_diff(std::string_view name, std::string_view before, std::string_view after);

}  // namespace doorward::cli
