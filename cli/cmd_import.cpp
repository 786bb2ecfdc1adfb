// `doorward import graph FILE|DIR… -o DIR`: Graph JSON to Ward.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>

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

bool read_names(const Context& context, const std::vector<std::string>& paths, NameMap& names) {
  for (const std::string& path : paths) {
    for (const std::string& file : files_of(path)) {
      std::string error;
      const auto text = read_file(file, error);
      if (text && names.add_json(*text, error)) continue;
      context.error(fmt::format("cannot read names from `{}`: {}", file, error));
      return false;
    }
  }
  return true;
}

/// Neither file is put in place before both are written.
Exit write_folder(const Context& context, const std::string& folder, const model::PolicySet& set,
                  const WardText& text) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) {
    context.error(fmt::format("cannot make the folder `{}`: {}", folder, error.message()));
    return Exit::usage;
  }
  std::string policies(kPoliciesHead);
  if (!set.settings) policies += kSettingsHint;
  policies += '\n' + text.policies;
  OutputFile nouns_file((fs::path(folder) / "nouns.ward").string());
  OutputFile policies_file((fs::path(folder) / "policies.ward").string());
  nouns_file.write(std::string(kNounsHead) + text.nouns);
  policies_file.write(policies);
  std::string fault;
  if (!nouns_file.commit(fault) || !policies_file.commit(fault)) {
    context.error(fault);
    return Exit::usage;
  }
  const std::size_t count = set.policies.size();
  context.note(fmt::format("{} polic{} written to `{}`", count, count == 1 ? "y" : "ies", folder));
  return Exit::ok;
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
  const auto sources = read_sources(arguments.paths, {});
  WardText text;
  if (!sources->sink.has_errors()) {
    // The folder may hold the names too: groups beside policies, as some exporters write them.
    for (const std::string& path : arguments.paths) {
      for (const std::string& file : files_of(path)) {
        std::string error;
        const auto json = fs::path(file).extension() == ".json" ? read_file(file, error) : std::nullopt;
        if (json) names.add_json(*json, error);
      }
    }
    text = unparse(sources->loaded.set, names, sources->sink);
  }
  print_diagnostics(context, *sources);
  if (sources->sink.has_errors()) return exit_for(sources->sink);
  return write_folder(context, arguments.output, sources->loaded.set, text);
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
  command.add_option("--names", arguments->names, "Graph exports of groups, users, apps: what ids are called")
      ->type_name("FILE")
      ->allow_extra_args(false);
  command.add_flag("--how", arguments->how, "print a PowerShell script that gets all this out of a tenant");
  command.callback(
      [&context, arguments] { context.action = [&context, arguments] { return import_graph(context, *arguments); }; });
}

}  // namespace doorward::cli
