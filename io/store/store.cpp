#include "doorward/store/store.h"

#include <fmt/format.h>

#include "lookups.h"
#include "new_file.h"
#include "rows.h"
#include "schema.h"

namespace doorward {
namespace {

constexpr std::string_view kScratchTables =
    "CREATE TEMP TABLE selection (user INTEGER PRIMARY KEY);"
    "CREATE TEMP TABLE change (user INTEGER PRIMARY KEY, from_state INTEGER NOT NULL, from_registered INTEGER,"
    " to_state INTEGER NOT NULL, to_registered INTEGER);";

}  // namespace

Store::Store(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
Store::~Store() = default;

/// A new file needs no journal: it is put in place when it is whole.
std::unique_ptr<Store> Store::make(const std::string& path, std::string& error) {
  auto file = NewFile::create(path, error);
  if (file == nullptr) return nullptr;
  auto connection = std::make_unique<Connection>(file->path(), StoreAccess::create);
  connection->run("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF;");
  migrate(*connection, StoreAccess::create);
  connection->run(kScratchTables);
  if (!connection->ok()) {
    error = connection->error();
    return nullptr;
  }
  std::unique_ptr<Store> store(new Store(std::move(connection)));
  store->new_file_ = std::move(file);
  return store;
}

bool Store::put_in_place() {
  lookups_.reset();
  connection_->run("PRAGMA journal_mode = WAL");
  if (!ok()) return false;
  connection_->close();
  std::string error;
  const std::string path = new_file_->target();
  if (!new_file_->put_in_place(error)) {
    connection_->fail(std::move(error));
    return false;
  }
  new_file_.reset();
  connection_ = std::make_unique<Connection>(path, StoreAccess::write);
  return connection_->run(kScratchTables);
}

std::unique_ptr<Store> Store::open(const std::string& path, StoreAccess access, std::string& error) {
  if (access == StoreAccess::create && NewFile::is_wanted(path)) return make(path, error);
  auto connection = std::make_unique<Connection>(path, access);
  if (access == StoreAccess::read && connection->ok()) {
    const std::int64_t version = store_version(*connection, access);
    if (connection->ok() && version < newest_store_version()) {
      connection.reset();
      if (open(path, StoreAccess::write, error) == nullptr) return nullptr;
      connection = std::make_unique<Connection>(path, access);
    }
  } else if (connection->ok()) {
    migrate(*connection, access);
  }
  connection->run(kScratchTables);
  if (connection->ok()) return std::unique_ptr<Store>(new Store(std::move(connection)));
  error = connection->error();
  if (!error.starts_with("cannot ")) error = fmt::format("cannot use `{}`: {}", path, error);
  return nullptr;
}

bool Store::ok() const noexcept { return connection_->ok(); }
const std::string& Store::error() const noexcept { return connection_->error(); }

bool Store::begin() { return connection_->run("BEGIN IMMEDIATE"); }
bool Store::begin_reading() { return connection_->run("BEGIN"); }
bool Store::commit() { return connection_->run("COMMIT") && (new_file_ == nullptr || put_in_place()); }

void Store::roll_back() {
  if (ok()) connection_->run("ROLLBACK");
}

void Store::each_selected(const std::function<void(const StoredUser&)>& take) {
  const auto each = [&](const std::string& rest) {
    Statement query(*connection_, fmt::format("SELECT {} FROM {}", kUserColumns, rest));
    while (query.step()) take(read_user(query));
  };
  if (!everybody_)
    return each(fmt::format("selection s CROSS JOIN {} WHERE u.number = s.user ORDER BY {}", kUsers, kUserOrder));
  // Users by UPN need no sorting, unless the index of those with a state finds the few.
  const bool few = everybody_->state.value_or(UserState::disabled) != UserState::disabled;
  const std::string condition = condition_of(*everybody_);
  each(fmt::format("{} WHERE u.upn IS NOT NULL{} ORDER BY u.upn", few ? kStandingsOfUsers : kUsers, condition));
  each(fmt::format("{} WHERE u.upn IS NULL{} ORDER BY u.id", kUsers, condition));
}

void Store::each_holder(std::int64_t user, const std::function<void(const StoredHolder&)>& take) {
  Statement query(
      *connection_,
      "WITH RECURSIVE above (holder, direct) AS ("
      " SELECT holder, 1 FROM members WHERE user = ?1"
      " UNION SELECT n.holder, 0 FROM nested n JOIN above a ON n.member = a.holder) "
      "SELECT h.id, h.name, h.kind = 'role', max(a.direct) FROM above a JOIN holders h ON h.number = a.holder "
      "GROUP BY h.number ORDER BY h.kind, h.name IS NULL, h.name, h.id");
  query.bind(1, user);
  while (query.step()) take({query.text(0), query.text(1), query.number(2) != 0, query.number(3) != 0});
}

bool Store::list_is_complete(bool groups) {
  Statement query(*connection_, "SELECT 1 FROM complete_lists WHERE kind = ?1");
  return query.bind(1, std::string_view(groups ? "group" : "role")).step();
}

std::string Store::attribute(std::int64_t user, std::string_view name) {
  Statement query(*connection_, "SELECT value FROM attributes WHERE user = ?1 AND name = ?2 AND position = 0");
  query.bind(1, user).bind(2, name);
  return query.step() ? std::string(query.text(0)) : std::string();
}

void Store::each_audit(const AuditFilter& filter, const std::function<void(const AuditEntry&)>& take) {
  if (filter.selected) list_selection();
  Statement query(*connection_,
                  "SELECT a.time, a.actor, a.action, coalesce(u.upn, u.id), a.from_state, a.to_state,"
                  " a.from_registered, a.to_registered, a.note FROM audit a JOIN users u ON u.number = a.user "
                  "WHERE (?1 IS NULL OR a.time >= ?1) AND (?2 IS NULL OR a.actor = ?2)"
                  " AND (?3 = 0 OR a.user IN (SELECT user FROM selection))"
                  " AND (?4 = 0 OR a.user = ?4) ORDER BY a.number");
  if (filter.since) query.bind(1, *filter.since);
  query.bind_text_or_null(2, filter.actor).bind(3, std::int64_t{filter.selected}).bind(4, filter.user);
  while (query.step()) {
    AuditEntry entry;
    entry.time = query.number(0);
    entry.actor = query.text(1);
    entry.action = query.text(2);
    entry.user = query.text(3);
    if (!query.is_null(4)) entry.from_state = state_of(query.text(4));
    entry.to_state = state_of(query.text(5));
    entry.from_registered = query.flag(6);
    entry.to_registered = query.flag(7);
    entry.note = query.text(8);
    take(entry);
  }
}

void Store::each_to_plan(const std::function<void(const StoredUser&)>& take) {
  Statement query(*connection_, fmt::format("SELECT {} FROM {} WHERE t.state <> t.tenant_state ORDER BY {}",
                                            kUserColumns, kStandingsOfUsers, kUserOrder));
  while (query.step()) take(read_user(query));
}

std::uint64_t Store::mark_planned_as_applied(std::string_view actor) {
  Statement audit(
      *connection_,
      fmt::format("INSERT INTO audit (time, actor, action, user, from_state, to_state, from_registered, to_registered,"
                  " note) SELECT unixepoch(), ?1, 'applied', user, {0}, {0}, registered, registered,"
                  " 'the tenant had ' || {1} FROM standings WHERE state <> tenant_state ORDER BY user",
                  word_in_sql("state"), word_in_sql("tenant_state")));
  audit.bind(1, actor).run();
  Statement update(*connection_, "UPDATE standings SET tenant_state = state WHERE state <> tenant_state");
  return update.run() ? static_cast<std::uint64_t>(connection_->changes()) : 0;
}

}  // namespace doorward
