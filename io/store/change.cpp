// A change of states: planned by the rules of the life cycle for each way a user can stand, then applied to all users
// who stand so at once, with the audit. Users lie far apart in a large store, so each is read once: what follows works
// on a copy of how they stand.
#include <fmt/format.h>

#include "rows.h"

namespace doorward {

std::vector<ChangeCount> Store::plan_change(const ChangeRequest& request) {
  list_selection();
  connection_->run("DELETE FROM change");
  connection_->run(
      "INSERT INTO change SELECT t.user, t.state, t.registered, t.state, t.registered FROM selection s"
      " CROSS JOIN standings t ON t.user = s.user");
  std::vector<ChangeCount> counts;
  {
    Statement count(*connection_,
                    "SELECT from_state, from_registered, count(*) FROM change GROUP BY from_state, from_registered"
                    " ORDER BY from_state, from_registered");
    while (count.step()) {
      const MfaStanding from{state_of(count.number(0)), count.flag(1)};
      counts.push_back(
          {from, transition_of(request.action, from, request.rules), static_cast<std::uint64_t>(count.number(2))});
    }
  }
  Statement change(
      *connection_,
      "UPDATE change SET to_state = ?3, to_registered = ?4 WHERE from_state = ?1 AND from_registered IS ?2");
  Statement leave(*connection_, "DELETE FROM change WHERE from_state = ?1 AND from_registered IS ?2");
  for (const ChangeCount& row : counts) {
    Statement& statement = row.changes() ? change : leave;
    statement.bind(1, state_code(row.from.state)).bind(2, row.from.registered);
    const MfaStanding& to = row.transition.to;
    if (row.changes()) statement.bind(3, state_code(to.state)).bind(4, to.registered);
    statement.run();
  }
  return counts;
}

void Store::each_change(const std::function<void(const StoredUser&, const MfaStanding&)>& take) {
  Statement query(*connection_, fmt::format("SELECT {}, c.from_state, c.from_registered, c.to_state, c.to_registered "
                                            "FROM change c CROSS JOIN {} WHERE u.number = c.user ORDER BY {}",
                                            kUserColumns, kUsers, kUserOrder));
  while (query.step()) {
    StoredUser user = read_user(query);
    user.standing = {state_of(query.number(kUserColumnCount)), query.flag(kUserColumnCount + 1)};
    take(user, {state_of(query.number(kUserColumnCount + 2)), query.flag(kUserColumnCount + 3)});
  }
}

std::uint64_t Store::changed_since() {
  return static_cast<std::uint64_t>(
      connection_->number("SELECT count(*) FROM change c CROSS JOIN standings t ON t.user = c.user"
                          " WHERE t.state <> c.from_state OR t.registered IS NOT c.from_registered"));
}

bool Store::apply_change(const ChangeRequest& request) {
  Statement audit(
      *connection_,
      fmt::format("INSERT INTO audit (time, actor, action, user, from_state, to_state, from_registered, to_registered,"
                  " note) SELECT unixepoch(), ?1, ?2, user, {}, {}, from_registered, to_registered, ?3"
                  " FROM change ORDER BY user",
                  word_in_sql("from_state"), word_in_sql("to_state")));
  audit.bind(1, request.actor).bind(2, row_of(request.action).word).bind_text_or_null(3, request.note).run();
  // The sign keeps the planner from looking each user of the store up in the change.
  return connection_->run(
      "UPDATE standings SET state = c.to_state, registered = c.to_registered FROM change c"
      " WHERE standings.user = +c.user");
}

}  // namespace doorward
