// What `users` prints: tables of users, of changes and of the audit, each as text, JSON (one array, an element a line)
// or CSV. Must not know how the rows were found.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "context.h"
#include "doorward/store/store.h"
#include "parser_names.h"

namespace doorward::cli {

enum class TableFormat : std::uint8_t { text, json, csv };

/// Adds --format text|json|csv.
void add_table_format(CLI::App& command, std::string& format);
TableFormat table_format(std::string_view word);

/// Text for a terminal or a line of a letter: what would control it is a question mark.
std::string shown(std::string_view text);

/// A string as JSON; what is not UTF-8 is replaced.
std::string json_text(std::string_view text);

/// One cell. In JSON an absent one is left out and a bare one (true, a number) stands without quotes.
struct Cell {
  std::string_view column;
  std::string text;
  bool bare = false;
};

/// Rows with the same columns, written as they come. Text columns are aligned within blocks of rows, so that ten
/// million rows need no more memory than one block.
class Table {
 public:
  Table(const Context& context, TableFormat format) : context_(context), format_(format) {}

  void add(std::vector<Cell> row);
  /// Ends the table. `columns` is the heading of a table without rows.
  void finish(std::span<const std::string_view> columns);

 private:
  static constexpr std::size_t kBlock = 1000;

  void flush();
  void write_text();
  void write_json();
  void write_csv();

  const Context& context_;
  TableFormat format_;
  std::vector<std::vector<Cell>> rows_;
  std::vector<std::size_t> widths_;
  bool begun_ = false;
};

inline constexpr std::string_view kUserCells[] = {
    "upn", "id", "displayName", "type", "mfaState", "mfaRegistered", "hasAppPassword"};
std::vector<Cell> user_cells(const StoredUser& user, TableFormat format);

inline constexpr std::string_view kChangeCells[] = {"upn", "id", "from", "to", "mfaRegistered", "notify"};
/// `notify` is the address of a user who has to be told, empty for nobody.
std::vector<Cell> change_cells(const StoredUser& user, const MfaStanding& to, std::string_view notify,
                               TableFormat format);

inline constexpr std::string_view kAuditCells[] = {"time", "actor", "action",     "user",
                                                   "from", "to",    "registered", "note"};
std::vector<Cell> audit_cells(const AuditEntry& entry, TableFormat format);

}  // namespace doorward::cli
