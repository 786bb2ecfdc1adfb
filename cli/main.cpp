// The `doorward` tool: reads the command line, runs one command, returns its exit code.
#include <fmt/format.h>

#include <algorithm>
#include <csignal>
#include <exception>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "command.h"
#include "commands.h"
#include "doorward/grammar/suggest.h"
#include "unknown_command.h"

namespace {

using doorward::cli::Context;
using doorward::cli::Exit;
using doorward::cli::UnknownCommand;

/// The program, and the commands that were named, each below the last.
using Commands = std::vector<const CLI::App*>;

Commands named_commands(const CLI::App& app) {
  Commands named{&app};
  while (!named.back()->get_subcommands().empty()) named.push_back(named.back()->get_subcommands().front());
  return named;
}

/// The argument that `rest` is, or was: CLI11 takes known letters of an argument away.
std::string as_typed(std::string_view rest, std::span<char* const> arguments) {
  const auto is_rest = [&](std::string_view argument) { return argument == rest; };
  const auto ends_so = [&](std::string_view argument) {
    return argument.starts_with('-') && argument.ends_with(rest.substr(1));
  };
  if (std::any_of(arguments.begin(), arguments.end(), is_rest)) return std::string(rest);
  const auto typed = std::find_if(arguments.begin(), arguments.end(), ends_so);
  return std::string(typed == arguments.end() ? rest : *typed);
}

/// The first argument that begins as an option does, and is none of those that were named.
std::string unknown_option(const Commands& named, std::span<char* const> arguments) {
  for (const CLI::App* command : named) {
    for (const std::string& rest : command->remaining()) {
      if (rest.size() > 1 && rest.front() == '-' && rest != "--") return as_typed(rest, arguments);
    }
  }
  return {};
}

/// Usage faults in one line, with what to type.
int report_usage(const CLI::App& app, const CLI::ParseError& error, const Context& context,
                 std::span<char* const> arguments) {
  if (error.get_exit_code() == 0) return app.exit(error);
  const Commands named = named_commands(app);
  std::string name;
  for (const CLI::App* command : named) name += (name.empty() ? "" : " ") + command->get_name();
  const std::string unknown = unknown_option(named, arguments);
  if (!unknown.empty() && named.back()->get_option_no_throw("USER") != nullptr) {
    context.error(fmt::format("there is no option `{}`", unknown));
    context.write_messages(
        fmt::format("help: type `{} --help`; if it is a user, write `--` before all users: `-- {}`\n", name, unknown));
  } else {
    context.error(error.what());
    context.write_messages(fmt::format("help: type `{} --help`\n", name));
  }
  return static_cast<int>(Exit::usage);
}

/// One line for it, with the command that was meant where one is near.
int report_unknown(const UnknownCommand& unknown, const Context& context) {
  context.error(fmt::format("there is no command `{}`", unknown.word));
  const std::vector<std::string_view> known(unknown.known.begin(), unknown.known.end());
  const std::string_view near = doorward::nearest(unknown.word, known);
  context.write_messages(near.empty() ? fmt::format("help: type `{} --help`\n", unknown.path)
                                      : fmt::format("help: did you mean `{} {}`?\n", unknown.path, near));
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
  const std::span arguments(argv, static_cast<std::size_t>(argc));
  const UnknownCommand unknown =
      doorward::cli::find_unknown_command(app, arguments.subspan(std::min<std::size_t>(1, arguments.size())));
  if (!unknown.word.empty()) return report_unknown(unknown, context);
  try {
    app.parse(argc, argv);
    const Exit exit = context.action();
    context.finish_output();
    return static_cast<int>(exit);
  } catch (const CLI::ParseError& error) {
    return report_usage(app, error, context, arguments);
  } catch (const std::bad_alloc&) {
    context.error("out of memory");
    return static_cast<int>(Exit::usage);
  }
}
