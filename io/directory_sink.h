// What a source of a directory says, piece by piece: told by the readers of formats, taken by what keeps it, in memory
// or in a store. Private to io.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "directory_shape.h"
#include "doorward/runtime/sign_in.h"

namespace doorward {

class DirectorySink {
 public:
  virtual ~DirectorySink() = default;

  /// Groups and roles are those that the user names directly. Views hold during the call. Returns false and sets
  /// `error` when the user has no name or one that another user has.
  virtual bool add_user(const UserSignals& user, std::string& error) = 0;

  /// A group or role with members (ids or UPNs of users, ids of groups); what is neither is passed over, for real
  /// groups hold devices and contacts too. `members` is null when the source does not say.
  virtual void add_group(std::string_view id, std::string_view name, const std::vector<std::string_view>* members) = 0;
  virtual void add_role(std::string_view id, std::string_view name, const std::vector<std::string_view>* members) = 0;
  /// The group is itself a member of the group `parent`.
  virtual void add_nesting(std::string_view id, std::string_view parent) = 0;
  /// The source lists groups (roles): a user that names none is known to have none.
  virtual void groups_are_known() = 0;
  virtual void roles_are_known() = 0;
  /// The source is a list of these; `goes_on`: one page of several, and not the last.
  virtual void lists(DirectorySection, bool /*goes_on*/) {}
};

}  // namespace doorward
