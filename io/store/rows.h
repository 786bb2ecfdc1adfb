// Columns of the tables as values. Private to the store.
#pragma once

#include "connection.h"

namespace doorward {

/// What read_user() expects of a query, in this order, from a table `users u`.
inline constexpr std::string_view kUserColumns =
    "u.number, u.id, u.upn, u.home_tenant, u.guest, u.guest_kinds, u.agent, u.state, u.registered, u.app_password, "
    "u.tenant_state, u.groups_known, u.roles_known, "
    "(SELECT value FROM attributes a WHERE a.user = u.number AND a.name = 'displayName' AND a.position = 0), "
    "(SELECT value FROM attributes a WHERE a.user = u.number AND a.name = 'mail' AND a.position = 0)";
inline constexpr int kUserColumnCount = 15;

/// The order of lists.
inline constexpr std::string_view kUserOrder = "u.upn IS NULL, u.upn, u.id";

StoredUser read_user(const Statement& row);
UserState state_of(std::string_view word) noexcept;

}  // namespace doorward
