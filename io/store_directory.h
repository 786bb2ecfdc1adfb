// A store as a directory: users are looked up as they are asked for and kept in memory, so that a run over a few users
// of ten million takes little of either. Private to io.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "doorward/io/directory.h"
#include "doorward/store/lookup.h"
#include "id_hash.h"

namespace doorward {

class StoreDirectory final : public Directory {
 public:
  static std::unique_ptr<const Directory> open(const std::string& path, std::string& error);

  DirectoryMatch fill(SignIn& sign_in) const noexcept override;
  bool each_user(const std::function<void(const UserSignals&)>& take) const override;
  void keep_at_most(std::size_t users) const override;
  std::string error() const override;

 private:
  /// What has been looked up; texts are its own, ids of groups and roles those of holders_.
  struct Known {
    std::string texts;
    UserSignals signals;
    Known* next_by_id = nullptr;  // with the same hash
    Known* next_by_upn = nullptr;
  };
  /// By id_hash(), which is mixed already: a warm look-up touches little memory beside the user's own.
  using Index = std::unordered_map<std::uint64_t, Known*>;

  explicit StoreDirectory(std::unique_ptr<Store> store);
  const Known* find(const UserSignals& asked) const;
  Known* remember(std::int64_t number) const;
  bool read(std::int64_t number, UserSignals& user) const;
  void add_memberships(std::int64_t number, UserSignals& user) const;
  const LookedUpHolder* holder(std::int64_t number) const;

  std::unique_ptr<Store> store_;
  bool all_groups_ = false;
  bool all_roles_ = false;
  mutable std::mutex mutex_;  // of all that follows
  mutable StoreLookup lookup_;
  mutable std::unordered_map<std::int64_t, std::unique_ptr<Known>> users_;
  mutable Index by_id_;
  mutable Index by_upn_;
  mutable std::unordered_map<std::int64_t, LookedUpHolder> holders_;
  mutable std::vector<std::int64_t> reached_;      // scratch
  mutable std::vector<std::int64_t> direct_;       // scratch
  mutable std::unordered_set<std::int64_t> seen_;  // scratch
};

}  // namespace doorward
