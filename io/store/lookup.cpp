#include "doorward/store/lookup.h"

#include <fmt/format.h>

#include "attribute_rows.h"
#include "doorward/facts/guid.h"
#include "rows.h"

namespace doorward {

struct StoreLookup::Statements {
  explicit Statements(Connection& connection)
      : by_id(connection, "SELECT number FROM users WHERE id = ?1"),
        by_upn(connection, "SELECT number FROM users WHERE upn = ?1"),
        user(connection, fmt::format("SELECT {} FROM {} WHERE u.number = ?1", kSignalColumns, kUsers)),
        attributes(connection,
                   "SELECT name, value, collection FROM attributes WHERE user = ?1 ORDER BY name, position"),
        holders(connection, "SELECT holder FROM members WHERE user = ?1"),
        holder(connection, "SELECT kind, id FROM holders WHERE number = ?1"),
        above(connection, "SELECT holder FROM nested WHERE member = ?1"),
        next(connection, "SELECT number FROM users WHERE number > ?1 ORDER BY number LIMIT 1") {}

  Statement by_id;
  Statement by_upn;
  Statement user;
  Statement attributes;
  Statement holders;
  Statement holder;
  Statement above;
  Statement next;
  std::int64_t last = 0;  // that next_user() gave
  AttributeTexts texts;
};

namespace {

std::int64_t only_number(Statement& query) {
  if (!query.step()) return 0;
  const std::int64_t number = query.number(0);
  query.reset();
  return number;
}

void take_numbers(Statement& query, std::vector<std::int64_t>& numbers) {
  numbers.clear();
  while (query.step()) numbers.push_back(query.number(0));
}

}  // namespace

StoreLookup::StoreLookup(Store& store) : store_(store) {
  store.connection().run("BEGIN");
  statements_ = std::make_unique<Statements>(store.connection());
}

StoreLookup::~StoreLookup() {
  statements_.reset();
  store_.roll_back();
}

bool StoreLookup::list_is_complete(HolderKind kind) { return store_.list_is_complete(kind == HolderKind::group); }

std::int64_t StoreLookup::find_id(std::string_view id) {
  return only_number(statements_->by_id.bind(1, canonical_id(id)));
}

std::int64_t StoreLookup::find_upn(std::string_view upn) { return only_number(statements_->by_upn.bind(1, upn)); }

bool StoreLookup::user(std::int64_t number, UserSignals& user) {
  // Its texts are views of the row until the row is left.
  statements_->user.reset();
  if (!statements_->user.bind(1, number).step()) return false;
  signals_of(read_signals(statements_->user), user);
  Statement& rows = statements_->attributes;
  rows.bind(1, number);
  statements_->texts.clear();
  while (rows.step()) statements_->texts.add(rows.text(0), rows.text(1), rows.number(2) != 0);
  statements_->texts.write_to(user);
  return ok();
}

void StoreLookup::holders_of(std::int64_t user, std::vector<std::int64_t>& holders) {
  take_numbers(statements_->holders.bind(1, user), holders);
}

bool StoreLookup::holder(std::int64_t number, LookedUpHolder& holder) {
  Statement& row = statements_->holder;
  if (!row.bind(1, number).step()) return false;
  holder.kind = row.text(0) == "group" ? HolderKind::group : HolderKind::role;
  holder.id = row.text(1);
  row.reset();
  take_numbers(statements_->above.bind(1, number), holder.above);
  return ok();
}

std::int64_t StoreLookup::next_user() {
  statements_->last = only_number(statements_->next.bind(1, statements_->last));
  return statements_->last;
}

}  // namespace doorward
