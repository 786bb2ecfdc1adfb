// From memberships as they are written (users in groups, groups in groups, both in roles) to the groups and roles of
// each user, flattened through nesting. Cycles of groups are harmless. Private to io.
#pragma once

#include <compare>
#include <cstdint>
#include <vector>

#include "directory_image.h"

namespace doorward {

struct DirectoryEdge {
  std::uint32_t from;
  std::uint32_t to;
  friend auto operator<=>(const DirectoryEdge&, const DirectoryEdge&) = default;
};

/// Groups and roles are texts of DirectoryImage::texts, users are row numbers, members are texts of `member_texts`.
struct DirectoryEdges {
  TextPool member_texts;
  std::vector<std::uint32_t> groups;         // that the directory lists
  std::vector<DirectoryEdge> user_groups;    // user, group
  std::vector<DirectoryEdge> user_roles;     // user, role
  std::vector<DirectoryEdge> nestings;       // group, group that holds it
  std::vector<DirectoryEdge> group_members;  // member, group
  std::vector<DirectoryEdge> role_members;   // member, role
  bool groups_known = false;
  bool roles_known = false;
};

/// Distinct flattened sets together hold at most this many groups: deep nesting multiplies them.
inline constexpr std::size_t kMaxMemberships = 200'000'000;

/// Sets groups and roles of every user of `image`. False beyond kMaxMemberships.
bool resolve_memberships(DirectoryEdges edges, DirectoryImage& image);

}  // namespace doorward
