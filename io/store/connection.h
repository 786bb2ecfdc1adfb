// One SQLite database and its prepared statements. The first failure is kept and everything after it does nothing,
// so that a sequence of steps is checked once, at its end. Private to the store; must not know what is kept.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "doorward/store/store.h"

struct sqlite3;
struct sqlite3_stmt;

namespace doorward {

class Connection {
 public:
  Connection(const std::string& path, StoreAccess access);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// Nothing may be prepared any more.
  void close() noexcept;

  bool ok() const noexcept { return error_.empty(); }
  const std::string& error() const noexcept { return error_; }
  void fail(std::string message);
  /// Records what SQLite says about the call that returned `code`.
  void fail_with(int code);

  /// Runs statements without parameters.
  bool run(std::string_view sql);
  /// The only value of a query of one row; 0 without one.
  std::int64_t number(std::string_view sql);
  /// Rows that the last statement changed.
  std::int64_t changes() const noexcept;

  sqlite3* raw() const noexcept { return database_; }

 private:
  void open(StoreAccess access);

  std::string path_;
  std::string error_;
  sqlite3* database_ = nullptr;
};

/// A prepared statement. Parameters are bound by position from 1 and hold until bound again; texts are copied.
class Statement {
 public:
  Statement(Connection& connection, std::string_view sql);
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  Statement& bind(int position, std::string_view text);
  Statement& bind(int position, std::int64_t number);
  Statement& bind(int position, std::optional<bool> flag);
  Statement& bind_null(int position);
  /// An empty text is absent.
  Statement& bind_text_or_null(int position, std::string_view text);

  /// The next row; false at the end or on failure, and then the statement starts anew.
  bool step();
  /// Runs to the end, for statements without rows.
  bool run();
  void reset() noexcept;

  std::string_view text(int column) const noexcept;
  std::int64_t number(int column) const noexcept;
  std::optional<bool> flag(int column) const noexcept;
  bool is_null(int column) const noexcept;

 private:
  Connection& connection_;
  sqlite3_stmt* statement_ = nullptr;
};

}  // namespace doorward
