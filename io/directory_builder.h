// Collects users, groups and roles from any source of a directory, in any order, and resolves memberships at the
// end. Private to io.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "directory_image.h"
#include "directory_resolver.h"
#include "doorward/runtime/sign_in.h"

namespace doorward {

class DirectoryBuilder {
 public:
  DirectoryBuilder();
  ~DirectoryBuilder();
  DirectoryBuilder(const DirectoryBuilder&) = delete;
  DirectoryBuilder& operator=(const DirectoryBuilder&) = delete;

  /// Copies what `user` says; groups and roles are those it names directly. Returns false and sets `error` when the
  /// user has no name or one that another user has.
  bool add_user(const UserSignals& user, std::string& error);

  /// A group or role with members (ids or UPNs of users, ids of groups); what is neither is passed over, for real
  /// groups hold devices and contacts too.
  void add_group(std::string_view id, const std::vector<std::string_view>& members);
  void add_role(std::string_view id, const std::vector<std::string_view>& members);
  /// The group is itself a member of the group `parent`.
  void add_nesting(std::string_view id, std::string_view parent);
  /// The source lists groups (roles): a user that names none is known to have none.
  void groups_are_known() noexcept { edges_.groups_known = true; }
  void roles_are_known() noexcept { edges_.roles_known = true; }

  /// Null with `error` set when the directory is beyond what can be held.
  std::unique_ptr<const Directory> finish(std::string& error);

 private:
  void add_attributes(const UserSignals& user, DirectoryUser& row);
  std::uint32_t share(std::string_view text);
  bool place_user(std::uint32_t number, bool upn, std::string& error);
  void grow_index(std::vector<std::uint32_t>& index, bool upn);

  std::unique_ptr<DirectoryImage> image_;
  DirectoryEdges edges_;
};

}  // namespace doorward
