#include "unknown_command.h"

#include <algorithm>
#include <string_view>

#include "command.h"

namespace doorward::cli {

UnknownCommand find_unknown_command(const CLI::App& app, std::span<char* const> arguments) {
  const auto every = [](const CLI::App*) { return true; };
  const CLI::App* at = &app;
  std::string path = app.get_name();
  for (const std::string_view argument : arguments) {
    const auto commands = at->get_subcommands(every);
    if (commands.empty()) break;
    // Options of commands that have commands take no values, so that any other word is a command.
    if (argument.empty() || argument.front() == '-') continue;
    const auto found = std::find_if(commands.begin(), commands.end(), [&](const CLI::App* command) {
      return command->check_name(std::string(argument));
    });
    if (found == commands.end()) {
      UnknownCommand unknown{std::string(argument), path, {}};
      for (const CLI::App* command : commands) unknown.known.push_back(command->get_name());
      return unknown;
    }
    at = *found;
    path += ' ' + at->get_name();
  }
  return {};
}

}  // namespace doorward::cli
