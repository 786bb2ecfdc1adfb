#include "doorward/store/import.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include "doorward/facts/guid.h"
#include "import_statements.h"
#include "rows.h"

namespace doorward {
namespace {

constexpr std::string_view kind_word(HolderKind kind) noexcept { return kind == HolderKind::group ? "group" : "role"; }

}  // namespace

StoreImport::StoreImport(Store& store, ImportOptions options) : store_(store), options_(std::move(options)) {
  create_import_tables(store.connection());
  statements_ = std::make_unique<Statements>(store.connection());
}

StoreImport::~StoreImport() = default;

bool StoreImport::find(const UserSignals& user, Known& known, std::string& error) {
  std::int64_t by_id = 0;
  std::int64_t by_upn = 0;
  if (!user.id.empty() && statements_->find_id.bind(1, canonical_id(user.id)).step()) {
    by_id = statements_->find_id.number(0);
    statements_->find_id.reset();
  }
  if (!user.upn.empty() && statements_->find_upn.bind(1, user.upn).step()) {
    by_upn = statements_->find_upn.number(0);
    statements_->find_upn.reset();
  }
  if (by_id != 0 && by_upn != 0 && by_id != by_upn) {
    error = fmt::format("id `{}` and UPN `{}` belong to two users of the store", user.id, user.upn);
    return false;
  }
  known.number = by_id != 0 ? by_id : by_upn;
  if (known.number == 0) return store_.ok();
  if (statements_->standing.bind(1, known.number).step()) {
    known.before = {state_of(statements_->standing.number(0)), statements_->standing.flag(1)};
    known.tenant_before = state_of(statements_->standing.number(2));
    statements_->standing.reset();
  }
  return store_.ok();
}

void StoreImport::decide_standing(const UserSignals& user, Known& known) {
  const bool pending = known.before.state != known.tenant_before && !options_.overwrite_states;
  known.tenant_after = user.mfa_state.value_or(known.tenant_before);
  known.after.state = pending ? known.before.state : user.mfa_state.value_or(known.before.state);
  known.after.registered = user.mfa_registered ? user.mfa_registered : known.before.registered;
  if (pending && user.mfa_state && *user.mfa_state != known.before.state) ++counts_.kept;
}

std::int64_t StoreImport::write_user(const UserSignals& user, const Known& known) {
  Statement& write = known.number == 0 ? statements_->insert_user : statements_->update_user;
  write.bind_text_or_null(1, user.id.empty() ? std::string() : canonical_id(user.id)).bind_text_or_null(2, user.upn);
  write.bind(3, user.guest);
  user.guest_kinds ? write.bind(4, std::int64_t{*user.guest_kinds}) : write.bind_null(4);
  write.bind_text_or_null(5, user.home_tenant).bind(6, user.agent);
  write.bind(7, user.has_app_password);
  write.bind(8, std::int64_t{user.has_groups}).bind(9, std::int64_t{user.has_roles});
  if (known.number != 0) write.bind(10, known.number);
  write.run();
  return known.number != 0 ? known.number : sqlite3_last_insert_rowid(store_.connection().raw());
}

void StoreImport::write_standing(const Known& known, std::int64_t number) {
  Statement& write = known.number == 0 ? statements_->insert_standing : statements_->update_standing;
  write.bind(1, number).bind(2, state_code(known.after.state)).bind(3, known.after.registered);
  write.bind(4, state_code(known.tenant_after)).run();
}

void StoreImport::write_audit(const Known& known, std::int64_t number) {
  Statement& audit = statements_->audit;
  audit.bind(1, options_.actor).bind(2, number);
  known.number == 0 ? audit.bind_null(3) : audit.bind(3, state_word(known.before.state));
  audit.bind(4, state_word(known.after.state)).bind(5, known.before.registered).bind(6, known.after.registered);
  audit.bind_text_or_null(7, options_.note).run();
}

void StoreImport::write_profile(const UserSignals& user, std::int64_t number, bool known) {
  for (const Attribute& attribute : user.attributes) {
    if (known) statements_->drop_attribute.bind(1, number).bind(2, attribute.name).run();
    std::int64_t position = 0;
    for (const std::string_view value : attribute.values) {
      statements_->insert_attribute.bind(1, number).bind(2, attribute.name).bind(3, position++);
      statements_->insert_attribute.bind(4, value).bind(5, std::int64_t{attribute.collection}).run();
    }
  }
  if (known && user.has_groups) statements_->leave_kind.bind(1, number).bind(2, kind_word(HolderKind::group)).run();
  for (const std::string_view group : user.groups)
    statements_->join.bind(1, holder(HolderKind::group, group)).bind(2, number).run();
  if (known && user.has_roles) statements_->leave_kind.bind(1, number).bind(2, kind_word(HolderKind::role)).run();
  for (const std::string_view role : user.roles)
    statements_->join.bind(1, holder(HolderKind::role, role)).bind(2, number).run();
}

bool StoreImport::add_user(const UserSignals& user, std::string& error) {
  if (user.id.empty() && user.upn.empty()) {
    error = "a user has neither `id` nor `upn`";
    return false;
  }
  Known known;
  if (!find(user, known, error)) {
    if (error.empty()) error = store_.error();
    return false;
  }
  decide_standing(user, known);
  const std::int64_t number = write_user(user, known);
  write_standing(known, number);
  if (!store_.ok()) {
    error = store_.error();
    return false;
  }
  statements_->mark.bind(1, number).run();
  if (store_.connection().changes() == 0) {
    error = fmt::format("user `{}` stands twice", user.upn.empty() ? user.id : user.upn);
    return false;
  }
  known.number == 0 ? ++counts_.added : known.before == known.after ? ++counts_.unchanged : ++counts_.changed;
  if (known.number == 0 || known.before != known.after) write_audit(known, number);
  write_profile(user, number, known.number != 0);
  if (!store_.ok()) error = store_.error();
  return store_.ok();
}

std::int64_t StoreImport::holder(HolderKind kind, std::string_view id) {
  const std::string key = canonical_id(id);
  auto& known = kind == HolderKind::group ? groups_ : roles_;
  if (const auto place = known.find(key); place != known.end()) return place->second;
  return known.emplace(key, holder_of(kind, key)).first->second;
}

/// As the store has it, made where it has none.
std::int64_t StoreImport::holder_of(HolderKind kind, const std::string& key) {
  if (statements_->find_holder.bind(1, kind_word(kind)).bind(2, key).step()) {
    const std::int64_t number = statements_->find_holder.number(0);
    statements_->find_holder.reset();
    return number;
  }
  statements_->insert_holder.bind(1, kind_word(kind)).bind(2, key).run();
  return sqlite3_last_insert_rowid(store_.connection().raw());
}

void StoreImport::add_holder(HolderKind kind, std::string_view id, std::string_view name,
                             const std::vector<std::string_view>* members) {
  const std::int64_t number = holder(kind, id);
  if (!name.empty()) statements_->name_holder.bind(1, number).bind(2, name).run();
  if (members == nullptr) return;
  statements_->empty_holder.bind(1, number).run();
  statements_->empty_nested.bind(1, number).run();
  for (const std::string_view member : *members)
    statements_->remember_member.bind(1, number).bind(2, canonical_id(member)).bind(3, member).run();
}

void StoreImport::add_nesting(std::string_view id, std::string_view parent) {
  statements_->nest.bind(1, holder(HolderKind::group, parent)).bind(2, holder(HolderKind::group, id)).run();
}

void StoreImport::list_is_complete(HolderKind kind) {
  Statement insert(store_.connection(), "INSERT OR IGNORE INTO complete_lists VALUES (?1)");
  insert.bind(1, kind_word(kind)).run();
}

bool StoreImport::finish() {
  resolve_members(store_.connection());
  return store_.ok();
}

}  // namespace doorward
