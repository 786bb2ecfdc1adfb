// A change of states: planned by the rules of the life cycle for each way a user can stand, then applied to all users
// who stand so at once, with the audit.
#include <fmt/format.h>

#include "rows.h"

namespace doorward {
namespace {

constexpr std::optional<bool> kRegistrations[] = {std::nullopt, false, true};

}  // namespace

std::vector<ChangeCount> Store::plan_change(const ChangeRequest& request) {
  connection_->run("DELETE FROM change");
  Statement count(*connection_,
                  "SELECT count(*) FROM selection s JOIN users u ON u.number = s.user"
                  " WHERE u.state = ?1 AND u.registered IS ?2");
  Statement insert(*connection_,
                   "INSERT INTO change SELECT u.number, u.state, u.registered, ?3, ?4 FROM selection s"
                   " JOIN users u ON u.number = s.user WHERE u.state = ?1 AND u.registered IS ?2");
  std::vector<ChangeCount> counts;
  for (const FactRow& state : kUserStates) {
    for (const std::optional<bool>& registered : kRegistrations) {
      const MfaStanding from{static_cast<UserState>(state.value), registered};
      ChangeCount row{from, transition_of(request.action, from, request.rules)};
      count.bind(1, state.graph).bind(2, registered);
      if (!count.step()) continue;
      row.users = static_cast<std::uint64_t>(count.number(0));
      count.reset();
      if (row.users == 0) continue;
      counts.push_back(row);
      if (!row.changes()) continue;
      insert.bind(1, state.graph).bind(2, registered);
      insert.bind(3, state_word(row.transition.to.state)).bind(4, row.transition.to.registered).run();
    }
  }
  return counts;
}

void Store::each_change(const std::function<void(const StoredUser&, const MfaStanding&)>& take) {
  Statement query(*connection_, fmt::format("SELECT {}, c.from_state, c.from_registered, c.to_state, c.to_registered "
                                            "FROM change c JOIN users u ON u.number = c.user ORDER BY {}",
                                            kUserColumns, kUserOrder));
  while (query.step()) {
    StoredUser user = read_user(query);
    user.standing = {state_of(query.text(kUserColumnCount)), query.flag(kUserColumnCount + 1)};
    take(user, {state_of(query.text(kUserColumnCount + 2)), query.flag(kUserColumnCount + 3)});
  }
}

std::uint64_t Store::changed_since() {
  return static_cast<std::uint64_t>(
      connection_->number("SELECT count(*) FROM change c JOIN users u ON u.number = c.user"
                          " WHERE u.state <> c.from_state OR u.registered IS NOT c.from_registered"));
}

bool Store::apply_change(const ChangeRequest& request) {
  Statement audit(*connection_,
                  "INSERT INTO audit (time, actor, action, user, from_state, to_state, from_registered, to_registered,"
                  " note) SELECT unixepoch(), ?1, ?2, user, from_state, to_state, from_registered, to_registered, ?3"
                  " FROM change ORDER BY user");
  audit.bind(1, request.actor).bind(2, row_of(request.action).word).bind_text_or_null(3, request.note).run();
  return connection_->run(
      "UPDATE users SET state = c.to_state, registered = c.to_registered FROM change c WHERE c.user = users.number");
}

}  // namespace doorward
