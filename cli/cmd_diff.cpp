// `doorward diff`: replays sign-ins on two policy sets and reports what changes (CONTRACTS.md §2).
#include <fmt/format.h>

#include <memory>

#include "commands.h"
#include "decision_time.h"
#include "diff_report.h"
#include "doorward/analysis/replay.h"
#include "doorward/io/directory.h"
#include "doorward/io/record_stream.h"
#include "doorward/io/sign_in_reader.h"
#include "policy_source.h"
#include "progress.h"
#include "revision.h"

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

class ReplayRun {
 public:
  ReplayRun(const Context& context, const Arguments& arguments, const Directory* directory, std::int64_t now)
      : context_(context), arguments_(arguments), directory_(directory), now_(now) {}

  /// The number of records that were no sign-in, each reported.
  std::uint64_t run(RecordStream& stream, Replay& replay) {
    Progress progress(context_, "sign-ins", 0);
    Record record;
    while (stream.next(record)) {
      take(record, replay);
      progress.step(replay.report().sign_ins, stream.bytes_read());
    }
    return refused_;
  }

 private:
  void refuse(std::uint64_t line, std::string_view why) {
    constexpr std::uint64_t kMostShown = 10;
    if (++refused_ <= kMostShown) context_.error(fmt::format("line {} is no sign-in: {}", line, why));
  }

  void take(const Record& record, Replay& replay) {
    if (!record.error.empty()) return refuse(record.line, record.error);
    if (!reader_.read(record.text, sign_in_, record.readable)) return refuse(record.line, reader_.error());
    if (directory_ != nullptr) {
      const DirectoryMatch match = directory_->fill(sign_in_);
      if ((match == DirectoryMatch::unknown || match == DirectoryMatch::unnamed) && !arguments_.allow_unknown_users) {
        return refuse(record.line, directory_error(match, sign_in_));
      }
    }
    EvaluateOptions options{.now = now_, .strict = false};
    if (sign_in_.from_log && sign_in_.time && arguments_.at.empty()) options.now = *sign_in_.time;
    replay.add(sign_in_, record.line, options);
  }

  const Context& context_;
  const Arguments& arguments_;
  const Directory* directory_;
  std::int64_t now_;
  SignInReader reader_;
  SignIn sign_in_;
  std::uint64_t refused_ = 0;
};

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
  std::unique_ptr<const Directory> directory;
  if (!arguments.directory.empty()) directory = Directory::read_file(arguments.directory, error);
  const auto stream = error.empty() ? RecordStream::open(arguments.sign_ins, error) : nullptr;
  if (!stream) {
    context.error(error);
    return Exit::usage;
  }
  Replay replay(std::move(before), std::move(after));
  const std::uint64_t refused = ReplayRun(context, arguments, directory.get(), *now).run(*stream, replay);
  context.write_output(report_text(arguments, replay.report()));
  if (!stream->error().empty()) context.error(stream->error());
  if (refused != 0) {
    context.error(fmt::format("{} line{} not compared", refused, refused == 1 ? " was" : "s were"));
  }
  // What was not compared may have changed: no verdict for a pipeline to trust.
  if (refused != 0 || !stream->error().empty()) return Exit::usage;
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
  command.callback(
      [&context, arguments] { context.action = [&context, arguments] { return diff(context, *arguments); }; });
}

}  // namespace doorward::cli
