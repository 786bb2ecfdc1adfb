#include "doorward/store/contents.h"

#include <fmt/format.h>

#include "attribute_rows.h"
#include "rows.h"

namespace doorward {

struct StoreContents::Cursors {
  explicit Cursors(Connection& connection)
      : users(connection, fmt::format("SELECT {} FROM {} ORDER BY u.number", kSignalColumns, kUsers)),
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
  AttributeTexts texts;  // of the current user
};

StoreContents::StoreContents(Store& store) : store_(store) {
  store.connection().run("BEGIN");
  cursors_ = std::make_unique<Cursors>(store.connection());
}

StoreContents::~StoreContents() {
  cursors_.reset();
  store_.roll_back();
}

bool StoreContents::list_is_complete(HolderKind kind) { return store_.list_is_complete(kind == HolderKind::group); }

bool StoreContents::next_user(UserSignals& user) {
  if (!cursors_->users.step()) return false;
  const StoredUser row = read_signals(cursors_->users);
  signals_of(row, user);
  read_attributes(row.number, user);
  return true;
}

/// Both cursors go by user number, so each attribute row is read once.
void StoreContents::read_attributes(std::int64_t number, UserSignals& user) {
  Cursors& cursors = *cursors_;
  cursors.texts.clear();
  while (!cursors.attributes_ended) {
    if (!cursors.attribute_waits && !cursors.attributes.step()) {
      cursors.attributes_ended = true;
      break;
    }
    cursors.attribute_waits = cursors.attributes.number(0) > number;
    if (cursors.attribute_waits) break;
    const Statement& row = cursors.attributes;
    cursors.texts.add(row.text(1), row.text(2), row.number(3) != 0);
  }
  cursors.texts.write_to(user);
}

bool StoreContents::next_member(StoredMember& member) {
  if (!cursors_->members.step()) return false;
  member.kind = cursors_->members.text(0) == "group" ? HolderKind::group : HolderKind::role;
  member.holder = cursors_->members.text(1);
  member.member = cursors_->members.text(2);
  return true;
}

}  // namespace doorward
