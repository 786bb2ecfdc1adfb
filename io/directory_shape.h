// What kind of list a directory in JSON holds where only its elements say so, as exports of Microsoft Graph do, and
// whether it is one page of several. Private to io.
#pragma once

#include <cstdint>
#include <string_view>

#include "json_value.h"

namespace doorward {

enum class DirectorySection : std::uint8_t { users, groups, roles };

struct DirectoryShape {
  /// What a list without a name holds: told by `@odata.context`, else by the fields of its first element.
  DirectorySection listed = DirectorySection::users;
  /// `@odata.nextLink`: Graph has more of them on other pages.
  bool goes_on = false;
};

/// `text` is followed by padding. Faults are left to the reader.
DirectoryShape shape_of(std::string_view text, ondemand::parser& parser);

}  // namespace doorward
