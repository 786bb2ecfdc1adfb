#include "user_list.h"

#include <fmt/format.h>

#include <array>

#include "doorward/facts/guid.h"
#include "doorward/io/csv_rows.h"
#include "doorward/io/line_stream.h"

namespace doorward::cli {
namespace {

/// Columns that name a user, the best first.
constexpr auto kNameColumns = std::to_array<std::string_view>({"id", "objectId", "upn", "userPrincipalName"});

std::string trimmed(const std::string& text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

/// The columns of `header` that name a user, the best first.
std::vector<std::size_t> name_columns(const std::vector<std::string>& header) {
  std::vector<std::size_t> columns;
  for (const std::string_view name : kNameColumns) {
    for (std::size_t i = 0; i < header.size(); ++i) {
      if (equals_ignoring_case(trimmed(header[i]), name)) columns.push_back(i);
    }
  }
  return columns;
}

/// The first name that a row gives.
std::string named(const std::vector<std::string>& cells, const std::vector<std::size_t>& columns) {
  for (const std::size_t column : columns) {
    if (column >= cells.size()) continue;
    if (std::string name = trimmed(cells[column]); !name.empty()) return name;
  }
  return {};
}

std::string fault_of(const std::vector<std::string>& cells, std::size_t width, const std::string& name) {
  if (cells.size() != width) return fmt::format("the row has {} cells, the header has {}", cells.size(), width);
  return name.empty() ? "the row names no user" : "";
}

}  // namespace

bool read_user_list(const std::string& path, const TakeListed& take, std::string& error) {
  std::string text;
  if (!read_whole(path, text, error)) return false;
  std::string_view rest = text;
  if (rest.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);
  CsvRows rows(rest);
  std::vector<std::string> cells;
  bool broken = false;
  bool first = true;
  std::size_t width = 1;
  std::vector<std::size_t> columns{0};
  while (rows.next(cells, broken)) {
    const bool alone = cells.size() == 1 && trimmed(cells.front()).empty();
    if (alone || trimmed(cells.front()).starts_with('#')) continue;
    if (first) {
      first = false;
      if (auto found = name_columns(cells); !found.empty() && !broken) {
        columns = std::move(found);
        width = cells.size();
        continue;
      }
    }
    const std::string name = named(cells, columns);
    take(rows.line(), name,
         broken ? "a quoted cell is not closed, or something follows its closing quote" : fault_of(cells, width, name));
  }
  return true;
}

}  // namespace doorward::cli
