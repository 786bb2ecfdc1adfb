// The statements of an import, prepared once. Private to the store.
#pragma once

#include "connection.h"
#include "doorward/store/import.h"

namespace doorward {

struct StoreImport::Statements {
  explicit Statements(Connection& connection);

  Statement find_id;
  Statement find_upn;
  Statement standing;
  Statement mark;
  Statement insert_user;
  Statement update_user;
  Statement insert_standing;
  Statement update_standing;
  Statement audit;
  Statement drop_attribute;
  Statement insert_attribute;
  Statement leave_kind;
  Statement join;
  Statement insert_holder;
  Statement find_holder;
  Statement name_holder;
  Statement empty_holder;
  Statement empty_nested;
  Statement remember_member;
  Statement nest;
};

/// The user of the store that a source speaks of, and how the user stood and stands.
struct StoreImport::Known {
  std::int64_t number = 0;  // 0: not yet in the store
  MfaStanding before;
  UserState tenant_before = UserState::disabled;
  MfaStanding after;
  UserState tenant_after = UserState::disabled;
};

/// Creates the temporary tables of an import.
void create_import_tables(Connection& connection);
/// Turns remembered members into memberships of users and of groups.
void resolve_members(Connection& connection);

}  // namespace doorward
