// What is no command where a command has to stand: found before the command line is parsed, since `--help` behind it
// would be answered otherwise. Reads CLI11's own list of commands.
#pragma once

#include <CLI/App.hpp>
#include <span>
#include <string>
#include <vector>

namespace doorward::cli {

struct UnknownCommand {
  std::string word;                // as typed
  std::string path;                // the command it was expected below: `doorward users`
  std::vector<std::string> known;  // the commands there
};

/// The first word of `arguments` (without the program) that is no command of `app` or of the command before it; its
/// `word` is empty when there is none.
[[nodiscard]] UnknownCommand find_unknown_command(const CLI::App& app, std::span<char* const> arguments);

}  // namespace doorward::cli
