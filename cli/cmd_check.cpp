// `doorward check PATH…`: everything that can be said of policies without deciding anything.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <tuple>

#include "check_levels.h"
#include "check_setup.h"
#include "command.h"
#include "commands.h"
#include "decision_time.h"
#include "doorward/io/output_file.h"
#include "finding_baseline.h"
#include "findings_json.h"
#include "findings_report.h"
#include "policy_fixes.h"
#include "set_findings.h"
#include "standard_input.h"
#include "unified_diff.h"

namespace doorward::cli {
namespace {

struct Arguments {
  SetupArguments setup;
  LevelArguments levels;
  std::string format = "text";
  std::string at;
  std::string baseline;
  bool ignore_unknown = false;
  bool fix = false;
  bool unsafe = false;
  bool diff = false;
};

/// What cannot be a code is a usage fault. A code that nothing has is one of another version: it is said, and no more, so
/// that a command line may name what a later version finds.
bool known_codes(const Context& context, const std::vector<std::string>& codes) {
  for (const std::string& code : codes) {
    if (names_any_code(code)) continue;
    if (is_code_like(code)) {
      context.warning(fmt::format("`{}` is no diagnostic code; nothing has it", code));
      continue;
    }
    context.error(fmt::format("`{}` is no diagnostic code", code));
    return false;
  }
  return true;
}

bool understood(const Context& context, const Arguments& arguments) {
  if (refuse_input_twice(context, {arguments.setup.paths, {arguments.setup.directory}})) return false;
  for (const auto* codes : {&arguments.levels.deny, &arguments.levels.warn, &arguments.levels.allow}) {
    if (!known_codes(context, *codes)) return false;
  }
  if (refuse_modules(context, arguments.setup.paths, "; `check` works on source: Ward and Graph JSON")) return false;
  const auto& paths = arguments.setup.paths;
  if (arguments.fix && std::find(paths.begin(), paths.end(), "-") != paths.end()) {
    context.error("`--fix` cannot write to standard input");
    return false;
  }
  if (arguments.unsafe && !arguments.fix && !arguments.diff) {
    context.error("`--unsafe` says which fixes, and needs `--fix` or `--diff`");
    return false;
  }
  return true;
}

bool has_config_fault(const DiagnosticSink& sink) {
  const auto& all = sink.diagnostics();
  return std::any_of(all.begin(), all.end(),
                     [](const Diagnostic& each) { return row_of(each.code).id.starts_with("E6"); });
}

/// People read from top to bottom.
void sort_by_place(DiagnosticSink& sink) {
  std::stable_sort(sink.diagnostics().begin(), sink.diagnostics().end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::tie(a.span.source, a.span.begin) < std::tie(b.span.source, b.span.begin);
  });
}

void name_as_base(std::vector<Allow>& allows) {
  std::error_code error;
  const std::filesystem::path here = std::filesystem::current_path(error);
  for (Allow& allow : allows) {
    const auto inside = std::filesystem::weakly_canonical(allow.file, error).lexically_relative(here);
    allow.file = inside.generic_string();
  }
}

/// Reads the policies and says everything of them that the levels let through. Null after a message.
std::unique_ptr<Sources> find(const Context& context, const Arguments& arguments) {
  auto sources = read_sources(arguments.setup.paths, {.ignore_unknown = arguments.ignore_unknown});
  const auto setup = set_up(context, arguments.setup, *sources);
  if (setup == nullptr) return nullptr;
  const Levels levels(setup->config, arguments.levels);
  if (!sources->sink.has_errors()) {
    const auto wanted = [&](Code code) { return levels.wanted(code); };
    const auto set = set_to_ask(*sources);
    // Where the set can be asked, what lints conclude from the shape of policies gives way to what it decides.
    setup->lint.wanted = [&](Code code) { return wanted(code) && !(set != nullptr && rests_on_set(code)); };
    lint(sources->loaded, sources->map, setup->lint, sources->sink);
    if (set != nullptr) add_set_findings(set, {wanted, setup->lint.tenant, arguments.setup.time}, *sources);
  }
  std::vector<Allow> allows = read_allows(sources->map, sources->loaded.sources);
  if (setup->base_allows) name_as_base(allows);
  apply_allows(allows, setup->base_allows ? &*setup->base_allows : nullptr, arguments.setup.config_from, sources->map,
               sources->sink);
  levels.apply(*sources);
  sort_by_place(sources->sink);
  return sources;
}

/// Shows or writes the fixes of what was found; how many, or nullopt after a message.
std::optional<std::size_t> fix(const Context& context, const Arguments& arguments, const Sources& sources) {
  std::size_t count = 0;
  for (const FixedSource& fixed : apply_fixes(sources, arguments.unsafe)) {
    const std::string name(sources.map.name(fixed.source));
    count += fixed.fixes;
    std::string error;
    if (arguments.diff) {
      context.write_output(unified_diff(name, sources.map.text(fixed.source), fixed.text));
    } else if (!write_whole(name, fixed.text, error)) {
      context.error(error);
      return std::nullopt;
    }
  }
  return count;
}

/// Fixes until nothing is left to fix: a fix can make way for another.
std::unique_ptr<Sources> find_and_fix(const Context& context, const Arguments& arguments) {
  constexpr int kRounds = 10;
  auto sources = find(context, arguments);
  std::size_t all = 0;
  for (int round = 0; sources != nullptr && round < kRounds; ++round) {
    const auto count = fix(context, arguments, *sources);
    if (!count) return nullptr;
    if (arguments.diff || *count == 0) break;
    all += *count;
    sources = find(context, arguments);
  }
  if (sources != nullptr && !arguments.diff) {
    context.note(fmt::format("{} fix{} applied", all, all == 1 ? "" : "es"));
  }
  return sources;
}

/// Hides what the baseline knows, or makes the baseline of what was found. False after a message.
bool hide_known(const Context& context, const std::string& file, Sources& sources) {
  std::string error;
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) {
    if (!write_whole(file, baseline_text(sources.map, sources.sink), error)) {
      context.error(error);
      return false;
    }
    context.note(fmt::format("`{}` holds what was found; from now on only what is new is shown", file));
  }
  const auto text = read_file(file, error);
  auto baseline = text ? read_baseline(*text, error) : std::nullopt;
  if (!baseline) {
    context.error(fmt::format("cannot read `{}`: {}", file, error));
    return false;
  }
  const std::size_t gone = apply_baseline(std::move(*baseline), sources.map, sources.sink);
  if (gone != 0) {
    context.note(fmt::format("{} finding{} of `{}` {} gone; delete the file and run again to forget {}", gone,
                             gone == 1 ? "" : "s", file, gone == 1 ? "is" : "are", gone == 1 ? "it" : "them"));
  }
  return true;
}

/// What no finding says: that the search for it met its bound.
void note_undecided(const Context& context, const Sources& sources) {
  constexpr std::size_t kMostNamed = 3;
  std::map<Code, std::vector<std::string>> policies;
  for (const Undecided& each : sources.undecided) policies[each.code].push_back(each.policy);
  for (const auto& [code, names] : policies) {
    std::string of;
    for (std::size_t n = 0; n < names.size() && n < kMostNamed && !names[n].empty(); ++n) {
      of += fmt::format("{} `{}`", n == 0 ? " of" : ",", names[n]);
    }
    if (names.size() > kMostNamed) of += fmt::format(" and {} others", names.size() - kMostNamed);
    context.note(fmt::format("{} is undecided{}: the search met its bound", row_of(code).id, of));
  }
}

void report(const Context& context, const std::string& format, const Sources& sources) {
  if (format == "text") {
    print_diagnostics(context, sources, Notes::shown);
  } else if (format == "json") {
    context.write_output(findings_json(sources));
  } else if (format == "sarif") {
    context.write_output(findings_sarif(sources));
  } else if (format == "github") {
    context.write_output(findings_github(sources));
  } else if (format == "gitlab") {
    context.write_output(findings_gitlab(sources));
  } else if (format == "junit") {
    context.write_output(findings_junit(sources));
  } else {
    context.write_output(findings_checkstyle(sources));
  }
}

/// The last line: what there is when nothing is wrong with it, and what of the JSON was taken for nothing.
void close(const Context& context, const LoadedSources& loaded, Exit exit) {
  const std::size_t count = loaded.set.policies.size();
  const std::size_t over = loaded.passed_over;
  std::string said;
  if (exit == Exit::ok) said = fmt::format("{} polic{}, no errors", count, count == 1 ? "y" : "ies");
  if (over != 0) {
    said += fmt::format("{}{} JSON value{} passed over", said.empty() ? "" : ", ", over, over == 1 ? "" : "s");
  }
  if (!said.empty()) context.note(said);
}

Exit check(const Context& context, Arguments& arguments) {
  if (!understood(context, arguments)) return Exit::usage;
  const auto time = decision_time(context, arguments.at);
  if (!time) return Exit::usage;
  arguments.setup.time = *time;
  const auto sources = arguments.fix || arguments.diff ? find_and_fix(context, arguments) : find(context, arguments);
  if (sources == nullptr) return Exit::usage;
  if (!arguments.baseline.empty() && !hide_known(context, arguments.baseline, *sources)) return Exit::usage;
  if (!arguments.diff) report(context, arguments.format, *sources);
  note_undecided(context, *sources);
  const Exit exit = has_config_fault(sources->sink) ? Exit::usage : exit_for(sources->sink);
  if (arguments.format == "text") close(context, sources->loaded, exit);
  return exit;
}

void add_levels(CLI::App& command, LevelArguments& levels) {
  command.add_option("--deny", levels.deny, "treat a warning as an error; `W31xx` names a family")
      ->type_name("CODE")
      ->allow_extra_args(false);
  command.add_option("--warn", levels.warn, "report a finding as a warning, also one that is not reported by default")
      ->type_name("CODE")
      ->allow_extra_args(false);
  command.add_option("--allow", levels.allow, "do not report a warning")->type_name("CODE")->allow_extra_args(false);
}

}  // namespace

void add_check(CLI::App& app, Context& context, std::string_view text) {
  CLI::App& command = add_command(app, context, "check", text, "doorward check policies/ --deny W3101 --format github");
  auto arguments = std::make_shared<Arguments>();
  command.add_option("PATH", arguments->setup.paths, "Ward files, Graph JSON files or folders, `-` for standard input")
      ->required();
  command.add_option("--format", arguments->format, "how to print findings")
      ->check(CLI::IsMember({"text", "json", "sarif", "github", "gitlab", "junit", "checkstyle"}));
  add_levels(command, arguments->levels);
  command.add_option("--config", arguments->setup.config, "doorward.toml, instead of the nearest above the policies")
      ->type_name("FILE");
  command
      .add_option("--config-from", arguments->setup.config_from,
                  "take configuration and `# allow(…)` from a Git revision, and list new ones")
      ->type_name("REV");
  command.add_option("--directory", arguments->setup.directory, "users and their states, for lints about them")
      ->type_name("FILE");
  command.add_option("--at", arguments->at, "the time of exceptions and ages, instead of now")->type_name("TIME");
  command
      .add_option("--baseline", arguments->baseline, "show only what this file does not hold; makes it when missing")
      ->type_name("FILE");
  command.add_flag("--fix", arguments->fix, "apply the fixes that keep every decision");
  command.add_flag("--unsafe", arguments->unsafe,
                   "with --fix or --diff: fixes that may change a decision too, where there is only one");
  command.add_flag("--diff", arguments->diff, "show what the fixes would change, and write nothing");
  add_ignore_unknown(command, arguments->ignore_unknown);
  command.callback(
      [&context, arguments] { context.action = [&context, arguments] { return check(context, *arguments); }; });
}

}  // namespace doorward::cli
