// `doorward check PATH…`: everything that can be said of policies without deciding anything.
#include <fmt/format.h>

#include <memory>

#include "commands.h"
#include "findings_json.h"
#include "policy_source.h"

namespace doorward::cli {
namespace {

struct Arguments {
  std::vector<std::string> paths;
  std::string format = "text";
  std::vector<std::string> deny;
  std::vector<std::string> warn;
  std::vector<std::string> allow;
  bool ignore_unknown = false;
};

/// Codes named on the command line that do not exist are usage faults.
bool known_codes(const Context& context, const std::vector<std::string>& codes) {
  for (const std::string& code : codes) {
    if (find_code(code) != nullptr) continue;
    context.error(fmt::format("`{}` is no diagnostic code", code));
    return false;
  }
  return true;
}

bool names(const std::vector<std::string>& codes, Code code) {
  for (const std::string& id : codes) {
    const CodeRow* row = find_code(id);
    if (row != nullptr && row->code == code) return true;
  }
  return false;
}

/// Applies --allow, --warn and --deny. Errors stay errors: they are no matter of taste.
void apply_levels(Sources& sources, const Arguments& arguments) {
  DiagnosticSink leveled;
  for (Diagnostic& diagnostic : sources.sink.diagnostics()) {
    if (diagnostic.severity != Severity::error) {
      if (names(arguments.allow, diagnostic.code)) continue;
      if (names(arguments.deny, diagnostic.code)) diagnostic.severity = Severity::error;
    }
    leveled.add(std::move(diagnostic));
  }
  sources.sink = std::move(leveled);
}

Exit check(const Context& context, const Arguments& arguments) {
  for (const auto* codes : {&arguments.deny, &arguments.warn, &arguments.allow}) {
    if (!known_codes(context, *codes)) return Exit::usage;
  }
  if (refuse_modules(context, arguments.paths, "; `check` works on source: Ward and Graph JSON")) return Exit::usage;
  const auto sources = read_sources(arguments.paths, {.ignore_unknown = arguments.ignore_unknown});
  apply_levels(*sources, arguments);
  if (arguments.format == "json") {
    context.write_output(findings_json(*sources));
  } else {
    print_diagnostics(context, *sources, Notes::shown);
  }
  const Exit exit = exit_for(sources->sink);
  if (exit == Exit::ok && arguments.format == "text") {
    const std::size_t count = sources->loaded.set.policies.size();
    context.note(fmt::format("{} polic{}, no errors", count, count == 1 ? "y" : "ies"));
  }
  return exit;
}

}  // namespace

void add_check(CLI::App& app, Context& context, std::string_view text) {
  CLI::App& command = add_command(app, context, "check", text, "doorward check policies/ --deny W2001");
  auto arguments = std::make_shared<Arguments>();
  command.add_option("PATH", arguments->paths, "Ward files, Graph JSON files or folders, `-` for standard input")
      ->required();
  command.add_option("--format", arguments->format, "how to print findings")->check(CLI::IsMember({"text", "json"}));
  command.add_option("--deny", arguments->deny, "treat a warning as an error")
      ->type_name("CODE")
      ->allow_extra_args(false);
  command.add_option("--warn", arguments->warn, "report a finding as a warning")
      ->type_name("CODE")
      ->allow_extra_args(false);
  command.add_option("--allow", arguments->allow, "do not report a warning")
      ->type_name("CODE")
      ->allow_extra_args(false);
  command.add_flag("--ignore-unknown", arguments->ignore_unknown,
                   "Graph JSON: read what is unknown in the strict direction");
  command.callback(
      [&context, arguments] { context.action = [&context, arguments] { return check(context, *arguments); }; });
}

}  // namespace doorward::cli
