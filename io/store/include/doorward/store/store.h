// The store: users, groups, roles, per-user MFA states and the audit of their changes, in one SQLite file that
// several processes may use at once (docs/users.md). A store object belongs to one thread. Every function returns
// false, or nothing, once something failed; error() then says what. Must not know how users are shown or where they
// come from.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "doorward/runtime/sign_in.h"
#include "doorward/store/life_cycle.h"

namespace doorward {

class Connection;  // private to the store
class NewFile;     // private to the store

enum class StoreAccess : std::uint8_t { read, write, create };

/// A user as kept. Views hold until the callback that got it returns.
struct StoredUser {
  std::int64_t number = 0;
  std::string_view id;
  std::string_view upn;
  std::string_view display_name;
  std::string_view mail;
  std::string_view home_tenant;
  std::optional<bool> guest;
  std::optional<Mask> guest_kinds;
  std::optional<bool> agent;
  MfaStanding standing;
  std::optional<bool> app_password;
  UserState tenant_state = UserState::disabled;
  bool groups_known = false;
  bool roles_known = false;

  /// UPN, or id without one: how messages name the user.
  std::string_view name() const noexcept { return upn.empty() ? id : upn; }
  /// Where mail reaches the user, as far as the store knows.
  std::string_view address() const noexcept { return mail.empty() ? name() : mail; }
};

/// A group or a role that a user is in.
struct StoredHolder {
  std::string_view id;
  std::string_view name;
  bool role = false;
  bool direct = false;  // otherwise through nesting only
};

/// One line of the audit.
struct AuditEntry {
  std::int64_t time = 0;  // Unix seconds
  std::string_view actor;
  std::string_view action;
  std::string_view user;                // UPN or id
  std::optional<UserState> from_state;  // absent: the user was added
  UserState to_state = UserState::disabled;
  std::optional<bool> from_registered;
  std::optional<bool> to_registered;
  std::string_view note;
};

struct AuditFilter {
  std::optional<std::int64_t> since;
  std::string actor;      // empty: anyone
  bool selected = false;  // only of the selected users
  std::int64_t user = 0;  // only of this one
};

enum class Registration : std::uint8_t { yes, no, unknown };

/// What narrows a selection; everything set must hold.
struct UserFilter {
  std::optional<UserState> state;
  std::optional<Registration> registration;
};

enum class GroupMatch : std::uint8_t { found, unknown, ambiguous };

struct ChangeRequest {
  StateAction action = StateAction::enable;
  LifeCycleRules rules;
  std::string actor;
  std::string note;
};

/// How many of the selected users go from where to where.
struct ChangeCount {
  MfaStanding from;
  Transition transition;
  std::uint64_t users = 0;

  bool changes() const noexcept { return !transition.refused && from != transition.to; }
};

class Store {
 public:
  /// Opens a store, bringing an older one to the newest version. Null with `error` set when there is none, it is not
  /// a store, or it is of a later version. One that is created appears with the first commit(), and then as a whole.
  static std::unique_ptr<Store> open(const std::string& path, StoreAccess access, std::string& error);
  ~Store();
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  bool ok() const noexcept;
  const std::string& error() const noexcept;
  Connection& connection() noexcept { return *connection_; }

  /// Begins what becomes visible, and durable, at commit() as a whole; waits for other writers. No StoreImport may
  /// live when commit() is called.
  bool begin();
  /// The same for reading and for the selection: many look-ups in one view are much faster than one by one.
  bool begin_reading();
  bool commit();
  void roll_back();

  /// The selection: a set of users that reads and changes work on, empty at first. It is narrowed once, when all are
  /// named.
  void clear_selection();
  bool select_user(std::string_view id_or_upn);          // false when the store does not hold the user
  GroupMatch select_group(std::string_view id_or_name);  // its members, nested ones too
  void select_all();
  void narrow(const UserFilter& filter);
  std::uint64_t selected();

  /// Users by UPN, then id.
  void each_selected(const std::function<void(const StoredUser&)>& take);
  void each_holder(std::int64_t user, const std::function<void(const StoredHolder&)>& take);
  void each_audit(const AuditFilter& filter, const std::function<void(const AuditEntry&)>& take);
  /// Users whose state differs from the tenant's, by UPN, then id.
  void each_to_plan(const std::function<void(const StoredUser&)>& take);
  /// The tenant has what the store has, because a plan was carried out. Returns the number of users.
  std::uint64_t mark_planned_as_applied(std::string_view actor);
  /// Whether all groups (or roles) of the tenant are in the store: who is in none is known to be in none.
  bool list_is_complete(bool groups);
  /// The value of a profile attribute, empty when absent.
  std::string attribute(std::int64_t user, std::string_view name);

  /// What `request` would do to the selection; nothing changes yet.
  std::vector<ChangeCount> plan_change(const ChangeRequest& request);
  /// The users that the planned change changes, by UPN, then id.
  void each_change(const std::function<void(const StoredUser&, const MfaStanding& to)>& take);
  /// Users of the planned change who have changed since.
  std::uint64_t changed_since();
  /// Changes states and writes the audit, within begin() and commit().
  bool apply_change(const ChangeRequest& request);

 private:
  struct Lookups;
  /// Puts everybody who is selected into the table, where that is not yet so.
  void list_selection();
  static std::string condition_of(const UserFilter& filter);
  static std::unique_ptr<Store> make(const std::string& path, std::string& error);
  bool put_in_place();
  explicit Store(std::unique_ptr<Connection> connection);
  std::unique_ptr<NewFile> new_file_;  // of a store that is yet to appear
  std::unique_ptr<Connection> connection_;
  std::unique_ptr<Lookups> lookups_;
  std::optional<UserFilter> everybody_;  // all users that pass it are selected, and the table is not filled
};

/// The word of a state as files and messages write it.
std::string_view state_word(UserState state) noexcept;

}  // namespace doorward
