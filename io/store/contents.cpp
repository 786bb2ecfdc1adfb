#include "doorward/store/contents.h"

#include <fmt/format.h>

#include "rows.h"

namespace doorward {

struct StoreContents::Cursors {
  explicit Cursors(Connection& connection)
      : users(connection, fmt::format("SELECT {} FROM users u ORDER BY u.number", kUserColumns)),
        attributes(connection, "SELECT user, name, value, collection FROM attributes ORDER BY user, name, position"),
        members(connection,
                "SELECT h.kind, h.id, coalesce(u.id, u.upn), h.number AS place FROM members m"
                " JOIN holders h ON h.number = m.holder JOIN users u ON u.number = m.user UNION ALL"
                " SELECT h.kind, h.id, g.id, h.number FROM nested n JOIN holders h ON h.number = n.holder"
                " JOIN holders g ON g.number = n.member ORDER BY place") {}

  Statement users;
  Statement attributes;
  Statement members;
  bool attribute_waits = false;  // the attribute row has been read, and belongs to a user yet to come
  bool attributes_ended = false;
  std::vector<std::string> texts;  // of the current user's attributes
};

StoreContents::StoreContents(Store& store) : store_(store) {
  store.connection().run("BEGIN");
  cursors_ = std::make_unique<Cursors>(store.connection());
}

StoreContents::~StoreContents() {
  cursors_.reset();
  store_.roll_back();
}

bool StoreContents::list_is_complete(HolderKind kind) {
  Statement query(store_.connection(), "SELECT 1 FROM complete_lists WHERE kind = ?1");
  return query.bind(1, std::string_view(kind == HolderKind::group ? "group" : "role")).step();
}

bool StoreContents::next_user(UserSignals& user) {
  user = UserSignals();
  if (!cursors_->users.step()) return false;
  const StoredUser row = read_user(cursors_->users);
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
  read_attributes(row.number, user);
  return true;
}

/// Both cursors go by user number, so each attribute row is read once.
void StoreContents::read_attributes(std::int64_t number, UserSignals& user) {
  struct Value {
    std::size_t name;
    std::size_t value;
    bool collection;
  };
  std::vector<Value> values;
  Cursors& cursors = *cursors_;
  cursors.texts.clear();
  while (!cursors.attributes_ended) {
    if (!cursors.attribute_waits && !cursors.attributes.step()) {
      cursors.attributes_ended = true;
      break;
    }
    cursors.attribute_waits = cursors.attributes.number(0) > number;
    if (cursors.attribute_waits) break;
    cursors.texts.emplace_back(cursors.attributes.text(1));
    cursors.texts.emplace_back(cursors.attributes.text(2));
    values.push_back({cursors.texts.size() - 2, cursors.texts.size() - 1, cursors.attributes.number(3) != 0});
  }
  for (const Value& value : values) {
    const std::string_view name = cursors.texts[value.name];
    if (user.attributes.empty() || user.attributes.back().name != name) {
      Attribute attribute;
      attribute.name = name;
      attribute.collection = value.collection;
      user.attributes.push_back(std::move(attribute));
    }
    user.attributes.back().values.push_back(cursors.texts[value.value]);
  }
}

bool StoreContents::next_member(StoredMember& member) {
  if (!cursors_->members.step()) return false;
  member.kind = cursors_->members.text(0) == "group" ? HolderKind::group : HolderKind::role;
  member.holder = cursors_->members.text(1);
  member.member = cursors_->members.text(2);
  return true;
}

}  // namespace doorward
