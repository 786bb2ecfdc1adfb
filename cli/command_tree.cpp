#include "command_tree.h"

#include "command.h"

namespace doorward::cli {
namespace {

constexpr std::string_view kExample = "Example:\n";

/// `WHEN:{auto,always}` as CLI11 writes a type with its checks.
void split_type(const std::string& type, OptionText& option) {
  const std::size_t choices = type.find(":{");
  option.value = type.substr(0, choices);
  if (choices == std::string::npos) return;
  std::size_t begin = choices + 2;
  while (begin < type.size()) {
    const std::size_t end = type.find_first_of(",}", begin);
    if (end == std::string::npos) return;
    option.choices.push_back(type.substr(begin, end - begin));
    begin = end + 1;
  }
}

OptionText option_text(const CLI::Option& option) {
  OptionText text;
  for (const std::string& name : option.get_lnames()) text.names.push_back("--" + name);
  for (const std::string& name : option.get_snames()) text.names.push_back("-" + name);
  if (option.get_items_expected_max() != 0) split_type(option.get_type_name(), text);
  if (text.names.empty()) text.value = option.get_name();
  text.text = option.get_description();
  text.required = option.get_required();
  return text;
}

CommandText command_text(const CLI::App& app, std::string path) {
  CommandText command;
  command.name = app.get_name();
  command.summary = app.get_description();
  command.example = app.get_footer();
  if (command.example.starts_with(kExample)) command.example.erase(0, kExample.size());
  for (const CLI::Option* option : app.get_options()) {
    OptionText text = option_text(*option);
    (text.names.empty() ? command.arguments : command.options).push_back(std::move(text));
  }
  const auto every = [](const CLI::App*) { return true; };
  for (const CLI::App* child : app.get_subcommands(every)) {
    command.commands.push_back(command_text(*child, path + ' ' + child->get_name()));
  }
  command.path = std::move(path);
  return command;
}

}  // namespace

CommandText command_tree(const CLI::App& app) { return command_text(app, app.get_name()); }

}  // namespace doorward::cli
