// `doorward eval`: one decision for each sign-in, streaming (CONTRACTS.md §2, §4, §5).
#include <fmt/format.h>
#include <sys/stat.h>

#include <memory>

#include "command.h"
#include "commands.h"
#include "decision_time.h"
#include "doorward/io/decision_writer.h"
#include "doorward/runtime/evaluate.h"
#include "doorward/runtime/explain.h"
#include "eval_summary.h"
#include "module_trust.h"
#include "policy_source.h"
#include "progress.h"
#include "sign_in_source.h"
#include "standard_input.h"

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
  std::vector<std::string> supplies;
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
          const EvaluateOptions& options)
      : context_(context),
        arguments_(arguments),
        set_(std::move(set)),
        options_(options),
        scratch_(set_),
        writer_(set_, arguments.policy_names == "graph" ? PolicyNames::graph : PolicyNames::ward),
        summary_(*set_) {}

  Exit run(SignInSource& source) {
    Progress progress(context_, "sign-ins", size_of(arguments_.sign_ins));
    std::uint64_t count = 0;
    // Who waits for the answer to a line before writing the next is answered; a full input is written by the buffer.
    source.on_wait([this] {
      flush();
      context_.finish_output();
    });
    while (source.next()) {
      if (source.fault().empty()) {
        decide(source);
      } else {
        refuse(source.line(), source.fault());
      }
      if (output_.size() >= kFlush) flush();
      progress.step(++count, source.bytes_read());
    }
    if (arguments_.summary) output_ += summary_.text(progress.seconds());
    flush();
    if (!source.error().empty()) {
      context_.error(source.error());
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

  void decide(const SignInSource& source) {
    EvaluateOptions options = options_;
    options.now = source.decision_time();
    evaluate(scratch_, source.sign_in(), options, decision_);
    summary_.add(decision_);
    if (!arguments_.summary) print(source.sign_in(), options);
  }

  void print(const SignIn& sign_in, const EvaluateOptions& options) {
    if (arguments_.format == "text") {
      output_ += explain_text(*set_, sign_in, decision_, explain(scratch_, sign_in, options));
      output_ += '\n';
    } else if (arguments_.explain) {
      output_ += writer_.write(sign_in.id, decision_, explain(scratch_, sign_in, options));
    } else {
      output_ += writer_.write(sign_in.id, decision_);
    }
  }

  const Context& context_;
  const Arguments& arguments_;
  std::shared_ptr<const PolicySet> set_;
  EvaluateOptions options_;
  Scratch scratch_;
  DecisionWriter writer_;
  EvalSummary summary_;
  Decision decision_;
  std::string output_;
  std::uint64_t errors_ = 0;
};

Exit evaluate_sign_ins(const Context& context, const Arguments& arguments) {
  constexpr std::string_view kHelp =
      "name the file of the sign-ins: `--signins FILE`; without it they are standard input";
  if (refuse_input_twice(context, {arguments.policies, {arguments.directory, arguments.sign_ins}}, kHelp)) {
    return Exit::usage;
  }
  const auto now = decision_time(context, arguments.at);
  if (!now) return Exit::usage;
  auto set = load_policy_set(context, arguments.policies, {.ignore_unknown = arguments.ignore_unknown});
  if (!set) return Exit::usage;
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
  SignalMask supplied = 0;
  for (const std::string& signal : arguments.supplies) {
    const SignalMask found = find_signal(signal);
    if (found == 0) {
      context.error(fmt::format("`{}` is no signal: decisions name them in `assumed`, as `device.trustType`", signal));
      return Exit::usage;
    }
    supplied |= found;
  }
  const EvaluateOptions options{
      .now = *now,
      .strict = arguments.strict,
      .evaluation = arguments.evaluation == "interpreter" ? Evaluation::interpreter : Evaluation::index,
      .detail = Detail::full,
      .supplied = supplied};
  return EvalRun(context, arguments, std::move(set), options).run(*source);
}

}  // namespace

void add_eval(CLI::App& app, Context& context, std::string_view text) {
  CLI::App& command = add_command(app, context, "eval", text,
                                  "doorward eval --policies policies/ --directory users.json --signins signins.ndjson");
  auto arguments = std::make_shared<Arguments>();
  command.add_option("--policies", arguments->policies, "Ward, Graph JSON, folders of them, or one module")
      ->required()
      ->type_name("PATH");
  command.add_option("--directory", arguments->directory, "what is known of users: JSON, CSV or a store")
      ->type_name("FILE");
  command.add_option("--signins", arguments->sign_ins, "sign-ins as JSON lines, plain or gzip; `-` is standard input")
      ->type_name("FILE");
  command.add_option("--format", arguments->format, "JSON lines, or English with every reason")
      ->check(CLI::IsMember({"json", "text"}));
  command.add_flag("--explain", arguments->explain, "add why each policy applied or not");
  command.add_flag("--summary", arguments->summary, "print counts by outcome and policy instead of decisions");
  command.add_option("--at", arguments->at, "decide as of this time instead of now")->type_name("TIME");
  command.add_flag("--strict", arguments->strict, "block where a decision rests on an absent signal");
  command
      .add_option("--supplies", arguments->supplies,
                  "signals of which an absent one is a fact, as `assumed` names them")
      ->type_name("SIGNAL");
  command.add_flag("--allow-unknown-users", arguments->allow_unknown_users,
                   "decide also for users that the directory does not hold");
  add_ignore_unknown(command, arguments->ignore_unknown);
  command.add_option("--policy-names", arguments->policy_names, "name policies by Ward id or by Graph id")
      ->check(CLI::IsMember({"ward", "graph"}));
  command.add_option("--evaluation", arguments->evaluation, "how policies are found; both give the same decisions")
      ->check(CLI::IsMember({"index", "interpreter"}));
  add_trust_options(command, context.trust, Remembers::yes);
  command.callback([&context, arguments] {
    context.action = [&context, arguments] { return evaluate_sign_ins(context, *arguments); };
  });
}

}  // namespace doorward::cli
