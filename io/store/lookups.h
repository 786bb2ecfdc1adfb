// Looking one user up, prepared once, because a selection may name a hundred thousand. Private to the store.
#pragma once

#include "connection.h"

namespace doorward {

struct Store::Lookups {
  explicit Lookups(Connection& connection)
      : by_id(connection, "SELECT number FROM users WHERE id = ?1"),
        by_upn(connection, "SELECT number FROM users WHERE upn = ?1"),
        insert(connection, "INSERT OR IGNORE INTO selection VALUES (?1)") {}

  /// The user's number; 0 when the store does not hold the user.
  std::int64_t find(std::string_view id_or_upn);

  Statement by_id;
  Statement by_upn;
  Statement insert;
};

}  // namespace doorward
