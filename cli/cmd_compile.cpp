// `doorward compile PATH… -o FILE`: policies to a module.
#include <fmt/format.h>

#include <memory>

#include "command.h"
#include "commands.h"
#include "doorward/compiler/compile.h"
#include "module_seal.h"
#include "policy_source.h"
#include "standard_input.h"

namespace doorward::cli {
namespace {

struct Arguments {
  std::vector<std::string> paths;
  std::string output;
  SealArguments seal;
  bool strip = false;
  bool ignore_unknown = false;
};

Exit compile_policies(const Context& context, const Arguments& arguments) {
  if (refuse_input_twice(context, {arguments.paths})) return Exit::usage;
  if (refuse_modules(context, arguments.paths, " already; `compile` works on Ward and Graph JSON")) return Exit::usage;
  const auto sources = read_sources(arguments.paths, {.ignore_unknown = arguments.ignore_unknown});
  std::vector<std::byte> module;
  if (!sources->sink.has_errors()) {
    module = compile(sources->loaded.set, sources->map, {.strip = arguments.strip}, sources->sink);
  }
  print_diagnostics(context, *sources);
  if (sources->sink.has_errors()) return exit_for(sources->sink);
  if (!arguments.seal.key_file.empty() && !seal(context, arguments.seal, arguments.output, module)) return Exit::usage;
  const std::string_view bytes(reinterpret_cast<const char*>(module.data()), module.size());
  return context.write_file(arguments.output, bytes) ? Exit::ok : Exit::usage;
}

}  // namespace

void add_compile(CLI::App& app, Context& context, std::string_view text) {
  CLI::App& command = add_command(app, context, "compile", text, "doorward compile policies/ -o policies.dwm");
  auto arguments = std::make_shared<Arguments>();
  command.add_option("PATH", arguments->paths, "Ward files, Graph JSON files or folders, `-` for standard input")
      ->required();
  command
      .add_option("-o,--output", arguments->output,
                  "the module to write, replaced whole or not at all; `-` is standard output")
      ->required()
      ->type_name("FILE");
  command.add_flag("--strip", arguments->strip, "leave out source places, titles and names");
  add_ignore_unknown(command, arguments->ignore_unknown);
  add_seal_options(command, arguments->seal);
  command.callback([&context, arguments] {
    context.action = [&context, arguments] { return compile_policies(context, *arguments); };
  });
}

}  // namespace doorward::cli
