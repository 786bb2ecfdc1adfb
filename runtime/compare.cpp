#include "compare.h"

#include <algorithm>

namespace doorward::runtime {
namespace {

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

bool is_separator(char c) noexcept { return c == '.' || c == ':' || c == '-'; }

/// Digits in groups with single separators between.
bool has_order(std::string_view text) noexcept {
  bool digit_before = false;
  for (const char c : text) {
    if (!is_digit(c) && !(is_separator(c) && digit_before)) return false;
    digit_before = is_digit(c);
  }
  return digit_before;
}

std::string_view take_part(std::string_view& rest) noexcept {
  const auto end = static_cast<std::size_t>(std::find_if(rest.begin(), rest.end(), is_separator) - rest.begin());
  std::string_view part = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  part.remove_prefix(std::min(part.find_first_not_of('0'), part.size()));
  return part;
}

bool equal(TextEquality equality, std::string_view a, std::string_view b) noexcept {
  if (equality == TextEquality::id) {
    const auto left = parse_guid(a);
    const auto right = parse_guid(b);
    if (left && right) return *left == *right;
  }
  return equals_ignoring_case(a, b);
}

bool contains_folded(std::string_view text, std::string_view part) noexcept {
  if (part.size() > text.size()) return false;
  for (std::size_t at = 0; at + part.size() <= text.size(); ++at) {
    if (equals_ignoring_case(text.substr(at, part.size()), part)) return true;
  }
  return false;
}

bool ends_folded(std::string_view text, std::string_view end) noexcept {
  return end.size() <= text.size() && equals_ignoring_case(text.substr(text.size() - end.size()), end);
}

}  // namespace

std::optional<int> compare_order(std::string_view a, std::string_view b) noexcept {
  if (!has_order(a) || !has_order(b)) return std::nullopt;
  while (!a.empty() || !b.empty()) {
    const std::string_view left = take_part(a);
    const std::string_view right = take_part(b);
    if (left.size() != right.size()) return left.size() < right.size() ? -1 : 1;
    if (const int order = left.compare(right); order != 0) return order;
  }
  return 0;
}

bool value_fits(CompareOp positive, TextEquality equality, bool part, std::string_view value,
                std::string_view wanted) noexcept {
  const auto ordered = [&](auto fits) {
    const std::optional<int> order = compare_order(value, wanted);
    return order && fits(*order);
  };
  switch (positive) {
    case CompareOp::eq:
    case CompareOp::in:
      return equal(equality, value, wanted);
    case CompareOp::contains:
      return part ? contains_folded(value, wanted) : equal(equality, value, wanted);
    case CompareOp::starts_with:
      return equals_ignoring_case(value.substr(0, wanted.size()), wanted);
    case CompareOp::ends_with:
      return ends_folded(value, wanted);
    case CompareOp::lt:
      return ordered([](int order) { return order < 0; });
    case CompareOp::le:
      return ordered([](int order) { return order <= 0; });
    case CompareOp::gt:
      return ordered([](int order) { return order > 0; });
    case CompareOp::ge:
      return ordered([](int order) { return order >= 0; });
    case CompareOp::present:
      return true;
    case CompareOp::ne:
    case CompareOp::not_in:
    case CompareOp::not_contains:
    case CompareOp::not_starts_with:
    case CompareOp::not_ends_with:
    case CompareOp::absent:
      return false;
  }
  return false;
}

}  // namespace doorward::runtime
