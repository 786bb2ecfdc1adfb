#include "rows.h"

#include <fmt/format.h>

namespace doorward {

std::string_view state_word(UserState state) noexcept {
  for (const FactRow& row : kUserStates) {
    if (row.value == static_cast<std::uint32_t>(state)) return row.graph;
  }
  return {};
}

UserState state_of(std::string_view word) noexcept {
  const FactRow* row = find_graph(kUserStates, word);
  return row == nullptr ? UserState::disabled : static_cast<UserState>(row->value);
}

UserState state_of(std::int64_t code) noexcept { return static_cast<UserState>(code); }

std::string word_in_sql(std::string_view column) {
  std::string sql = fmt::format("CASE {}", column);
  for (const FactRow& row : kUserStates) sql += fmt::format(" WHEN {} THEN '{}'", row.value, row.graph);
  return sql + " END";
}

StoredUser read_signals(const Statement& row) {
  StoredUser user;
  user.number = row.number(0);
  user.id = row.text(1);
  user.upn = row.text(2);
  user.home_tenant = row.text(3);
  user.guest = row.flag(4);
  if (!row.is_null(5)) user.guest_kinds = static_cast<Mask>(row.number(5));
  user.agent = row.flag(6);
  user.standing = {state_of(row.number(7)), row.flag(8)};
  user.app_password = row.flag(9);
  user.tenant_state = state_of(row.number(10));
  user.groups_known = row.number(11) != 0;
  user.roles_known = row.number(12) != 0;
  return user;
}

StoredUser read_user(const Statement& row) {
  StoredUser user = read_signals(row);
  user.display_name = row.text(kUserColumnCount - 2);
  user.mail = row.text(kUserColumnCount - 1);
  return user;
}

void signals_of(const StoredUser& row, UserSignals& user) {
  user = UserSignals();
  user.id = row.id;
  user.upn = row.upn;
  user.home_tenant = row.home_tenant;
  user.guest = row.guest;
  user.guest_kinds = row.guest_kinds;
  user.agent = row.agent;
  user.mfa_state = row.standing.state;
  user.mfa_registered = row.standing.registered;
  user.has_app_password = row.app_password;
  user.has_groups = row.groups_known;
  user.has_roles = row.roles_known;
}

}  // namespace doorward
