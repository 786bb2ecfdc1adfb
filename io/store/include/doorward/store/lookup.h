// Single users of a store, and the groups and roles above them, from one consistent view, for those who need a few of
// many. Must not know what is made of them.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "doorward/store/import.h"
#include "doorward/store/store.h"

namespace doorward {

/// A group or a role.
struct LookedUpHolder {
  HolderKind kind{};
  std::string id;
  std::vector<std::int64_t> above;  // groups and roles that it is a member of
};

class StoreLookup {
 public:
  /// Reads from one snapshot as long as it lives, whatever other processes write.
  explicit StoreLookup(Store& store);
  ~StoreLookup();
  StoreLookup(const StoreLookup&) = delete;
  StoreLookup& operator=(const StoreLookup&) = delete;

  bool list_is_complete(HolderKind kind);

  /// The user's number by id or by UPN; 0 when the store does not hold the user, or on failure.
  std::int64_t find_id(std::string_view id);
  std::int64_t find_upn(std::string_view upn);

  /// What is kept of the user, without memberships; views hold until the next call.
  bool user(std::int64_t number, UserSignals& user);
  /// The numbers of the groups and roles that the user is in directly.
  void holders_of(std::int64_t user, std::vector<std::int64_t>& holders);
  bool holder(std::int64_t number, LookedUpHolder& holder);

  /// Goes through all users by number: the next one, 0 at the end or on failure.
  std::int64_t next_user();

  bool ok() const noexcept { return store_.ok(); }
  const std::string& error() const noexcept { return store_.error(); }

 private:
  struct Statements;
  Store& store_;
  std::unique_ptr<Statements> statements_;
};

}  // namespace doorward
