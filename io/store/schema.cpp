#include "schema.h"

#include <fmt/format.h>

#include "embedded_store_migrations.h"

namespace doorward {
namespace {

/// `Door` in ASCII: tells a store from other SQLite files.
constexpr std::int64_t kApplicationId = 0x446F'6F72;

bool apply_migrations(Connection& connection) {
  connection.run("BEGIN IMMEDIATE");
  // Another process may have been faster.
  const std::int64_t version = connection.number("PRAGMA user_version");
  const auto migrations = embedded::store_migrations();
  for (auto next = static_cast<std::size_t>(version); next < migrations.size() && connection.ok(); ++next) {
    connection.run(migrations[next].text);
  }
  connection.run(
      fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {};", kApplicationId, newest_store_version()));
  return connection.run("COMMIT");
}

}  // namespace

std::int64_t newest_store_version() noexcept { return static_cast<std::int64_t>(embedded::store_migrations().size()); }

std::int64_t store_version(Connection& connection, StoreAccess access) {
  const std::int64_t version = connection.number("PRAGMA user_version");
  const std::int64_t application = connection.number("PRAGMA application_id");
  const bool empty = connection.number("SELECT count(*) FROM sqlite_master") == 0;
  if (empty && application == 0 && access == StoreAccess::create) return 0;
  if (connection.ok() && application != kApplicationId) {
    connection.fail("it is an SQLite file, but not a store of Doorward");
  }
  if (connection.ok() && version > newest_store_version()) {
    connection.fail(fmt::format("it is of version {}, and this program knows stores up to version {}", version,
                                newest_store_version()));
  }
  return version;
}

bool migrate(Connection& connection, StoreAccess access) {
  const std::int64_t version = store_version(connection, access);
  if (!connection.ok() || version == newest_store_version()) return connection.ok();
  return connection.ok() && apply_migrations(connection);
}

}  // namespace doorward
