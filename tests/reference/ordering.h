// The order of numbers, versions, dates and times of day in `<`, `<=`, `>` and `>=`. Must not know attributes.
#pragma once

#include <optional>
#include <string_view>

namespace doorward::reference {

/// Compares two texts as sequences of whole numbers between `.`, `:` or `-`; missing parts count as 0. Negative,
/// zero or positive as in strcmp; nothing when either text is no such sequence.
std::optional<int> compare_ordered(std::string_view left, std::string_view right);

}  // namespace doorward::reference
