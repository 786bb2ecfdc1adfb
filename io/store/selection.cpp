// The set of users that reads and changes work on: a temporary table, so that its size does not matter, or everybody with
// a filter, so that ten million need no table to be listed.
#include <fmt/format.h>

#include "doorward/facts/guid.h"
#include "lookups.h"
#include "rows.h"

namespace doorward {

std::int64_t Store::Lookups::find(std::string_view id_or_upn) {
  for (Statement* query : {&by_id, &by_upn}) {
    query->bind(1, query == &by_id ? canonical_id(id_or_upn) : std::string(id_or_upn));
    if (!query->step()) continue;
    const std::int64_t number = query->number(0);
    query->reset();
    return number;
  }
  return 0;
}

bool Store::select_user(std::string_view id_or_upn) {
  if (lookups_ == nullptr) lookups_ = std::make_unique<Lookups>(*connection_);
  const std::int64_t number = lookups_->find(id_or_upn);
  if (number != 0 && !everybody_) lookups_->insert.bind(1, number).run();
  return number != 0;
}

GroupMatch Store::select_group(std::string_view id_or_name) {
  Statement by_id(*connection_, "SELECT number FROM holders WHERE kind = 'group' AND id = ?1");
  Statement by_name(*connection_, "SELECT min(number), count(*) FROM holders WHERE kind = 'group' AND name = ?1");
  by_id.bind(1, canonical_id(id_or_name));
  std::int64_t number = 0;
  if (by_id.step()) {
    number = by_id.number(0);
  } else {
    by_name.bind(1, id_or_name);
    const std::int64_t matches = by_name.step() ? by_name.number(1) : 0;
    if (matches != 1) return matches == 0 ? GroupMatch::unknown : GroupMatch::ambiguous;
    number = by_name.number(0);
  }
  if (everybody_) return GroupMatch::found;
  Statement insert(*connection_,
                   "WITH RECURSIVE below (holder) AS ("
                   " SELECT ?1 UNION SELECT n.member FROM nested n JOIN below b ON n.holder = b.holder) "
                   "INSERT OR IGNORE INTO selection SELECT m.user FROM members m JOIN below b ON m.holder = b.holder");
  insert.bind(1, number).run();
  return GroupMatch::found;
}

void Store::clear_selection() {
  everybody_.reset();
  connection_->run("DELETE FROM selection");
}

void Store::select_all() { everybody_ = UserFilter{}; }

/// What a filter asks of `standings t`, as SQL; numbers of our own only. The second half of a state's condition
/// lets the index of users with a state be used.
std::string Store::condition_of(const UserFilter& filter) {
  std::string condition;
  if (filter.state) {
    condition += fmt::format(" AND t.state = {}", state_code(*filter.state));
    if (*filter.state != UserState::disabled) condition += " AND t.state <> 0";
  }
  if (filter.registration) {
    condition += *filter.registration == Registration::unknown ? " AND t.registered IS NULL"
                 : *filter.registration == Registration::yes   ? " AND t.registered = 1"
                                                               : " AND t.registered = 0";
  }
  return condition;
}

void Store::narrow(const UserFilter& filter) {
  if (everybody_) {
    everybody_ = filter;
    return;
  }
  const std::string condition = condition_of(filter);
  if (condition.empty()) return;
  connection_->run(
      fmt::format("DELETE FROM selection WHERE NOT EXISTS"
                  " (SELECT 1 FROM standings t WHERE t.user = selection.user{})",
                  condition));
}

void Store::list_selection() {
  if (!everybody_) return;
  connection_->run(fmt::format("INSERT OR IGNORE INTO selection SELECT t.user FROM standings t WHERE true{}",
                               condition_of(*everybody_)));
  everybody_.reset();
}

std::uint64_t Store::selected() {
  list_selection();
  return static_cast<std::uint64_t>(connection_->number("SELECT count(*) FROM selection"));
}

}  // namespace doorward
