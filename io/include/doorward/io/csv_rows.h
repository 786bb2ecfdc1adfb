// Rows of CSV as RFC 4180 has it: quoted cells may hold commas, doubled quotes and line ends. Must not know what the
// columns mean.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace doorward {

class CsvRows {
 public:
  explicit CsvRows(std::string_view text) : text_(text) {}

  /// Where the next row is looked for.
  std::size_t offset() const noexcept { return at_; }
  /// The line, from 1, on which the last row began.
  std::uint64_t line() const noexcept { return line_; }

  /// The next row that is not blank; false at the end. Sets `fault` when a quoted cell is not closed or something
  /// follows its closing quote.
  bool next(std::vector<std::string>& cells, bool& fault);

 private:
  bool take(char wanted);
  bool cell(std::string& out);

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t counted_ = 0;
  std::uint64_t line_ = 1;
};

/// A cell as it has to be written: in quotes where needed.
std::string csv_cell(std::string_view text);

}  // namespace doorward
