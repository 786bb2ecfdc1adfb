// `doorward generate`: man pages, shell completions and what editors need, made of the commands and the language
// themselves. Packages install the first two.
#include <fmt/format.h>

#include <filesystem>
#include <memory>

#include "command.h"
#include "commands.h"
#include "completion.h"
#include "editor_files.h"
#include "man_page.h"

namespace doorward::cli {
namespace {

/// Writes texts that have a `file`, a path below `folder`.
Exit write_files(const Context& context, const std::string& folder, const auto& files) {
  for (const auto& one : files) {
    const std::filesystem::path path = std::filesystem::path(folder) / one.file;
    std::error_code failure;
    std::filesystem::create_directories(path.parent_path(), failure);
    if (!context.write_file(path.string(), one.text)) return Exit::usage;
  }
  return Exit::ok;
}

struct ShellRow {
  std::string_view name;
  std::string (*write)(const CommandText&);
};
constexpr ShellRow kShells[] = {{"bash", bash_completion}, {"zsh", zsh_completion}, {"fish", fish_completion}};

Exit write_completion(const Context& context, const CLI::App& root, std::string_view shell) {
  for (const ShellRow& row : kShells) {
    if (row.name == shell) context.write_output(row.write(command_tree(root)));
  }
  return Exit::ok;
}

}  // namespace

void add_generate(CLI::App& app, Context& context, std::string_view text) {
  CLI::App* generate = app.add_subcommand("generate", std::string(text));
  generate->require_subcommand(1);
  generate->footer("Example:\n  doorward generate completion bash > /etc/bash_completion.d/doorward");

  CLI::App& man =
      add_command(*generate, context, "man", "write a man page for each command", "doorward generate man man1/");
  auto folder = std::make_shared<std::string>();
  man.add_option("FOLDER", *folder, "where the pages go; made if it is missing")->required();
  man.callback([&, folder] {
    context.action = [&, folder] {
      return write_files(context, *folder, man_pages(command_tree(app), DOORWARD_VERSION));
    };
  });

  CLI::App& completion = add_command(*generate, context, "completion", "write the completions of a shell",
                                     "doorward generate completion zsh > _doorward");
  auto shell = std::make_shared<std::string>();
  std::vector<std::string> names;
  for (const ShellRow& row : kShells) names.emplace_back(row.name);
  completion.add_option("SHELL", *shell, "bash, zsh or fish")->required()->check(CLI::IsMember(names));
  completion.callback([&, shell] { context.action = [&, shell] { return write_completion(context, app, *shell); }; });

  CLI::App& editor = add_command(*generate, context, "editor", "write what an editor needs to know of Ward",
                                 "doorward generate editor vscode ~/.vscode/extensions/doorward");
  auto which = std::make_shared<std::string>();
  editor.add_option("EDITOR", *which, "vscode or vim")->required()->check(CLI::IsMember({"vscode", "vim"}));
  editor.add_option("FOLDER", *folder, "where the files go; made if it is missing")->required();
  editor.callback([&, which, folder] {
    context.action = [&, which, folder] {
      return write_files(context, *folder, *which == "vim" ? vim_files() : vscode_files(DOORWARD_VERSION));
    };
  });
}

}  // namespace doorward::cli
