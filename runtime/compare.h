// Comparison of an attribute's values with the values a policy wants (SEMANTICS.md §1 device filter, §8.6). Two-valued:
// on an absent attribute positive operators are false, negative ones true.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "doorward/facts/facts.h"

namespace doorward::runtime {

/// The values of one attribute of a sign-in.
struct AttributeValue {
  bool present = false;
  bool collection = false;  // `contains` is element equality
  std::span<const std::string_view> values;
};

/// How texts of an attribute are equal: by value for ids, else without ASCII case.
enum class TextEquality : std::uint8_t { text, id };

/// Negative, zero or positive as `a` is below, at or above `b`: both are whole numbers between `.`, `:` or `-`
/// (`10.0.22000`, `2026-11-24`, `22:00`), compared part by part, missing parts as 0. Anything else has no order.
std::optional<int> compare_order(std::string_view a, std::string_view b) noexcept;

/// Whether one value fits a positive operator. `part` is false where `contains` means equality of elements.
bool value_fits(CompareOp positive, TextEquality equality, bool part, std::string_view value,
                std::string_view wanted) noexcept;

}  // namespace doorward::runtime
