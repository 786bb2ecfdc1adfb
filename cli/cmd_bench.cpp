// `doorward bench`: how many sign-ins a second the given policies decide (CONTRACTS.md §2).
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <thread>
#include <vector>

#include "bench_sign_ins.h"
#include "command.h"
#include "commands.h"
#include "doorward/runtime/evaluate.h"
#include "module_trust.h"
#include "policy_source.h"
#include "standard_input.h"

namespace doorward::cli {
namespace {

using Clock = std::chrono::steady_clock;

struct Arguments {
  std::vector<std::string> policies;
  std::string directory;
  std::string sign_ins;
  double seconds = 2;
  unsigned threads = 0;
  bool ignore_unknown = false;
};

/// What one run measured: all threads together.
struct Speed {
  unsigned threads = 1;
  double decisions_a_second = 0;
};

/// Decides for `seconds`, starting at another sign-in than other threads do; answers decisions a second.
double decide_for(double seconds, const std::shared_ptr<const PolicySet>& set, const std::vector<SignIn>& sign_ins,
                  std::size_t first) {
  constexpr std::size_t kBatch = 256;
  Scratch scratch(set);
  Decision decision;
  EvaluateOptions options;
  options.now =
      std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
  options.strict = false;
  std::uint64_t decided = 0;
  std::size_t at = first % sign_ins.size();
  const auto start = Clock::now();
  double elapsed = 0;
  while (elapsed < seconds || decided == 0) {
    for (std::size_t i = 0; i < kBatch; ++i) {
      evaluate(scratch, sign_ins[at], options, decision);
      at = at + 1 == sign_ins.size() ? 0 : at + 1;
    }
    decided += kBatch;
    elapsed = std::chrono::duration<double>(Clock::now() - start).count();
  }
  return static_cast<double>(decided) / elapsed;
}

Speed measure(unsigned threads, double seconds, const std::shared_ptr<const PolicySet>& set,
              const std::vector<SignIn>& sign_ins) {
  std::vector<double> speeds(threads);
  std::vector<std::thread> running;
  for (unsigned t = 0; t < threads; ++t) {
    running.emplace_back([&, t] { speeds[t] = decide_for(seconds, set, sign_ins, std::size_t{t} * 97); });
  }
  for (std::thread& thread : running) thread.join();
  Speed speed{threads, 0};
  for (const double one : speeds) speed.decisions_a_second += one;
  return speed;
}

std::string line_of(const Speed& speed) {
  return fmt::format("{:>4} thread{}  {:>12.0f} decisions a second  {:>8.0f} ns each\n", speed.threads,
                     speed.threads == 1 ? " " : "s", speed.decisions_a_second,
                     1e9 * speed.threads / speed.decisions_a_second);
}

Exit bench(const Context& context, const Arguments& arguments) {
  if (refuse_input_twice(context, {arguments.policies, {arguments.directory, arguments.sign_ins}})) return Exit::usage;
  const auto set = load_policy_set(context, arguments.policies, {.ignore_unknown = arguments.ignore_unknown});
  if (!set) return Exit::usage;
  BenchSignIns sign_ins;
  if (!arguments.sign_ins.empty() && !sign_ins.read(context, arguments.sign_ins, arguments.directory)) {
    return Exit::usage;
  }
  context.write_output(fmt::format("{} polic{}, {} {}sign-ins\n", set->policy_count(),
                                   set->policy_count() == 1 ? "y" : "ies", sign_ins.list().size(),
                                   arguments.sign_ins.empty() ? "made " : ""));
  const unsigned all = arguments.threads != 0 ? arguments.threads : std::max(1U, std::thread::hardware_concurrency());
  context.write_output(line_of(measure(1, arguments.seconds, set, sign_ins.list())));
  if (all > 1) context.write_output(line_of(measure(all, arguments.seconds, set, sign_ins.list())));
  return Exit::ok;
}

}  // namespace

void add_bench(CLI::App& app, Context& context, std::string_view text) {
  CLI::App& command =
      add_command(app, context, "bench", text,
                  "doorward bench --policies policies/ --directory users.json --signins signins.ndjson");
  auto arguments = std::make_shared<Arguments>();
  command.add_option("PATH,--policies", arguments->policies, "Ward, Graph JSON, folders of them, or one module")
      ->required()
      ->type_name("PATH");
  auto* sign_ins = command.add_option("--signins", arguments->sign_ins,
                                      "sign-ins to decide, the first 1,000; without them made ones are decided");
  sign_ins->type_name("FILE");
  command.add_option("--directory", arguments->directory, "what is known of users: JSON, CSV or a store")
      ->type_name("FILE")
      ->needs(sign_ins);
  command.add_option("--seconds", arguments->seconds, "how long each run lasts")->check(CLI::Range(0.0, 3600.0));
  command.add_option("--threads", arguments->threads, "how many threads the second run has; all cores without it")
      ->check(CLI::Range(1, 1024));
  add_ignore_unknown(command, arguments->ignore_unknown);
  add_trust_options(command, context.trust, Remembers::no);
  command.callback(
      [&context, arguments] { context.action = [&context, arguments] { return bench(context, *arguments); }; });
}

}  // namespace doorward::cli
