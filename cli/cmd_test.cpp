// `doorward test`: runs the `test` blocks of policies (CONTRACTS.md §2, docs/tests.md).
#include <fmt/format.h>

#include <cstddef>
#include <memory>

#include "commands.h"
#include "decision_time.h"
#include "doorward/analysis/run_tests.h"
#include "doorward/compiler/compile.h"
#include "policy_source.h"
#include "test_report.h"

namespace doorward::cli {
namespace {

struct Arguments {
  std::vector<std::string> paths;
  std::string format = "text";
  std::string at;
};

Exit run(const Context& context, const Arguments& arguments) {
  const auto now = decision_time(context, arguments.at);
  if (!now) return Exit::usage;
  if (refuse_modules(context, arguments.paths, "; `test` works on source, where the tests are")) return Exit::usage;
  const auto sources = read_sources(arguments.paths, {});
  std::vector<std::byte> module;
  if (!sources->sink.has_errors()) module = compile(sources->loaded.set, sources->map, {}, sources->sink);
  print_diagnostics(context, *sources);
  if (sources->sink.has_errors()) return Exit::usage;
  std::string error;
  const auto set = PolicySet::load(module, error);
  if (!set) {
    context.error(fmt::format("internal: the compiled module was refused: {}", error));
    return Exit::usage;
  }
  const model::Tests& tests = sources->loaded.tests;
  const auto results = run_tests({set, sources->loaded.set, sources->map, *now}, tests);
  if (results.empty() && arguments.format == "text") context.note("there is no test in these policies");
  if (tests.proofs != 0) {
    context.note(fmt::format("{} `prove` statement{} not checked: `test` decides single sign-ins", tests.proofs,
                             tests.proofs == 1 ? " is" : "s are"));
  }
  const TestReport report(sources->map, results, tests.proofs);
  if (arguments.format == "json") {
    context.write_output(report.json());
  } else if (arguments.format == "junit") {
    context.write_output(report.junit());
  } else {
    context.write_output(report.text());
  }
  return report.all_passed() ? Exit::ok : Exit::finding;
}

}  // namespace

void add_test(CLI::App& app, Context& context, std::string_view text) {
  CLI::App& command = add_command(app, context, "test", text, "doorward test policies/ --format junit");
  auto arguments = std::make_shared<Arguments>();
  command.add_option("PATH", arguments->paths, "Ward files or folders, `-` for standard input")->required();
  command.add_option("--format", arguments->format, "how to print results")
      ->check(CLI::IsMember({"text", "json", "junit"}));
  command.add_option("--at", arguments->at, "decide as of this time instead of now")->type_name("TIME");
  command.callback(
      [&context, arguments] { context.action = [&context, arguments] { return run(context, *arguments); }; });
}

}  // namespace doorward::cli
