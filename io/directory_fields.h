// The table of a user's fields, for JSON and CSV alike. Private to io.
#pragma once

#include <array>
#include <cstdint>

#include "field_table.h"

namespace doorward {

enum class DirectoryMember : std::uint8_t {
  id,
  upn,
  type,
  guest_kind,
  home_tenant,
  groups,
  roles,
  agent,
  mfa_state,
  mfa_registered,
  has_app_password,
  attributes,
  extension_attributes,
  attribute,
  passed_over,
};

inline constexpr FieldTable kDirectoryFields{std::to_array<std::string_view>({
#define DW_DIRECTORY_FIELD(key, member) key,
#include "directory_fields.def"
#undef DW_DIRECTORY_FIELD
})};
inline constexpr auto kDirectoryMembers = std::to_array<DirectoryMember>({
#define DW_DIRECTORY_FIELD(key, member) DirectoryMember::member,
#include "directory_fields.def"
#undef DW_DIRECTORY_FIELD
});

}  // namespace doorward
