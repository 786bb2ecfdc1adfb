// Completion of the command line in the language of a shell.
#pragma once

#include <string>

#include "command_tree.h"

namespace doorward::cli {

[[nodiscard]] std::string bash_completion(const CommandText& tree);
[[nodiscard]] std::string zsh_completion(const CommandText& tree);
[[nodiscard]] std::string fish_completion(const CommandText& tree);

}  // namespace doorward::cli
