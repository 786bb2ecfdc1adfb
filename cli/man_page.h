// Man pages of the commands, in the language of man(7).
#pragma once

#include <string>

#include "command_tree.h"

namespace doorward::cli {

struct ManPage {
  std::string file;  // `doorward-users-list.1`
  std::string text;
};

/// One page a command, `doorward.1` first.
[[nodiscard]] std::vector<ManPage> man_pages(const CommandText& tree, std::string_view version);

}  // namespace doorward::cli
