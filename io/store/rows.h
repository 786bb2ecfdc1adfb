// Columns of the tables as values. Private to the store.
#pragma once

#include "connection.h"

namespace doorward {

/// What read_signals() expects of a query, in this order, from a table `users u`; read_user() expects what follows too.
#define DW_SIGNAL_COLUMNS                                                                                          \
  "u.number, u.id, u.upn, u.home_tenant, u.guest, u.guest_kinds, u.agent, u.state, u.registered, u.app_password, " \
  "u.tenant_state, u.groups_known, u.roles_known"
inline constexpr std::string_view kSignalColumns = DW_SIGNAL_COLUMNS;
inline constexpr std::string_view kUserColumns = DW_SIGNAL_COLUMNS
    ", (SELECT value FROM attributes a WHERE a.user = u.number AND a.name = 'displayName' AND a.position = 0), "
    "(SELECT value FROM attributes a WHERE a.user = u.number AND a.name = 'mail' AND a.position = 0)";
inline constexpr int kUserColumnCount = 15;

/// The order of lists.
inline constexpr std::string_view kUserOrder = "u.upn IS NULL, u.upn, u.id";

/// All but the display name and the address.
StoredUser read_signals(const Statement& row);
StoredUser read_user(const Statement& row);
/// What decisions look at, without memberships and attributes; views are those of `row`.
void signals_of(const StoredUser& row, UserSignals& user);
UserState state_of(std::string_view word) noexcept;

}  // namespace doorward
