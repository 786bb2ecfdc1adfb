// The `doorward` tool: reads the command line, runs one command, returns its exit code.
#include <fmt/format.h>

#include <csignal>
#include <exception>

#include "command.h"
#include "commands.h"

namespace {

using doorward::cli::Context;
using doorward::cli::Exit;

/// Usage faults in one line, with what to type.
int report_usage(const CLI::App& app, const CLI::ParseError& error, const Context& context) {
  if (error.get_exit_code() == 0) return app.exit(error);
  context.error(error.what());
  std::string name = "doorward";
  for (const CLI::App* command : app.get_subcommands()) name += " " + command->get_name();
  context.write_messages(fmt::format("help: type `{} --help`\n", name));
  return static_cast<int>(Exit::usage);
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);
  Context context;
  CLI::App app{"Doorward decides sign-ins by conditional access policies and per-user MFA states."};
  app.name("doorward");
  app.set_version_flag("--version", std::string("doorward ") + DOORWARD_VERSION);
  app.require_subcommand(1);
  doorward::cli::add_commands(app, context);
  try {
    app.parse(argc, argv);
    return static_cast<int>(context.action());
  } catch (const CLI::ParseError& error) {
    return report_usage(app, error, context);
  } catch (const std::bad_alloc&) {
    context.error("out of memory");
    return static_cast<int>(Exit::usage);
  }
}
