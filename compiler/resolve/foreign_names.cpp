#include "resolve/foreign_names.h"

#include <algorithm>
#include <array>

#include "doorward/vocabulary/vocabulary.h"

namespace doorward::resolving {
namespace {

struct Row {
  Foreign stands_for;
  std::string_view written;
  std::string_view ward;
};
constexpr auto kRows = std::to_array<Row>({
#define DW_FOREIGN_NAME(stands_for, written, ward) {Foreign::stands_for, written, ward},
#include "resolve/foreign_names.def"
#undef DW_FOREIGN_NAME
});

template <class Rows>
std::string_view titled(const Rows& rows, const std::string& title) {
  for (const auto& row : rows) {
    if (hyphenated(row.title) == title) return row.name;
  }
  return {};
}

}  // namespace

std::string hyphenated(std::string_view written) {
  std::string text = folded(written);
  std::replace(text.begin(), text.end(), ' ', '-');
  return text;
}

std::string_view foreign_name(Foreign stands_for, std::string_view written) {
  const std::string key = hyphenated(written);
  const auto* found = std::find_if(kRows.begin(), kRows.end(),
                                   [&](const Row& row) { return row.stands_for == stands_for && row.written == key; });
  return found == kRows.end() ? std::string_view() : found->ward;
}

std::string_view name_of_title(std::string_view title, KindSet wanted) {
  const std::string key = hyphenated(title);
  std::string_view found;
  if ((wanted & kind_bit(Kind::strength)) != 0) found = titled(vocabulary::strengths(), key);
  if (found.empty() && (wanted & kind_bit(Kind::strength)) != 0) found = foreign_name(Foreign::strength, title);
  if (found.empty() && (wanted & kind_bit(Kind::role)) != 0) found = titled(vocabulary::roles(), key);
  if (found.empty() && (wanted & kind_bit(Kind::app)) != 0) found = titled(vocabulary::apps(), key);
  if (found.empty() && (wanted & kind_bit(Kind::app)) != 0) found = titled(vocabulary::app_groups(), key);
  return found;
}

}  // namespace doorward::resolving
