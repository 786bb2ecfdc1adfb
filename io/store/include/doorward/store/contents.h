// All that a store says of its users, streamed in one consistent view, for those who keep it elsewhere. Must not know
// what is made of it.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "doorward/store/import.h"
#include "doorward/store/store.h"

namespace doorward {

/// One membership: a user, or a group in a group or role. Members of one holder follow each other.
struct StoredMember {
  HolderKind kind{};
  std::string_view holder;
  std::string_view member;  // id, or UPN of a user without id
};

class StoreContents {
 public:
  /// Reads from one snapshot as long as it lives, whatever other processes write.
  explicit StoreContents(Store& store);
  ~StoreContents();
  StoreContents(const StoreContents&) = delete;
  StoreContents& operator=(const StoreContents&) = delete;

  bool list_is_complete(HolderKind kind);
  /// The next user, without memberships; views hold until the next call. False at the end or on failure.
  bool next_user(UserSignals& user);
  /// The next membership, by the same rules.
  bool next_member(StoredMember& member);
  const std::string& error() const noexcept { return store_.error(); }

 private:
  struct Cursors;
  void read_attributes(std::int64_t number, UserSignals& user);
  Store& store_;
  std::unique_ptr<Cursors> cursors_;
};

}  // namespace doorward
