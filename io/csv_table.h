// A table of CSV read from its header to its last row, as every reader of directories does. Private to io.
#pragma once

#include <string>
#include <vector>

#include "doorward/io/csv_rows.h"

namespace doorward {

/// Reads the first row into `header`, then the others one after another into `cells`, which may be the same, and calls
/// `read_header` and `read_row` after each until one says false. Returns the fault: what they wrote, kBrokenRow,
/// or an empty text when all was read.
template <class ReadHeader, class ReadRow>
std::string read_csv_table(CsvRows& rows, std::vector<std::string>& header, std::vector<std::string>& cells,
                           ReadHeader read_header, ReadRow read_row) {
  std::string fault;
  bool broken = false;
  if (rows.next(header, broken) && !broken && read_header(fault)) {
    while (rows.next(cells, broken) && !broken && read_row(fault)) {
    }
  }
  if (broken) fault = kBrokenRow;
  return fault;
}

}  // namespace doorward
