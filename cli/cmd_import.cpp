// `doorward import graph FILE|DIR… -o DIR`: Graph JSON to Ward.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>

#include "command.h"
#include "commands.h"
#include "doorward/compiler/name_map.h"
#include "doorward/compiler/unparse.h"
#include "doorward/io/output_file.h"
#include "embedded_tenant_script.h"
#include "policy_source.h"

namespace doorward::cli {
namespace {

namespace fs = std::filesystem;

struct Arguments {
  std::string format;
  std::vector<std::string> paths;
  std::string output;
  std::vector<std::string> names;
  bool how = false;
  bool force = false;
  bool skip_refused = false;
};

constexpr std::string_view kNounsHead = "# What the policies name, as `doorward import graph` found it.\n\nward 1\n\n";
constexpr std::string_view kPoliciesHead = "# Conditional access policies, imported from Microsoft Graph.\n";
constexpr std::string_view kSettingsHint =
    "#\n"
    "# Graph does not export the settings of per-user MFA. If the tenant uses it, state them here:\n"
    "#\n"
    "# mfa settings\n"
    "#   trusted ips 192.0.2.0/26\n"
    "#   remember devices for 14 days\n";

/// The JSON files that `path` names, sorted.
std::vector<std::string> files_of(const std::string& path) {
  std::error_code error;
  if (!fs::is_directory(path, error)) return {path};
  std::vector<std::string> files;
  for (auto entry = fs::recursive_directory_iterator(path, error);
       !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    if (entry->path().extension() == ".json") files.push_back(entry->path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// Reads a file of names in any encoding that sources may have.
bool add_names(const std::string& file, NameMap& names, std::string& error) {
  auto bytes = read_file(file, error);
  if (!bytes) return false;
  SourceMap sources;
  return names.add_json(sources.text(sources.add(file, std::move(*bytes))), error);
}

bool read_names(const Context& context, const std::vector<std::string>& paths, NameMap& names) {
  for (const std::string& path : paths) {
    for (const std::string& file : files_of(path)) {
      std::string error;
      if (add_names(file, names, error)) continue;
      context.error(fmt::format("cannot read names from `{}`: {}", file, error));
      return false;
    }
  }
  return true;
}

/// What somebody has edited, or imported from another tenant, is not replaced.
bool may_write(const Context& context, const std::string& path, const std::string& text) {
  std::error_code error;
  if (!fs::exists(path, error)) return true;
  std::string fault;
  if (read_file(path, fault) == text) return true;
  context.error(
      fmt::format("`{}` exists and says something else; choose another folder, or replace it with `--force`", path));
  return false;
}

/// Who reads the policies later is to know that they are not all.
std::string left_out_comment(const Sources& sources) {
  if (sources.loaded.left_out.empty()) return {};
  std::string text = "#\n# Left out, because they were refused:\n#\n";
  for (const LeftOutPolicy& policy : sources.loaded.left_out) {
    const Position at = sources.map.position(policy.span.source, policy.span.begin);
    text += "#   " + comment_text(policy.name);
    text += fmt::format("  ({}:{})\n", comment_text(sources.map.name(policy.span.source)), at.line);
  }
  return text;
}

std::string policies_of(std::size_t count) { return fmt::format("{} polic{}", count, count == 1 ? "y" : "ies"); }

/// Neither file is put in place before both are written, and none replaces another text unless that was asked for.
Exit write_folder(const Context& context, const Arguments& arguments, const Sources& sources, const WardText& text) {
  const model::PolicySet& set = sources.loaded.set;
  const std::string& folder = arguments.output;
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) {
    context.error(fmt::format("cannot make the folder `{}`: {}", folder, error.message()));
    return Exit::usage;
  }
  const std::string nouns_path = (fs::path(folder) / "nouns.ward").string();
  const std::string policies_path = (fs::path(folder) / "policies.ward").string();
  const std::string nouns = std::string(kNounsHead) + text.nouns;
  std::string policies(kPoliciesHead);
  policies += left_out_comment(sources);
  if (!set.settings) policies += kSettingsHint;
  policies += '\n' + text.policies;
  if (!arguments.force && !may_write(context, nouns_path, nouns)) return Exit::usage;
  if (!arguments.force && !may_write(context, policies_path, policies)) return Exit::usage;
  OutputFile nouns_file(nouns_path);
  OutputFile policies_file(policies_path);
  nouns_file.write(nouns);
  policies_file.write(policies);
  std::string fault;
  if (!nouns_file.commit(fault) || !policies_file.commit(fault)) {
    context.error(fault);
    return Exit::usage;
  }
  std::string done = fmt::format("{} written to `{}`", policies_of(set.policies.size()), folder);
  const std::size_t left_out = sources.loaded.left_out.size();
  if (left_out != 0) done += fmt::format(", {} left out", policies_of(left_out));
  context.note(done);
  return Exit::ok;
}

/// Whether leaving the refused policies out would leave any.
bool others_remain(const Arguments& arguments) {
  const auto sources = read_sources(arguments.paths, {.skip_refused = true, .beside = arguments.names});
  return sources->loaded.usable && !sources->loaded.set.policies.empty();
}

Exit import_graph(const Context& context, const Arguments& arguments) {
  if (arguments.how) {
    context.write_output(embedded::tenant_script().front().text);
    return Exit::ok;
  }
  if (arguments.paths.empty() || arguments.output.empty()) {
    context.error("`import graph` needs the JSON to read and `-o DIR`; `--how` prints a script that exports a tenant");
    return Exit::usage;
  }
  NameMap names;
  if (!read_names(context, arguments.names, names)) return Exit::usage;
  if (refuse_modules(context, arguments.paths, "; `import` reads Graph JSON")) return Exit::usage;
  const auto sources =
      read_sources(arguments.paths, {.skip_refused = arguments.skip_refused, .beside = arguments.names});
  WardText text;
  const std::size_t refused = sources->sink.errors();
  if (sources->loaded.usable) {
    // The folder may hold the names too: groups beside policies, as some exporters write them.
    for (const std::string& path : arguments.paths) {
      for (const std::string& file : files_of(path)) {
        std::string ignored;
        if (fs::path(file).extension() == ".json") add_names(file, names, ignored);
      }
    }
    text = unparse(sources->loaded.set, names, sources->sink);
  }
  drop_ignoring_advice(sources->sink);
  // What reading had to note is for `check`, but for what the file may not hold: nobody sees that in what is written.
  std::erase_if(sources->sink.diagnostics(),
                [](const Diagnostic& one) { return one.severity == Severity::note && one.code != Code::read_from_v1; });
  print_diagnostics(context, *sources, Notes::shown);
  if (sources->loaded.usable && sources->sink.errors() == refused) {
    return write_folder(context, arguments, *sources, text);
  }
  if (!arguments.skip_refused && others_remain(arguments)) {
    context.note("nothing was written; `--skip-refused` imports the policies that have no error");
  }
  return exit_for(sources->sink);
}

}  // namespace

void add_import(CLI::App& app, Context& context, std::string_view text) {
  CLI::App& command = add_command(app, context, "import", text,
                                  "doorward import graph tenant/policies --names tenant/names -o policies");
  auto arguments = std::make_shared<Arguments>();
  command.add_option("FORMAT", arguments->format, "what to read: `graph`")->required()->check(CLI::IsMember({"graph"}));
  command.add_option("PATH", arguments->paths, "Graph JSON files or folders, `-` for standard input");
  command.add_option("-o,--output", arguments->output, "the folder to write nouns.ward and policies.ward to")
      ->type_name("DIR");
  command
      .add_option("--names", arguments->names,
                  "Graph exports of groups, users, service principals, applications, named locations: what ids are "
                  "called; files or folders")
      ->type_name("PATH")
      ->allow_extra_args(false);
  command.add_flag("--force", arguments->force, "replace files of the folder that say something else");
  command.add_flag("--skip-refused", arguments->skip_refused,
                   "leave out policies with errors, and list them at the head of policies.ward");
  command.add_flag("--how", arguments->how, "print a PowerShell script that gets all this out of a tenant");
  command.callback(
      [&context, arguments] { context.action = [&context, arguments] { return import_graph(context, *arguments); }; });
}

}  // namespace doorward::cli
