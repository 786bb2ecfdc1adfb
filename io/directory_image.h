// The directory in memory: one small row a user, all texts in pools, memberships as shared sets. Private to io.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "doorward/io/directory.h"
#include "text_pool.h"

namespace doorward {

/// Sets of numbers, each distinct set stored once.
class SetPool {
 public:
  static constexpr std::uint32_t kNone = UINT32_MAX;

  /// `members` must be sorted and without duplicates.
  std::uint32_t intern(const std::vector<std::uint32_t>& members);
  const std::uint32_t* begin(std::uint32_t set) const noexcept { return members_.data() + starts_[set]; }
  const std::uint32_t* end(std::uint32_t set) const noexcept { return members_.data() + starts_[set + 1]; }
  std::size_t member_count() const noexcept { return members_.size(); }
  void seal();

 private:
  std::vector<std::uint32_t> members_;
  std::vector<std::uint64_t> starts_{0};
  std::vector<std::uint32_t> slots_;
};

struct DirectoryUser {
  std::uint32_t id = TextPool::kNone;
  std::uint32_t upn = TextPool::kNone;
  std::uint32_t home_tenant = TextPool::kNone;
  std::uint32_t groups = SetPool::kNone;  // absent, not empty
  std::uint32_t roles = SetPool::kNone;
  std::uint32_t attributes = 0;  // where they begin in DirectoryImage::attributes; 0 is an empty list
  std::optional<bool> guest;
  std::optional<std::uint8_t> guest_kinds;
  std::optional<bool> agent;
  std::optional<UserState> mfa_state;
  std::optional<bool> mfa_registered;
  std::optional<bool> has_app_password;
};

struct DirectoryImage {
  TextPool user_texts;  // ids and UPNs
  TextPool texts;       // everything that many users share
  std::vector<DirectoryUser> users;
  std::vector<std::uint32_t> by_id;  // open addressing: user numbers, or TextPool::kNone
  std::vector<std::uint32_t> by_upn;
  SetPool sets;  // of texts: ids of groups and of roles
  /// For each user with attributes: how many; then for each its name, the number of values with the top bit set for
  /// a collection, and the values, all as texts.
  std::vector<std::uint32_t> attributes{0};

  static constexpr std::uint32_t kCollection = UINT32_C(1) << 31U;

  /// The user whose id or UPN (by `upn`) is `key`; null without one.
  const DirectoryUser* find(std::string_view key, bool upn) const noexcept;
  /// Fills what `signals` leaves open with what is known of `user`.
  void fill(const DirectoryUser& user, UserSignals& signals) const;

 private:
  /// Adds the attributes that the sign-in does not carry.
  void fill_attributes(const DirectoryUser& user, UserSignals& signals) const;
};

/// All users in memory.
class ImageDirectory final : public Directory {
 public:
  explicit ImageDirectory(std::unique_ptr<DirectoryImage> image) : image_(std::move(image)) {}
  DirectoryMatch fill(SignIn& sign_in) const noexcept override;
  bool each_user(const std::function<void(const UserSignals&)>& take) const override;

 private:
  std::unique_ptr<DirectoryImage> image_;
};

}  // namespace doorward
