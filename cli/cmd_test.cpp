// `doorward test`: runs the `test` blocks of policies (CONTRACTS.md §2, docs/tests.md).
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstddef>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <random>

#include "command.h"
#include "commands.h"
#include "coverage_report.h"
#include "decision_time.h"
#include "doorward/analysis/run_tests.h"
#include "doorward/analysis/suggest_tests.h"
#include "doorward/io/directory.h"
#include "policy_source.h"
#include "standard_input.h"
#include "suggested_tests.h"
#include "test_report.h"
#include "test_tables.h"
#include "watch.h"

namespace doorward::cli {
namespace {

struct Arguments {
  bool ignore_unknown = false;
  std::vector<std::string> paths;
  std::string format = "text";
  std::string filter;
  std::string at;
  std::string directory;
  bool coverage = false;
  std::optional<std::size_t> coverage_min;
  std::string lcov;
  std::string html;
  bool suggest = false;
  std::string shuffle;  // a seed, or `true` for any
  bool watch = false;

  bool measures() const { return coverage || coverage_min || suggest || !lcov.empty() || !html.empty(); }
};

/// Only the tests whose title holds `filter`, without ASCII case.
void keep_matching(const std::string& filter, model::Tests& tests) {
  const auto lower = [](std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
    return text;
  };
  std::erase_if(tests.tests,
                [&](const model::Test& test) { return lower(test.title).find(lower(filter)) == std::string::npos; });
}

/// Writes what was asked for besides the report. False after the reason was printed.
bool write_files(const Context& context, const Arguments& arguments, const PolicySet& set,
                 const analysis::Coverage& coverage) {
  return (arguments.lcov.empty() || context.write_file(arguments.lcov, coverage_lcov(set, coverage))) &&
         (arguments.html.empty() || context.write_file(arguments.html, coverage_html(set, coverage)));
}

void print(const Context& context, const Arguments& arguments, const TestReport& report, const PolicySet& set,
           const analysis::Coverage& coverage) {
  const bool measured = arguments.coverage || arguments.coverage_min.has_value();
  if (arguments.format == "json") {
    context.write_output(report.json(measured ? coverage_json(set, coverage) : nlohmann::ordered_json()));
  } else if (arguments.format == "junit") {
    context.write_output(report.junit());
  } else {
    context.write_output(measured ? report.text() + coverage_text(set, coverage) : report.text());
  }
}

/// Looks users up in `directory`, where there is one.
std::function<bool(UserSignals&)> completing(const Directory* directory) {
  if (directory == nullptr) return {};
  return [directory](UserSignals& user) {
    SignIn sign_in;
    sign_in.has_user = true;
    sign_in.user = user;
    if (directory->fill(sign_in) != DirectoryMatch::filled) return false;
    user = sign_in.user;
    return true;
  };
}

/// The seed that was asked for, or one; nullopt after a message.
std::optional<std::uint64_t> seed_of(const Context& context, const std::string& shuffle) {
  if (shuffle == "true") return std::random_device{}();
  std::uint64_t seed = 0;
  const char* end = shuffle.data() + shuffle.size();
  if (const auto read = std::from_chars(shuffle.data(), end, seed); read.ec == std::errc() && read.ptr == end) {
    return seed;
  }
  context.error(fmt::format("`{}` is no seed: a number is expected", shuffle));
  return std::nullopt;
}

/// The same order for the same seed, whatever the library.
void shuffle(std::uint64_t seed, std::vector<model::Test>& tests) {
  std::mt19937_64 random(seed);
  for (std::size_t left = tests.size(); left > 1; --left) std::swap(tests[left - 1], tests[random() % left]);
}

/// One run of the tests.
Exit run_once(const Context& context, Arguments arguments, std::optional<std::uint64_t> seed) {
  const auto now = decision_time(context, arguments.at);
  if (!now) return Exit::usage;
  std::string error;
  auto tables = take_tables(arguments.paths, error);
  if (!tables) {
    context.error(error);
    return Exit::usage;
  }
  std::unique_ptr<const Directory> directory;
  if (!arguments.directory.empty() && !(directory = Directory::read_file(arguments.directory, error))) {
    context.error(error);
    return Exit::usage;
  }
  const auto sources =
      read_sources(arguments.paths, {.ignore_unknown = arguments.ignore_unknown, .texts = std::move(*tables)});
  const auto set = compile_sources(context, *sources);
  if (!set) return Exit::usage;
  print_diagnostics(context, *sources);
  model::Tests& tests = sources->loaded.tests;
  if (!arguments.filter.empty()) keep_matching(arguments.filter, tests);
  if (seed) {
    shuffle(*seed, tests.tests);
    context.note(fmt::format("the tests run in the order of the seed {0}: `--shuffle={0}` repeats it", *seed));
  }
  analysis::Coverage coverage(sources->loaded.set);
  const auto results =
      run_tests({set, sources->loaded.set, sources->map, *now, completing(directory.get()), arguments.at.empty()},
                tests, arguments.measures() ? &coverage : nullptr);
  if (directory && !directory->error().empty()) {
    context.error(directory->error());
    return Exit::usage;
  }
  if (arguments.suggest) {
    const auto suggestions = analysis::suggest_tests({set, sources->loaded.set}, coverage, *now);
    context.write_output(suggested_tests(arguments.paths, suggestions, *now));
    return Exit::ok;
  }
  if (results.empty() && arguments.format == "text") context.note("there is no test in these policies");
  if (const std::size_t proofs = tests.proofs.size(); proofs != 0) {
    context.note(fmt::format("{} `prove` statement{} for `doorward prove`", proofs, proofs == 1 ? " is" : "s are"));
  }
  const TestReport report(sources->map, results, tests.proofs.size());
  print(context, arguments, report, *set, coverage);
  if (!write_files(context, arguments, *set, coverage)) return Exit::usage;
  const bool enough = !arguments.coverage_min || coverage.percent() >= *arguments.coverage_min;
  if (!enough) {
    context.error(fmt::format("the tests cover {} % of the policies, and {} % is asked for", coverage.percent(),
                              *arguments.coverage_min));
  }
  return report.all_passed() && enough ? Exit::ok : Exit::finding;
}

Exit run(const Context& context, const Arguments& arguments) {
  if (refuse_input_twice(context, {arguments.paths, {arguments.directory}})) return Exit::usage;
  if (refuse_modules(context, arguments.paths, "; `test` works on source, where the tests are")) return Exit::usage;
  std::optional<std::uint64_t> seed;
  if (!arguments.shuffle.empty()) {
    seed = seed_of(context, arguments.shuffle);
    if (!seed) return Exit::usage;
  }
  if (!arguments.watch) return run_once(context, arguments, seed);
  if (std::find(arguments.paths.begin(), arguments.paths.end(), "-") != arguments.paths.end()) {
    context.error("`--watch` listens to standard input, so policies cannot come from there");
    return Exit::usage;
  }
  Watch watch(arguments.paths);
  for (;;) {
    const Exit exit = run_once(context, arguments, seed);
    context.finish_output();
    if (!watch.wait()) return exit;
  }
}

}  // namespace

void add_test(CLI::App& app, Context& context, std::string_view text) {
  CLI::App& command = add_command(app, context, "test", text, "doorward test policies/ --format junit");
  auto arguments = std::make_shared<Arguments>();
  command
      .add_option("PATH", arguments->paths,
                  "Ward files, Graph JSON, tables of tests (CSV) or folders, `-` for standard input")
      ->required();
  command.add_option("--format", arguments->format, "how to print results")
      ->check(CLI::IsMember({"text", "json", "junit"}));
  command.add_option("--directory", arguments->directory, "who users are that tests name, JSON, CSV or a store")
      ->type_name("FILE");
  command.add_option("--filter", arguments->filter, "run only the tests whose title holds this")->type_name("TEXT");
  command.add_flag("--coverage", arguments->coverage, "say which policies, conditions and outcomes no test has shown");
  command.add_option("--coverage-min", arguments->coverage_min, "exit 1 when less is covered, in percent")
      ->check(CLI::Range(0, 100))
      ->type_name("N");
  command.add_option("--coverage-lcov", arguments->lcov, "write the coverage for lcov")->type_name("FILE");
  command.add_option("--coverage-html", arguments->html, "write the coverage as a page")->type_name("FILE");
  command.add_flag("--suggest", arguments->suggest,
                   "print tests that would cover what no test has shown, and no report");
  command.add_flag("--shuffle", arguments->shuffle,
                   "run the tests in another order, `--shuffle=SEED` in that of a seed");
  command.add_flag("--watch", arguments->watch,
                   "run again whenever a file changes or a line is entered, until input ends");
  add_ignore_unknown(command, arguments->ignore_unknown);
  command.add_option("--at", arguments->at, "decide as of this time instead of now")->type_name("TIME");
  command.callback(
      [&context, arguments] { context.action = [&context, arguments] { return run(context, *arguments); }; });
}

}  // namespace doorward::cli
