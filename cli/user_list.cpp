#include "user_list.h"

#include <fmt/format.h>

#include <array>

#include "doorward/facts/guid.h"
#include "doorward/io/csv_rows.h"
#include "doorward/io/line_stream.h"
#include "doorward/io/text_encoding.h"

namespace doorward::cli {
namespace {

/// Columns that name a user, the best first.
constexpr auto kNameColumns = std::to_array<std::string_view>({"id", "objectId", "upn", "userPrincipalName"});

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
    if (const std::string_view name = trimmed(cells[column]); !name.empty()) return std::string(name);
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
  std::string fault;
  if (!turn_into_utf8(text, fault)) {
    error = fmt::format("cannot read `{}`: {}", path, fault);
    return false;
  }
  CsvRows rows(text, find_csv_layout(text));
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
    take(rows.line(), name, broken ? std::string(kBrokenRow) : fault_of(cells, width, name));
  }
  return true;
}

}  // namespace doorward::cli
