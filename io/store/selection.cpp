// The set of users that reads and changes work on: a temporary table, so that its size does not matter.
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
  if (number != 0) lookups_->insert.bind(1, number).run();
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
  Statement insert(*connection_,
                   "WITH RECURSIVE below (holder) AS ("
                   " SELECT ?1 UNION SELECT n.member FROM nested n JOIN below b ON n.holder = b.holder) "
                   "INSERT OR IGNORE INTO selection SELECT m.user FROM members m JOIN below b ON m.holder = b.holder");
  insert.bind(1, number).run();
  return GroupMatch::found;
}

void Store::clear_selection() { connection_->run("DELETE FROM selection"); }

void Store::select_all() { connection_->run("INSERT OR IGNORE INTO selection SELECT number FROM users"); }

void Store::narrow(const UserFilter& filter) {
  if (filter.state) {
    Statement narrow(*connection_,
                     "DELETE FROM selection WHERE user IN (SELECT s.user FROM selection s JOIN users u"
                     " ON u.number = s.user WHERE u.state <> ?1)");
    narrow.bind(1, state_word(*filter.state)).run();
  }
  if (filter.registration) {
    std::optional<bool> wanted;
    if (*filter.registration != Registration::unknown) wanted = *filter.registration == Registration::yes;
    Statement narrow(*connection_,
                     "DELETE FROM selection WHERE user IN (SELECT s.user FROM selection s JOIN users u"
                     " ON u.number = s.user WHERE u.registered IS NOT ?1)");
    narrow.bind(1, wanted).run();
  }
}

std::uint64_t Store::selected() {
  return static_cast<std::uint64_t>(connection_->number("SELECT count(*) FROM selection"));
}

}  // namespace doorward
