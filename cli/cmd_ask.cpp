// `doorward ask`: what would happen to the sign-ins that a sentence describes (CONTRACTS.md §2, docs/ask.md).
#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "command.h"
#include "commands.h"
#include "decision_time.h"
#include "doorward/analysis/ask.h"
#include "doorward/analysis/demands.h"
#include "doorward/io/directory.h"
#include "doorward/io/sign_in_writer.h"
#include "example_text.h"
#include "policy_source.h"
#include "standard_input.h"

namespace doorward::cli {
namespace {

using Json = nlohmann::ordered_json;
using analysis::Answer;
using analysis::AnswerCondition;
using analysis::AnswerOutcome;

struct Arguments {
  std::vector<std::string> policies;
  std::string sentence;
  std::string directory;
  std::string format = "text";
  std::string at;
  bool ignore_unknown = false;
};

// What text shows; JSON has everything. Values that are more, or do not fit, are counted behind the first.
constexpr std::size_t kMostListed = 6;
constexpr std::size_t kMostWays = 4;
/// A way that is longer is broken, a line for each condition.
constexpr std::size_t kWidth = 100;

std::string condition_text(const AnswerCondition& condition) {
  std::string text = condition.dimension + (condition.negated ? ": any but " : ": ");
  const std::size_t count = condition.values.size();
  for (std::size_t v = 0; v < count; ++v) {
    const std::string& value = condition.values[v];
    const bool fits = v < kMostListed && text.size() + value.size() < kWidth;
    // One value more takes no more room than to say that there is one.
    if (v != 0 && !fits && v + 1 < count) return text + fmt::format(" or {} others", count - v);
    text += (v == 0 ? "" : " or ") + value;
  }
  return text;
}

std::string way_text(const analysis::AnswerWay& way) {
  if (way.empty()) return "  when always\n";
  std::string line;
  std::string lines;
  for (const AnswerCondition& condition : way) {
    const std::string text = condition_text(condition);
    line += (line.empty() ? "  when " : "; ") + text;
    lines += (lines.empty() ? "  when " : "       ") + text + '\n';
  }
  return line.size() <= kWidth ? line + '\n' : lines;
}

std::string ways_text(const std::vector<analysis::AnswerWay>& ways) {
  std::string text;
  const std::size_t shown = ways.size() > kMostWays + 1 ? kMostWays : ways.size();
  for (std::size_t w = 0; w < shown; ++w) text += way_text(ways[w]);
  if (shown < ways.size()) text += fmt::format("  or in {} other ways\n", ways.size() - shown);
  return text;
}

std::string answer_text(const Answer& answer) {
  std::string out;
  for (const AnswerOutcome& outcome : answer.outcomes) {
    if (!out.empty()) out += '\n';
    out += outcome.text + '\n';
    out += ways_text(outcome.ways);
    if (!outcome.policies.empty()) out += "  policies: " + joined(outcome.policies, ", ") + '\n';
    out += "  for example " + example_text(outcome.sentence, outcome.given) + '\n';
  }
  return out;
}

Json outcome_json(const AnswerOutcome& outcome) {
  Json ways = Json::array();
  for (const analysis::AnswerWay& way : outcome.ways) {
    Json conditions = Json::array();
    for (const AnswerCondition& condition : way) {
      conditions.push_back(
          {{"dimension", condition.dimension}, {condition.negated ? "isNot" : "is", condition.values}});
    }
    ways.push_back(std::move(conditions));
  }
  return {{"outcome", word_of(outcome.outcome)},
          {"result", outcome.text},
          {"policies", outcome.policies},
          {"when", std::move(ways)},
          {"example", example_text(outcome.sentence, outcome.given)},
          {"signIn", Json::parse(sign_in_json(outcome.example), nullptr, false)}};
}

std::string answer_json(const Answer& answer) {
  Json outcomes = Json::array();
  for (const AnswerOutcome& outcome : answer.outcomes) outcomes.push_back(outcome_json(outcome));
  const Json all{{"complete", answer.complete}, {"outcomes", std::move(outcomes)}};
  return all.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

/// Faults of the question are the asker's, those of policies make it unreadable.
Exit exit_for_faults(const Sources& sources) {
  for (const Diagnostic& diagnostic : sources.sink.diagnostics()) {
    const bool asked = sources.map.name(diagnostic.span.source) == kQuestionName;
    if (diagnostic.severity == Severity::error && !asked) return Exit::usage;
  }
  return Exit::finding;
}

Exit ask(const Context& context, const Arguments& arguments) {
  if (refuse_input_twice(context, {arguments.policies, {arguments.directory}})) return Exit::usage;
  const auto now = decision_time(context, arguments.at);
  if (!now) return Exit::usage;
  if (refuse_modules(context, arguments.policies, "; `ask` works on source, which says what conditions mean")) {
    return Exit::usage;
  }
  std::string error;
  std::unique_ptr<const Directory> directory;
  if (!arguments.directory.empty()) {
    directory = Directory::read_file(arguments.directory, error);
    if (!directory) {
      context.error(error);
      return Exit::usage;
    }
  }
  const auto sources = read_sources(
      arguments.policies,
      {.ignore_unknown = arguments.ignore_unknown, .question = arguments.sentence.empty() ? " " : arguments.sentence});
  const auto set = compile_sources(context, *sources);
  if (!set) return exit_for_faults(*sources);
  print_passed_over(context, *sources);
  analysis::Asked asked{set, sources->loaded.set, sources->loaded.tests, *now, {}};
  if (directory) asked.complete = [&](SignIn& s) { return directory->fill(s) == DirectoryMatch::filled; };
  const Answer answer = analysis::ask(asked);
  if (directory && !directory->error().empty()) {
    context.error(directory->error());
    return Exit::usage;
  }
  context.write_output(arguments.format == "json" ? answer_json(answer) : answer_text(answer));
  if (!answer.complete) context.note("not every kind of sign-in was looked at: there may be more outcomes");
  if (!answer.outcomes.empty()) return Exit::ok;
  context.error("no sign-in fits the sentence");
  return Exit::finding;
}

}  // namespace

void add_ask(CLI::App& app, Context& context, std::string_view text) {
  CLI::App& command = add_command(app, context, "ask", text, "doorward ask policies/ \"contractors for procurement\"");
  auto arguments = std::make_shared<Arguments>();
  auto words = std::make_shared<std::vector<std::string>>();
  command.add_option("PATH", *words, "Ward, Graph JSON, or folders of them");
  // CLI11 gives every word to the first: the last of them is taken for this one.
  command.add_option("SENTENCE", arguments->sentence, "the sign-ins that are asked about");
  command.add_option("--policies", arguments->policies, "the same as PATH")->allow_extra_args(false)->type_name("PATH");
  command
      .add_option("--directory", arguments->directory, "who users are that the sentence names, JSON, CSV or a store")
      ->type_name("FILE");
  command.add_option("--format", arguments->format, "how to print the answer")->check(CLI::IsMember({"text", "json"}));
  command.add_option("--at", arguments->at, "decide as of this time instead of now")->type_name("TIME");
  add_ignore_unknown(command, arguments->ignore_unknown);
  command.callback([&context, arguments, words] {
    if (words->empty()) throw CLI::RequiredError("SENTENCE");
    arguments->sentence = words->back();
    arguments->policies.insert(arguments->policies.end(), words->begin(), words->end() - 1);
    if (arguments->policies.empty()) throw CLI::RequiredError("PATH");
    context.action = [&context, arguments] { return ask(context, *arguments); };
  });
}

}  // namespace doorward::cli
