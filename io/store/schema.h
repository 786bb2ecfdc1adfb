// The version of a store and the way to the newest one. Private to the store.
#pragma once

#include "connection.h"

namespace doorward {

/// Whether the file is a store at all, and which version; fails the connection when it is another's.
std::int64_t store_version(Connection& connection, StoreAccess access);
/// The version that this program reads and writes: the number of migrations.
std::int64_t newest_store_version() noexcept;
/// Brings the store to the newest version in one transaction; a version yet unknown fails.
bool migrate(Connection& connection, StoreAccess access);

}  // namespace doorward
