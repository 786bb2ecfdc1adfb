// `doorward diff`: replays sign-ins on two policy sets and reports what changes (CONTRACTS.md §2).
#include <fmt/format.h>

#include <memory>

#include "commands.h"
#include "decision_time.h"
#include "diff_report.h"
#include "doorward/analysis/replay.h"
#include "module_trust.h"
#include "policy_source.h"
#include "progress.h"
#include "revision.h"
#include "sign_in_source.h"

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
};

/// Loads a side; `git:REV` is the path of the other side as that revision has it.
std::shared_ptr<const PolicySet> load_side(const Context& context, const std::string& path, const std::string& other) {
  if (!path.starts_with(kRevisionPrefix)) return load_policy_set(context, {path}, {});
  std::string error;
  const auto tree = RevisionTree::extract(path.substr(kRevisionPrefix.size()), other, error);
  if (!tree) {
    context.error(error);
    return nullptr;
  }
  return load_policy_set(context, {tree->path()}, {});
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
  return arguments.format == "markdown" ? diff_markdown(report) : diff_text(report);
}

Exit diff(const Context& context, const Arguments& arguments) {
  if (arguments.sign_ins.empty()) {
    context.error("`diff` compares by replaying sign-ins, and none are given");
    context.write_messages(
        "help: add `--signins FILE`; a comparison over every possible sign-in is not part of this version\n");
    return Exit::usage;
  }
  const auto now = decision_time(context, arguments.at);
  if (!now) return Exit::usage;
  auto before = load_side(context, arguments.old_path, arguments.new_path);
  if (!before) return Exit::usage;
  auto after = load_side(context, arguments.new_path, arguments.old_path);
  if (!after) return Exit::usage;
  std::string error;
  const auto source = SignInSource::open({.path = arguments.sign_ins,
                                          .directory = arguments.directory,
                                          .allow_unknown_users = arguments.allow_unknown_users,
                                          .now = *now,
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

}  // namespace

void add_diff(CLI::App& app, Context& context, std::string_view text) {
  CLI::App& command = add_command(app, context, "diff", text,
                                  "doorward diff git:main policies/ --signins signins.ndjson --fail-on weaker");
  auto arguments = std::make_shared<Arguments>();
  command.add_option("OLD", arguments->old_path, "policies before: a path, or `git:REV` for NEW at a revision")
      ->required();
  command.add_option("NEW", arguments->new_path, "policies after")->required();
  command.add_option("--signins", arguments->sign_ins, "sign-ins to replay as JSON lines; `-` is standard input")
      ->type_name("FILE");
  command.add_option("--directory", arguments->directory, "what is known of users, JSON or CSV")->type_name("FILE");
  command.add_flag("--allow-unknown-users", arguments->allow_unknown_users,
                   "compare also for users that the directory does not hold");
  command.add_option("--fail-on", arguments->fail_on, "exit 1 when a sign-in is demanded less")
      ->check(CLI::IsMember({"weaker"}));
  command.add_option("--format", arguments->format, "how to print the report")
      ->check(CLI::IsMember({"text", "json", "markdown"}));
  command.add_option("--at", arguments->at, "decide as of this time instead of now")->type_name("TIME");
  add_trust_options(command, context.trust, Remembers::no);
  command.callback(
      [&context, arguments] { context.action = [&context, arguments] { return diff(context, *arguments); }; });
}

}  // namespace doorward::cli
