#include "connection.h"

#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

namespace doorward {
namespace {

constexpr int kBusyMilliseconds = 30'000;

// KiB at most. What a change writes should stay in memory, or it is written twice: the standings of ten million users
// take 120 MB. An import writes pages of everything, in the order of random ids.
constexpr std::int64_t kPagesOfReader = std::int64_t{64} << 10U;
constexpr std::int64_t kPagesOfWriter = std::int64_t{256} << 10U;
constexpr std::int64_t kPagesOfImport = std::int64_t{1} << 20U;

constexpr std::int64_t pages_of(StoreAccess access) noexcept {
  return access == StoreAccess::read ? kPagesOfReader : access == StoreAccess::write ? kPagesOfWriter : kPagesOfImport;
}

/// Nobody can write beside a store in a folder that may not be written: there is no log to share, and none can be made.
bool is_still(const std::string& path) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  return ::access(folder.empty() ? "." : folder.c_str(), W_OK) != 0 && ::access((path + "-wal").c_str(), F_OK) != 0;
}

std::string still_uri(const std::string& path) {
  std::string uri = "file:";
  for (const char c : path) {
    uri += c == '?' || c == '#' || c == '%' ? fmt::format("%{:02X}", static_cast<unsigned char>(c)) : std::string(1, c);
  }
  return uri + "?immutable=1";
}

}  // namespace

Connection::Connection(const std::string& path, StoreAccess access) : path_(path) { open(access); }

void Connection::open(StoreAccess access) {
  struct stat about {};
  const bool exists = ::stat(path_.c_str(), &about) == 0;
  if (exists && !S_ISREG(about.st_mode)) return fail(fmt::format("cannot open `{}`: it is no file", path_));
  if (!exists && access != StoreAccess::create) return fail(fmt::format("cannot open `{}`: no such file", path_));
  const bool still = access == StoreAccess::read && is_still(path_);
  const int flags = still                          ? SQLITE_OPEN_READONLY | SQLITE_OPEN_URI
                    : access == StoreAccess::read  ? SQLITE_OPEN_READONLY
                    : access == StoreAccess::write ? SQLITE_OPEN_READWRITE
                                                   : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  const std::string name = still ? still_uri(path_) : path_;
  const int code = sqlite3_open_v2(name.c_str(), &database_, flags, nullptr);
  if (code != SQLITE_OK) return fail_with(code);
  sqlite3_busy_timeout(database_, kBusyMilliseconds);
  run("PRAGMA foreign_keys = ON; PRAGMA temp_store = FILE; PRAGMA temp.cache_size = -65536;");
  run(fmt::format("PRAGMA cache_size = -{}", pages_of(access)));
}

Connection::~Connection() { close(); }

void Connection::close() noexcept {
  sqlite3_close_v2(database_);
  database_ = nullptr;
}

void Connection::fail(std::string message) {
  if (error_.empty()) error_ = std::move(message);
}

void Connection::fail_with(int code) {
  const char* words = database_ == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(database_);
  if (code == SQLITE_BUSY) words = "another process keeps it locked";
  if (code == SQLITE_READONLY) words = "the file or its folder may not be written";
  fail(fmt::format("cannot use `{}`: {}", path_, words));
}

bool Connection::run(std::string_view sql) {
  if (!ok()) return false;
  const int code = sqlite3_exec(database_, std::string(sql).c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail_with(code);
  return ok();
}

std::int64_t Connection::number(std::string_view sql) {
  Statement query(*this, sql);
  return query.step() ? query.number(0) : 0;
}

std::int64_t Connection::changes() const noexcept { return sqlite3_changes64(database_); }

Statement::Statement(Connection& connection, std::string_view sql) : connection_(connection) {
  if (!connection.ok()) return;
  const int code = sqlite3_prepare_v2(connection.raw(), sql.data(), static_cast<int>(sql.size()), &statement_, nullptr);
  if (code != SQLITE_OK) connection.fail_with(code);
}

Statement::~Statement() { sqlite3_finalize(statement_); }

Statement& Statement::bind(int position, std::string_view text) {
  if (connection_.ok())
    sqlite3_bind_text64(statement_, position, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  return *this;
}

Statement& Statement::bind(int position, std::int64_t number) {
  if (connection_.ok()) sqlite3_bind_int64(statement_, position, number);
  return *this;
}

Statement& Statement::bind(int position, std::optional<bool> flag) {
  return flag ? bind(position, std::int64_t{*flag}) : bind_null(position);
}

Statement& Statement::bind_null(int position) {
  if (connection_.ok()) sqlite3_bind_null(statement_, position);
  return *this;
}

Statement& Statement::bind_text_or_null(int position, std::string_view text) {
  return text.empty() ? bind_null(position) : bind(position, text);
}

bool Statement::step() {
  if (!connection_.ok()) return false;
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) connection_.fail_with(code);
  sqlite3_reset(statement_);
  return false;
}

bool Statement::run() {
  while (step()) {
  }
  return connection_.ok();
}

void Statement::reset() noexcept { sqlite3_reset(statement_); }

std::string_view Statement::text(int column) const noexcept {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  if (text == nullptr) return {};
  return {text, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

std::int64_t Statement::number(int column) const noexcept { return sqlite3_column_int64(statement_, column); }

std::optional<bool> Statement::flag(int column) const noexcept {
  return is_null(column) ? std::nullopt : std::optional<bool>(number(column) != 0);
}

bool Statement::is_null(int column) const noexcept { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }

}  // namespace doorward
