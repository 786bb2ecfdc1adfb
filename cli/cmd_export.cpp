// `doorward export graph|terraform PATH…`: policies to Graph JSON or Terraform.
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "command.h"
#include "commands.h"
#include "decision_time.h"
#include "doorward/compiler/graph_writer.h"
#include "doorward/compiler/terraform_writer.h"
#include "policy_source.h"
#include "standard_input.h"

namespace doorward::cli {
namespace {

struct Arguments {
  std::string format;
  std::vector<std::string> paths;
  std::string output = "-";
  std::vector<std::string> policies;
  std::string at;
  bool split = false;
};

/// The names on the command line that no policy has are usage faults.
bool known_policies(const Context& context, const std::vector<std::string>& names, const model::PolicySet& set) {
  for (const std::string& name : names) {
    const bool known = std::any_of(set.policies.begin(), set.policies.end(), [&](const model::Policy& policy) {
      return equals_ignoring_case(policy.name, name) || (policy.graph_id && policy.graph_id->key == canonical_id(name));
    });
    if (known) continue;
    context.error(fmt::format("there is no policy `{}`", name));
    return false;
  }
  return true;
}

Exit export_policies(const Context& context, const Arguments& arguments) {
  const auto now = decision_time(context, arguments.at);
  if (!now) return Exit::usage;
  if (refuse_input_twice(context, {arguments.paths})) return Exit::usage;
  if (refuse_modules(context, arguments.paths, "; `export` works on source: Ward and Graph JSON")) return Exit::usage;
  const auto sources = read_sources(arguments.paths, {});
  std::string text;
  if (!sources->sink.has_errors()) {
    if (!known_policies(context, arguments.policies, sources->loaded.set)) return Exit::usage;
    // What reading had to note is for `check`; what the export has to note is shown.
    std::erase_if(sources->sink.diagnostics(), [](const Diagnostic& one) { return one.severity == Severity::note; });
    GraphWriteOptions options;
    options.now = *now;
    options.split = arguments.split;
    if (!arguments.policies.empty()) options.policies = arguments.policies;
    const auto write = arguments.format == "terraform" ? write_terraform : write_graph;
    text = write(sources->loaded.set, options, sources->sink);
  }
  drop_ignoring_advice(sources->sink);
  print_diagnostics(context, *sources, Notes::shown);
  if (sources->sink.has_errors()) return exit_for(sources->sink);
  return context.write_file(arguments.output, text) ? Exit::ok : Exit::usage;
}

}  // namespace

void add_export(CLI::App& app, Context& context, std::string_view text) {
  CLI::App& command = add_command(app, context, "export", text, "doorward export graph policies/ -o policies.json");
  auto arguments = std::make_shared<Arguments>();
  command.add_option("FORMAT", arguments->format, "what to write: `graph` or `terraform`")
      ->required()
      ->check(CLI::IsMember({"graph", "terraform"}));
  command.add_option("PATH", arguments->paths, "Ward files, Graph JSON files or folders, `-` for standard input")
      ->required();
  command.add_option("-o,--output", arguments->output, "the file to write, replaced whole or not at all")
      ->type_name("FILE");
  command.add_option("--policies", arguments->policies, "only these policies, by Ward id or Graph id")
      ->type_name("ID")
      ->delimiter(',')
      ->allow_extra_args(false);
  command.add_flag("--split", arguments->split, "write what Graph cannot say in one policy as several");
  command.add_option("--at", arguments->at, "write what holds at this time instead of now")->type_name("TIME");
  command.callback([&context, arguments] {
    context.action = [&context, arguments] { return export_policies(context, *arguments); };
  });
}

}  // namespace doorward::cli
