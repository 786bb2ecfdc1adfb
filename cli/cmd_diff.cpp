// `doorward diff`: what changes from one policy set to another, for the sign-ins of a file or for every kind of sign-in
// (CONTRACTS.md §2).
#include <fmt/format.h>

#include <map>
#include <memory>
#include <optional>

#include "command.h"
#include "commands.h"
#include "comparison_report.h"
#include "decision_time.h"
#include "diff_html.h"
#include "diff_report.h"
#include "doorward/analysis/compare.h"
#include "doorward/analysis/replay.h"
#include "doorward/compiler/compile.h"
#include "doorward/io/sign_in_writer.h"
#include "module_trust.h"
#include "policy_source.h"
#include "progress.h"
#include "revision.h"
#include "sign_in_source.h"
#include "standard_input.h"

namespace doorward::cli {
namespace {

struct Arguments {
  std::string old_path;
  std::string new_path;
  std::string sign_ins;
  std::string directory;
  std::string fail_on;
  std::string format = "text";
  std::string at;
  bool allow_unknown_users = false;
  bool ignore_unknown = false;
};

/// Loads a side; `git:REV` is the path of the other side as that revision has it.
std::shared_ptr<const PolicySet> load_side(const Context& context, const std::string& path, const std::string& other,
                                           const LoadOptions& options) {
  if (!path.starts_with(kRevisionPrefix)) return load_policy_set(context, {path}, options);
  std::string error;
  const auto tree = RevisionTree::extract(path.substr(kRevisionPrefix.size()), other, error);
  if (!tree) {
    context.error(error);
    return nullptr;
  }
  return load_policy_set(context, {tree->path()}, options);
}

/// Replays every sign-in. Returns the number of records that were none, each reported up to a bound.
std::uint64_t run_replay(const Context& context, SignInSource& source, Replay& replay) {
  constexpr std::uint64_t kMostShown = 10;
  Progress progress(context, "sign-ins", 0);
  std::uint64_t refused = 0;
  while (source.next()) {
    if (source.fault().empty()) {
      replay.add(source.sign_in(), source.line(), {.now = source.decision_time(), .strict = false});
    } else if (++refused <= kMostShown) {
      context.error(fmt::format("line {} is no sign-in: {}", source.line(), source.fault()));
    }
    progress.step(replay.report().sign_ins, source.bytes_read());
  }
  return refused;
}

std::string report_text(const Arguments& arguments, const ReplayReport& report) {
  if (arguments.format == "json") return diff_json(report);
  if (arguments.format == "html") return diff_html(report);
  return arguments.format == "markdown" ? diff_markdown(report) : diff_text(report);
}

/// Replays the sign-ins of a file on both sets.
Exit replay_sign_ins(const Context& context, const Arguments& arguments, std::int64_t now) {
  const LoadOptions options{.ignore_unknown = arguments.ignore_unknown};
  auto before = load_side(context, arguments.old_path, arguments.new_path, options);
  if (!before) return Exit::usage;
  auto after = load_side(context, arguments.new_path, arguments.old_path, options);
  if (!after) return Exit::usage;
  std::string error;
  const auto source = SignInSource::open({.path = arguments.sign_ins,
                                          .directory = arguments.directory,
                                          .allow_unknown_users = arguments.allow_unknown_users,
                                          .now = now,
                                          .fixed_time = !arguments.at.empty()},
                                         error);
  if (!source) {
    context.error(error);
    return Exit::usage;
  }
  Replay replay(std::move(before), std::move(after));
  const std::uint64_t refused = run_replay(context, *source, replay);
  context.write_output(report_text(arguments, replay.report()));
  if (!source->error().empty()) context.error(source->error());
  if (refused != 0) {
    context.error(fmt::format("{} line{} not compared", refused, refused == 1 ? " was" : "s were"));
  }
  // What was not compared may have changed: no verdict for a pipeline to trust.
  if (refused != 0 || !source->error().empty()) return Exit::usage;
  return arguments.fail_on == "weaker" && replay.report().weaker != 0 ? Exit::finding : Exit::ok;
}

/// A side as source, with the set that it compiles to.
struct SourceSide {
  std::unique_ptr<Sources> sources;
  std::shared_ptr<const PolicySet> set;
};

std::optional<SourceSide> read_side(const Context& context, const std::string& path, const std::string& other,
                                    const LoadOptions& options) {
  if (refuse_modules(context, {path}, "; without `--signins` both sides must be source: Ward or Graph JSON")) {
    return std::nullopt;
  }
  std::string error;
  std::unique_ptr<const RevisionTree> tree;
  if (path.starts_with(kRevisionPrefix)) {
    tree = RevisionTree::extract(path.substr(kRevisionPrefix.size()), other, error);
    if (!tree) {
      context.error(error);
      return std::nullopt;
    }
  }
  SourceSide side{read_sources({tree ? tree->path() : path}, options), nullptr};
  side.set = compile_sources(context, *side.sources);
  if (!side.set) return std::nullopt;
  print_passed_over(context, *side.sources);
  return side;
}

/// Compares over every kind of sign-in.
Exit compare(const Context& context, const Arguments& arguments, std::int64_t now) {
  const LoadOptions options{.ignore_unknown = arguments.ignore_unknown};
  const auto before = read_side(context, arguments.old_path, arguments.new_path, options);
  if (!before) return Exit::usage;
  const auto after = read_side(context, arguments.new_path, arguments.old_path, options);
  if (!after) return Exit::usage;
  std::map<std::string, std::string> sign_ins;
  const analysis::Comparison comparison = analysis::compare_sets(
      {before->set, before->sources->loaded.set}, {after->set, after->sources->loaded.set}, now,
      [&](const ReplayExample& example, const SignIn& sign_in) { sign_ins[example.id] = sign_in_json(sign_in); });
  if (arguments.format == "json") {
    context.write_output(comparison_json(comparison, sign_ins));
  } else if (arguments.format == "markdown") {
    context.write_output(comparison_markdown(comparison));
  } else if (arguments.format == "html") {
    context.write_output(comparison_html(comparison));
  } else {
    context.write_output(comparison_text(comparison));
  }
  if (arguments.fail_on == "weaker" && comparison.report.weaker != 0) return Exit::finding;
  return comparison.complete ? Exit::ok : Exit::undecided;
}

Exit diff(const Context& context, const Arguments& arguments) {
  if (refuse_input_twice(context,
                         {{arguments.old_path, arguments.new_path, arguments.sign_ins, arguments.directory}})) {
    return Exit::usage;
  }
  const auto now = decision_time(context, arguments.at);
  if (!now) return Exit::usage;
  if (!arguments.sign_ins.empty()) return replay_sign_ins(context, arguments, *now);
  if (!arguments.directory.empty()) {
    context.error("`--directory` completes sign-ins that are replayed, and none are given");
    context.write_messages("help: add `--signins FILE`, or take `--directory` out\n");
    return Exit::usage;
  }
  return compare(context, arguments, *now);
}

}  // namespace

void add_diff(CLI::App& app, Context& context, std::string_view text) {
  CLI::App& command = add_command(app, context, "diff", text, "doorward diff git:main policies/ --fail-on weaker");
  auto arguments = std::make_shared<Arguments>();
  command.add_option("OLD", arguments->old_path, "policies before: a path, or `git:REV` for NEW at a revision")
      ->required();
  command.add_option("NEW", arguments->new_path, "policies after")->required();
  command
      .add_option("--signins", arguments->sign_ins,
                  "sign-ins to replay as JSON lines, instead of every kind of sign-in; `-` is standard input")
      ->type_name("FILE");
  command.add_option("--directory", arguments->directory, "what is known of users: JSON, CSV or a store")
      ->type_name("FILE");
  add_ignore_unknown(command, arguments->ignore_unknown);
  command.add_flag("--allow-unknown-users", arguments->allow_unknown_users,
                   "compare also for users that the directory does not hold");
  command.add_option("--fail-on", arguments->fail_on, "exit 1 when a sign-in is demanded less")
      ->check(CLI::IsMember({"weaker"}));
  command.add_option("--format", arguments->format, "how to print the report")
      ->check(CLI::IsMember({"text", "json", "markdown", "html"}));
  command.add_option("--at", arguments->at, "decide as of this time instead of now")->type_name("TIME");
  add_trust_options(command, context.trust, Remembers::no);
  command.callback(
      [&context, arguments] { context.action = [&context, arguments] { return diff(context, *arguments); }; });
}

}  // namespace doorward::cli
