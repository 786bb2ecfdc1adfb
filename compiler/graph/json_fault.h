// Where a JSON text breaks, for faults that the parser reports without a place. Knows JSON only.
#pragma once

#include <cstddef>
#include <string_view>

namespace doorward::graph {

/// The quote that opens the first string which does not end on its line, or never; the end of the text when all do.
std::size_t find_unclosed_string(std::string_view text) noexcept;

/// The first control character inside a string; the end of the text when there is none.
std::size_t find_control_character(std::string_view text) noexcept;

/// The first byte that is not UTF-8; the end of the text when all are.
std::size_t find_broken_utf8(std::string_view text) noexcept;

/// The bracket that is never closed; the end of the text when all are.
std::size_t find_unclosed_bracket(std::string_view text) noexcept;

}  // namespace doorward::graph
