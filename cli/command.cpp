#include "command.h"

#include <fmt/format.h>

#include <string>

namespace doorward::cli {

void add_ignore_unknown(CLI::App& command, bool& flag) {
  command.add_flag("--ignore-unknown", flag, "Graph JSON: read what is unknown in the strict direction");
}

CLI::App& add_command(CLI::App& app, Context& context, std::string_view name, std::string_view summary,
                      std::string_view example) {
  CLI::App* command = app.add_subcommand(std::string(name), std::string(summary));
  command->footer(fmt::format("Example:\n  {}", example));
  command->add_option("--color", context.color_choice, "colour messages")
      ->type_name("WHEN")
      ->check(CLI::IsMember({"auto", "always", "never"}));
  command->add_flag("--quiet,-q", context.quiet_, "only errors and what was asked for");
  return *command;
}

}  // namespace doorward::cli
