// `doorward eval`: one decision for each sign-in, streaming (CONTRACTS.md §2, §4, §5).
#include <fmt/format.h>
#include <sys/stat.h>

#include <memory>

#include "commands.h"
#include "decision_time.h"
#include "doorward/io/decision_writer.h"
#include "doorward/io/directory.h"
#include "doorward/io/record_stream.h"
#include "doorward/io/sign_in_reader.h"
#include "doorward/runtime/evaluate.h"
#include "doorward/runtime/explain.h"
#include "eval_summary.h"
#include "policy_source.h"
#include "progress.h"

namespace doorward::cli {
namespace {

struct Arguments {
  std::vector<std::string> policies;
  std::string directory;
  std::string sign_ins = "-";
  std::string format = "json";
  std::string policy_names = "ward";
  std::string evaluation = "index";
  std::string at;
  bool explain = false;
  bool strict = false;
  bool summary = false;
  bool ignore_unknown = false;
  bool allow_unknown_users = false;
};

std::uint64_t size_of(const std::string& path) {
  struct stat status {};
  return path != "-" && ::stat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode)
             ? static_cast<std::uint64_t>(status.st_size)
             : 0;
}

/// One run over a stream of sign-ins.
class EvalRun {
 public:
  EvalRun(const Context& context, const Arguments& arguments, std::shared_ptr<const PolicySet> set,
          const Directory* directory, const EvaluateOptions& options)
      : context_(context),
        arguments_(arguments),
        set_(std::move(set)),
        directory_(directory),
        options_(options),
        scratch_(set_),
        writer_(set_, arguments.policy_names == "graph" ? PolicyNames::graph : PolicyNames::ward),
        summary_(*set_) {}

  Exit run(RecordStream& stream) {
    Progress progress(context_, "sign-ins", size_of(arguments_.sign_ins));
    Record record;
    std::uint64_t count = 0;
    while (stream.next(record)) {
      take(record);
      if (output_.size() >= kFlush) flush();
      progress.step(++count, stream.bytes_read());
    }
    if (arguments_.summary) output_ += summary_.text(progress.seconds());
    flush();
    if (!stream.error().empty()) {
      context_.error(stream.error());
      return Exit::usage;
    }
    return errors_ == 0 ? Exit::ok : Exit::finding;
  }

 private:
  static constexpr std::size_t kFlush = std::size_t{1} << 16U;

  void flush() {
    context_.write_output(output_);
    output_.clear();
  }

  void refuse(std::uint64_t line, std::string_view error) {
    ++errors_;
    summary_.add_error();
    if (arguments_.summary) return;
    if (arguments_.format == "text") {
      output_ += fmt::format("line {} is no sign-in: {}\n\n", line, error);
    } else {
      output_ += writer_.write_error(line, error);
    }
  }

  void take(const Record& record) {
    if (!record.error.empty()) return refuse(record.line, record.error);
    if (!reader_.read(record.text, sign_in_, record.readable)) return refuse(record.line, reader_.error());
    if (directory_ != nullptr) {
      const DirectoryMatch match = directory_->fill(sign_in_);
      if ((match == DirectoryMatch::unknown || match == DirectoryMatch::unnamed) && !arguments_.allow_unknown_users) {
        return refuse(record.line, directory_error(match, sign_in_));
      }
    }
    EvaluateOptions options = options_;
    // SEMANTICS.md §1: a log is replayed at its own time unless --at says otherwise.
    if (sign_in_.from_log && sign_in_.time && arguments_.at.empty()) options.now = *sign_in_.time;
    evaluate(scratch_, sign_in_, options, decision_);
    summary_.add(decision_);
    if (!arguments_.summary) print(options);
  }

  void print(const EvaluateOptions& options) {
    if (arguments_.format == "text") {
      output_ += explain_text(*set_, sign_in_, decision_, explain(scratch_, sign_in_, options));
      output_ += '\n';
    } else if (arguments_.explain) {
      output_ += writer_.write(sign_in_.id, decision_, explain(scratch_, sign_in_, options));
    } else {
      output_ += writer_.write(sign_in_.id, decision_);
    }
  }

  const Context& context_;
  const Arguments& arguments_;
  std::shared_ptr<const PolicySet> set_;
  const Directory* directory_;
  EvaluateOptions options_;
  Scratch scratch_;
  SignInReader reader_;
  DecisionWriter writer_;
  EvalSummary summary_;
  SignIn sign_in_;
  Decision decision_;
  std::string output_;
  std::uint64_t errors_ = 0;
};

Exit evaluate_sign_ins(const Context& context, const Arguments& arguments) {
  const auto now = decision_time(context, arguments.at);
  if (!now) return Exit::usage;
  auto set = load_policy_set(context, arguments.policies, {.ignore_unknown = arguments.ignore_unknown});
  if (!set) return Exit::usage;
  std::string error;
  std::unique_ptr<const Directory> directory;
  if (!arguments.directory.empty()) {
    directory = Directory::read_file(arguments.directory, error);
    if (!directory) {
      context.error(error);
      return Exit::usage;
    }
  }
  const auto stream = RecordStream::open(arguments.sign_ins, error);
  if (!stream) {
    context.error(error);
    return Exit::usage;
  }
  const EvaluateOptions options{
      .now = *now,
      .strict = arguments.strict,
      .evaluation = arguments.evaluation == "interpreter" ? Evaluation::interpreter : Evaluation::index};
  return EvalRun(context, arguments, std::move(set), directory.get(), options).run(*stream);
}

}  // namespace

void add_eval(CLI::App& app, Context& context, std::string_view text) {
  CLI::App& command = add_command(app, context, "eval", text,
                                  "doorward eval --policies policies/ --directory users.json --signins signins.ndjson");
  auto arguments = std::make_shared<Arguments>();
  command.add_option("--policies", arguments->policies, "Ward, Graph JSON, folders of them, or one module")
      ->required()
      ->type_name("PATH");
  command.add_option("--directory", arguments->directory, "what is known of users, JSON or CSV")->type_name("FILE");
  command.add_option("--signins", arguments->sign_ins, "sign-ins as JSON lines, plain or gzip; `-` is standard input")
      ->type_name("FILE");
  command.add_option("--format", arguments->format, "JSON lines, or English with every reason")
      ->check(CLI::IsMember({"json", "text"}));
  command.add_flag("--explain", arguments->explain, "add why each policy applied or not");
  command.add_flag("--summary", arguments->summary, "print counts by outcome and policy instead of decisions");
  command.add_option("--at", arguments->at, "decide as of this time instead of now")->type_name("TIME");
  command.add_flag("--strict", arguments->strict, "block where a decision rests on an absent signal");
  command.add_flag("--allow-unknown-users", arguments->allow_unknown_users,
                   "decide also for users that the directory does not hold");
  command.add_flag("--ignore-unknown", arguments->ignore_unknown,
                   "Graph JSON: read what is unknown in the strict direction");
  command.add_option("--policy-names", arguments->policy_names, "name policies by Ward id or by Graph id")
      ->check(CLI::IsMember({"ward", "graph"}));
  command.add_option("--evaluation", arguments->evaluation, "how policies are found; both give the same decisions")
      ->check(CLI::IsMember({"index", "interpreter"}));
  command.callback([&context, arguments] {
    context.action = [&context, arguments] { return evaluate_sign_ins(context, *arguments); };
  });
}

}  // namespace doorward::cli
