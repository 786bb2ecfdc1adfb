// Brings users, groups and roles of another source into a store, within Store::begin() and commit(). What the source
// says replaces what the store had; what it leaves open stays. Members may be named before they are added. Must not
// know formats.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "doorward/runtime/sign_in.h"
#include "doorward/store/store.h"

namespace doorward {

enum class HolderKind : std::uint8_t { group, role };

struct ImportOptions {
  std::string actor;
  std::string note;
  /// Take the source's states also where the store has changes that the tenant does not have yet.
  bool overwrite_states = false;
};

struct ImportCounts {
  std::uint64_t added = 0;
  std::uint64_t changed = 0;    // state or registration
  std::uint64_t unchanged = 0;  // in both; profile and memberships may still have changed
  std::uint64_t kept = 0;       // the store's pending state was kept; among changed or unchanged
};

class StoreImport {
 public:
  StoreImport(Store& store, ImportOptions options);
  ~StoreImport();
  StoreImport(const StoreImport&) = delete;
  StoreImport& operator=(const StoreImport&) = delete;

  /// False with `error` set when the user has no name, stands twice in the source, or its id and UPN belong to two
  /// users of the store.
  bool add_user(const UserSignals& user, std::string& error);
  /// `members` null: the source does not say who is in it.
  void add_holder(HolderKind kind, std::string_view id, std::string_view name,
                  const std::vector<std::string_view>* members);
  void add_nesting(std::string_view id, std::string_view parent);
  /// The source lists all groups (roles): who is in none is known to be in none.
  void list_is_complete(HolderKind kind);

  /// Resolves members. Those that are neither users nor groups are passed over, for groups hold devices too.
  bool finish();
  const ImportCounts& counts() const noexcept { return counts_; }

 private:
  struct Statements;
  struct Known;
  bool find(const UserSignals& user, Known& known, std::string& error);
  void decide_standing(const UserSignals& user, Known& known);
  std::int64_t write_user(const UserSignals& user, const Known& known);
  void write_standing(const Known& known, std::int64_t number);
  void write_audit(const Known& known, std::int64_t number);
  void write_profile(const UserSignals& user, std::int64_t number, bool known);
  std::int64_t holder(HolderKind kind, std::string_view id);
  std::int64_t holder_of(HolderKind kind, const std::string& key);

  Store& store_;
  ImportOptions options_;
  ImportCounts counts_;
  std::unique_ptr<Statements> statements_;
  std::unordered_map<std::string, std::int64_t> groups_;  // numbers by canonical id
  std::unordered_map<std::string, std::int64_t> roles_;
};

}  // namespace doorward
