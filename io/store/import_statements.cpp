#include "import_statements.h"

namespace doorward {

void create_import_tables(Connection& connection) {
  connection.run(
      "CREATE TEMP TABLE IF NOT EXISTS imported (user INTEGER PRIMARY KEY);"
      "CREATE TEMP TABLE IF NOT EXISTS named_members (holder INTEGER NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL);"
      "DELETE FROM imported; DELETE FROM named_members;");
}

void resolve_members(Connection& connection) {
  connection.run(
      "INSERT OR IGNORE INTO members SELECT m.holder, u.number FROM named_members m JOIN users u ON u.id = m.id;"
      "INSERT OR IGNORE INTO members SELECT m.holder, u.number FROM named_members m JOIN users u ON u.upn = m.name;"
      "INSERT OR IGNORE INTO nested SELECT m.holder, h.number FROM named_members m"
      " JOIN holders h ON h.kind = 'group' AND h.id = m.id;"
      "DELETE FROM imported; DELETE FROM named_members;");
}

StoreImport::Statements::Statements(Connection& connection)
    : find_id(connection, "SELECT number FROM users WHERE id = ?1"),
      find_upn(connection, "SELECT number FROM users WHERE upn = ?1"),
      standing(connection, "SELECT state, registered, tenant_state FROM standings WHERE user = ?1"),
      mark(connection, "INSERT OR IGNORE INTO imported VALUES (?1)"),
      insert_user(connection,
                  "INSERT INTO users (id, upn, guest, guest_kinds, home_tenant, agent, app_password, groups_known,"
                  " roles_known) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"),
      update_user(connection,
                  "UPDATE users SET id = coalesce(?1, id), upn = coalesce(?2, upn), guest = coalesce(?3, guest),"
                  " guest_kinds = coalesce(?4, guest_kinds), home_tenant = coalesce(?5, home_tenant),"
                  " agent = coalesce(?6, agent), app_password = coalesce(?7, app_password),"
                  " groups_known = max(groups_known, ?8), roles_known = max(roles_known, ?9) WHERE number = ?10"),
      insert_standing(connection,
                      "INSERT INTO standings (user, state, registered, tenant_state) VALUES (?1, ?2, ?3, ?4)"),
      update_standing(connection,
                      "UPDATE standings SET state = ?2, registered = ?3, tenant_state = ?4 WHERE user = ?1"),
      audit(connection,
            "INSERT INTO audit (time, actor, action, user, from_state, to_state, from_registered, to_registered, note)"
            " VALUES (unixepoch(), ?1, 'import', ?2, ?3, ?4, ?5, ?6, ?7)"),
      drop_attribute(connection, "DELETE FROM attributes WHERE user = ?1 AND name = ?2"),
      insert_attribute(connection, "INSERT OR REPLACE INTO attributes VALUES (?1, ?2, ?3, ?4, ?5)"),
      leave_kind(connection,
                 "DELETE FROM members WHERE user = ?1 AND holder IN (SELECT m.holder FROM members m JOIN holders h"
                 " ON h.number = m.holder WHERE m.user = ?1 AND h.kind = ?2)"),
      join(connection, "INSERT OR IGNORE INTO members VALUES (?1, ?2)"),
      insert_holder(connection, "INSERT INTO holders (kind, id) VALUES (?1, ?2)"),
      find_holder(connection, "SELECT number FROM holders WHERE kind = ?1 AND id = ?2"),
      name_holder(connection, "UPDATE holders SET name = ?2 WHERE number = ?1"),
      empty_holder(connection, "DELETE FROM members WHERE holder = ?1"),
      empty_nested(connection, "DELETE FROM nested WHERE holder = ?1"),
      remember_member(connection, "INSERT INTO named_members VALUES (?1, ?2, ?3)"),
      nest(connection, "INSERT OR IGNORE INTO nested VALUES (?1, ?2)") {}

}  // namespace doorward
