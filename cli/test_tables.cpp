#include "test_tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "doorward/grammar/format.h"
#include "doorward/io/csv_rows.h"
#include "doorward/io/text_encoding.h"
#include "policy_source.h"

namespace doorward::cli {
namespace {

namespace fs = std::filesystem;

struct Column {
  std::string_view header;  // as it stands in the table
  std::string_view words;   // before the cell
  bool repeats = false;     // several columns may have it
};

/// In the order in which a test says them.
constexpr auto kColumns = std::to_array<Column>({
    {"test", "test", false},
    {"who", "", false},
    {"through", "through", false},
    {"by", "by", false},
    {"running", "running", false},
    {"at", "at", true},
    {"on", "on", false},
    {"using", "using", false},
    {"for", "for", false},
    {"having done", "having done", false},
    {"given", "given", true},
    {"expect", "expect", true},
});

std::string trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  std::string out(text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1));
  // A statement of Ward begins in column 1: a cell must not begin a line.
  std::replace_if(
      out.begin(), out.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return out;
}

std::string known_columns() {
  std::string text;
  for (const Column& column : kColumns) text += fmt::format("{}`{}`", text.empty() ? "" : ", ", column.header);
  return text;
}

class Table {
 public:
  Table(std::string_view name, std::string_view csv) : name_(name), rows_(csv, find_csv_layout(csv)) {}

  std::optional<std::string> read(std::string& error) {
    if (!read_header(error)) return std::nullopt;
    std::string ward;
    std::uint64_t line = 1;
    std::vector<std::string> cells;
    bool fault = false;
    while (rows_.next(cells, fault)) {
      if (fault) return refused(rows_.line(), "the quotes of a cell are not closed", error);
      if (cells.size() > columns_.size()) {
        return refused(rows_.line(), fmt::format("there are {} cells below {} columns", cells.size(), columns_.size()),
                       error);
      }
      for (; line < rows_.line(); ++line) ward += '\n';
      const std::string test = test_of(cells);
      if (!test.empty()) ward += test;
    }
    return ward + '\n';
  }

 private:
  std::nullopt_t refused(std::uint64_t line, std::string_view why, std::string& error) const {
    error = fmt::format("cannot read `{}`: line {}: {}", name_, line, why);
    return std::nullopt;
  }

  bool read_header(std::string& error) {
    std::vector<std::string> cells;
    bool fault = false;
    if (!rows_.next(cells, fault) || fault) {
      refused(1, "a line that names the columns is expected", error);
      return false;
    }
    for (const std::string& cell : cells) {
      const std::string header = trimmed(cell);
      const auto* column = std::find_if(kColumns.begin(), kColumns.end(),
                                        [&](const Column& each) { return equals_ignoring_case(each.header, header); });
      if (column == kColumns.end()) {
        refused(rows_.line(), fmt::format("`{}` is no column; there are {}", header, known_columns()), error);
        return false;
      }
      if (!column->repeats && std::find(columns_.begin(), columns_.end(), column) != columns_.end()) {
        refused(rows_.line(), fmt::format("the column `{}` stands twice", header), error);
        return false;
      }
      columns_.push_back(column);
    }
    for (const std::string_view needed : {"who", "for", "expect"}) {
      if (std::any_of(columns_.begin(), columns_.end(), [&](const Column* each) { return each->header == needed; })) {
        continue;
      }
      refused(rows_.line(), fmt::format("the column `{}` is missing", needed), error);
      return false;
    }
    return true;
  }

  std::string test_of(const std::vector<std::string>& cells) const {
    std::string test;
    bool titled = false;
    for (const Column& column : kColumns) {
      for (std::size_t c = 0; c < cells.size(); ++c) {
        const std::string cell = columns_[c] == &column ? trimmed(cells[c]) : std::string();
        if (cell.empty()) continue;
        const bool title = column.header == "test";
        titled = titled || title;
        if (!test.empty()) test += ' ';
        test += column.words;
        if (!column.words.empty()) test += ' ';
        test += title ? doorward::quoted(cell) : cell;
      }
    }
    if (test.empty() || titled) return test;
    // Without a title it is called as it reads.
    return fmt::format("test {} {}", doorward::quoted(test.substr(0, test.find(" expect "))), test);
  }

  std::string_view name_;
  CsvRows rows_;
  std::vector<const Column*> columns_;
};

/// The tables of a folder, in the order of their names.
void find_tables(const std::string& folder, std::vector<std::string>& tables) {
  std::error_code error;
  const std::size_t first = tables.size();
  for (const auto& entry : fs::recursive_directory_iterator(folder, error)) {
    if (entry.is_regular_file(error) && entry.path().string().ends_with(".tests.csv")) {
      tables.push_back(entry.path().string());
    }
  }
  std::sort(tables.begin() + static_cast<std::ptrdiff_t>(first), tables.end());
}

}  // namespace

std::optional<std::string> tests_of_table(std::string_view name, std::string_view csv, std::string& error) {
  return Table(name, csv).read(error);
}

std::optional<std::vector<NamedText>> take_tables(std::vector<std::string>& paths, std::string& error) {
  std::vector<std::string> files;
  std::vector<std::string> others;
  for (const std::string& path : paths) {
    std::error_code ignored;
    (path.ends_with(".csv") ? files : others).push_back(path);
    if (fs::is_directory(path, ignored)) find_tables(path, files);
  }
  std::vector<NamedText> tables;
  for (const std::string& file : files) {
    auto csv = read_file(file, error);
    if (!csv || !turn_into_utf8(*csv, error)) {
      error = fmt::format("cannot read `{}`: {}", file, error);
      return std::nullopt;
    }
    auto ward = tests_of_table(file, *csv, error);
    if (!ward) return std::nullopt;
    tables.push_back({file, std::move(*ward)});
  }
  paths = std::move(others);
  return tables;
}

}  // namespace doorward::cli
