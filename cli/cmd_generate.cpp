// `doorward generate`: man pages and shell completions, made of the commands themselves. Packages install them.
#include <fmt/format.h>

#include <filesystem>
#include <memory>

#include "command.h"
#include "commands.h"
#include "completion.h"
#include "doorward/io/output_file.h"
#include "man_page.h"

namespace doorward::cli {
namespace {

Exit write_man_pages(const Context& context, const CLI::App& root, const std::string& folder) {
  std::error_code failure;
  std::filesystem::create_directories(folder, failure);
  for (const ManPage& page : man_pages(command_tree(root), DOORWARD_VERSION)) {
    std::string error;
    if (write_whole((std::filesystem::path(folder) / page.file).string(), page.text, error)) continue;
    context.error(error);
    return Exit::usage;
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
  man.callback([&, folder] { context.action = [&, folder] { return write_man_pages(context, app, *folder); }; });

  CLI::App& completion = add_command(*generate, context, "completion", "write the completions of a shell",
                                     "doorward generate completion zsh > _doorward");
  auto shell = std::make_shared<std::string>();
  std::vector<std::string> names;
  for (const ShellRow& row : kShells) names.emplace_back(row.name);
  completion.add_option("SHELL", *shell, "bash, zsh or fish")->required()->check(CLI::IsMember(names));
  completion.callback([&, shell] { context.action = [&, shell] { return write_completion(context, app, *shell); }; });
}

}  // namespace doorward::cli
