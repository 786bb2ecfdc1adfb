#include "reference/ordering.h"

#include <algorithm>
#include <string>
#include <vector>

namespace doorward::reference {
namespace {

/// The numbers of `text` as digits without leading zeros, so that no length overflows.
std::optional<std::vector<std::string>> parts_of(std::string_view text) {
  std::vector<std::string> parts(1);
  bool digit_seen = false;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      if (!parts.back().empty() || c != '0') parts.back() += c;
      digit_seen = true;
    } else if ((c == '.' || c == ':' || c == '-') && digit_seen) {
      parts.emplace_back();
      digit_seen = false;
    } else {
      return std::nullopt;
    }
  }
  if (!digit_seen) return std::nullopt;
  return parts;
}

int compare_digits(const std::string& left, const std::string& right) {
  if (left.size() != right.size()) return left.size() < right.size() ? -1 : 1;
  return left.compare(right);
}

}  // namespace

std::optional<int> compare_ordered(std::string_view left, std::string_view right) {
  const auto a = parts_of(left);
  const auto b = parts_of(right);
  if (!a || !b) return std::nullopt;
  for (std::size_t i = 0; i < std::max(a->size(), b->size()); ++i) {
    const std::string x = i < a->size() ? (*a)[i] : "";
    const std::string y = i < b->size() ? (*b)[i] : "";
    if (const int order = compare_digits(x, y); order != 0) return order;
  }
  return 0;
}

}  // namespace doorward::reference
