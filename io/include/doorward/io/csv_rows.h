// Rows of CSV as RFC 4180 has it: quoted cells may hold commas, doubled quotes and line ends. Must not know what the
// columns mean.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace doorward {

/// What precedes the rows of a table and what separates its cells, as spreadsheets and PowerShell write them: lines
/// that begin with `#` (`#TYPE …` of Export-Csv), a line `sep=;`, and commas, semicolons or tabs, whichever the first
/// row has most of.
struct CsvLayout {
  std::size_t begin = 0;
  char separator = ',';
};
CsvLayout find_csv_layout(std::string_view text);

class CsvRows {
 public:
  explicit CsvRows(std::string_view text) : CsvRows(text, CsvLayout{}) {}
  CsvRows(std::string_view text, const CsvLayout& layout)
      : text_(text), separator_(layout.separator), at_(layout.begin) {}

  /// Where the last row began, and its cell number `cell` from 0.
  std::size_t offset() const noexcept { return starts_.empty() ? at_ : starts_.front(); }
  std::size_t offset(std::size_t cell) const noexcept { return cell < starts_.size() ? starts_[cell] : offset(); }
  /// The line, from 1, on which the last row began.
  std::uint64_t line() const noexcept { return line_; }

  /// The next row that is neither blank nor made of empty cells alone; false at the end. Sets `fault` when a quoted
  /// cell is not closed or something follows its closing quote; offset() is then that cell's.
  bool next(std::vector<std::string>& cells, bool& fault);

 private:
  bool take(char wanted);
  bool cell(std::string& out);
  bool row(std::vector<std::string>& cells);

  std::string_view text_;
  char separator_;
  std::size_t at_;
  std::size_t counted_ = 0;
  std::uint64_t line_ = 1;
  std::vector<std::size_t> starts_;
};

/// What a broken row is called in messages.
inline constexpr std::string_view kBrokenRow = "a quoted cell is not closed, or something follows its closing quote";

/// `text` without blanks at its ends.
std::string_view trimmed(std::string_view text) noexcept;

/// A cell as it has to be written: in quotes where needed.
std::string csv_cell(std::string_view text);

}  // namespace doorward
