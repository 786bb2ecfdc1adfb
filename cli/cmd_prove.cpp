// `doorward prove PATH…`: checks the `prove` statements in policies over every possible sign-in (CONTRACTS.md §2,
// docs/proofs.md).
#include <memory>

#include "command.h"
#include "commands.h"
#include "decision_time.h"
#include "doorward/analysis/prove.h"
#include "policy_source.h"
#include "proof_report.h"

namespace doorward::cli {
namespace {

using analysis::ProofResult;
using Verdict = ProofResult::Verdict;

struct Arguments {
  std::vector<std::string> paths;
  std::string format = "text";
  std::string at;
  bool ignore_unknown = false;
};

std::string report_text(const ProofReport& report, std::string_view format) {
  if (format == "json") return report.json();
  return format == "junit" ? report.junit() : report.text();
}

Exit prove(const Context& context, const Arguments& arguments) {
  const auto now = decision_time(context, arguments.at);
  if (!now) return Exit::usage;
  if (refuse_modules(context, arguments.paths, "; `prove` works on source, where the claims are")) return Exit::usage;
  const auto sources = read_sources(arguments.paths, {.ignore_unknown = arguments.ignore_unknown});
  const auto set = compile_sources(context, *sources);
  if (!set) return Exit::usage;
  print_diagnostics(context, *sources);
  const model::Tests& tests = sources->loaded.tests;
  std::vector<ProofResult> results;
  for (const model::Proof& proof : tests.proofs) {
    results.push_back(analysis::prove({set, sources->loaded.set}, tests, proof, *now));
  }
  const ProofReport report(sources->map, tests.proofs, results);
  if (results.empty() && arguments.format == "text") context.note("there is no `prove` statement in these policies");
  context.write_output(report_text(report, arguments.format));
  if (report.count(Verdict::refuted) + report.count(Verdict::empty) != 0) return Exit::finding;
  return report.count(Verdict::undecided) != 0 ? Exit::undecided : Exit::ok;
}

}  // namespace

void add_prove(CLI::App& app, Context& context, std::string_view text) {
  CLI::App& command = add_command(app, context, "prove", text, "doorward prove policies/");
  auto arguments = std::make_shared<Arguments>();
  command.add_option("PATH", arguments->paths, "Ward files, Graph JSON or folders, `-` for standard input")->required();
  command.add_option("--format", arguments->format, "how to print results")
      ->check(CLI::IsMember({"text", "json", "junit"}));
  command.add_option("--at", arguments->at, "decide as of this time instead of now")->type_name("TIME");
  add_ignore_unknown(command, arguments->ignore_unknown);
  command.callback(
      [&context, arguments] { context.action = [&context, arguments] { return prove(context, *arguments); }; });
}

}  // namespace doorward::cli
