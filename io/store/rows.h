// Columns of the tables as values. Private to the store.
#pragma once

#include "connection.h"

namespace doorward {

/// What read_signals() expects of a query, in this order, from `users u` and `standings t`; read_user() expects what
/// follows too.
#define DW_SIGNAL_COLUMNS                                                                                          \
  "u.number, u.id, u.upn, u.home_tenant, u.guest, u.guest_kinds, u.agent, t.state, t.registered, u.app_password, " \
  "t.tenant_state, u.groups_known, u.roles_known"
inline constexpr std::string_view kSignalColumns = DW_SIGNAL_COLUMNS;
inline constexpr std::string_view kUserColumns = DW_SIGNAL_COLUMNS
    ", (SELECT value FROM attributes a WHERE a.user = u.number AND a.name = 'displayName' AND a.position = 0), "
    "(SELECT value FROM attributes a WHERE a.user = u.number AND a.name = 'mail' AND a.position = 0)";
inline constexpr int kUserColumnCount = 15;

/// Who users are and how they stand. Each user is looked up in the second table.
inline constexpr std::string_view kUsers = "users u CROSS JOIN standings t ON t.user = u.number";
/// The same, for those whom a condition on the second table finds by its indexes.
inline constexpr std::string_view kStandingsOfUsers = "standings t CROSS JOIN users u ON u.number = t.user";

/// The order of lists.
inline constexpr std::string_view kUserOrder = "u.upn IS NULL, u.upn, u.id";

/// All but the display name and the address.
StoredUser read_signals(const Statement& row);
StoredUser read_user(const Statement& row);
/// What decisions look at, without memberships and attributes; views are those of `row`.
void signals_of(const StoredUser& row, UserSignals& user);
/// A state as the audit writes it, and as a standing has it.
UserState state_of(std::string_view word) noexcept;
UserState state_of(std::int64_t code) noexcept;
constexpr std::int64_t state_code(UserState state) noexcept { return static_cast<std::int64_t>(state); }
/// SQL: the word of the state in `column`.
std::string word_in_sql(std::string_view column);

}  // namespace doorward
