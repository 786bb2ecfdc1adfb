// What the command line offers, as plain values: the one source of man pages and completions. Reads CLI11's own
// description of the commands, so that nothing is listed a second time.
#pragma once

#include <CLI/App.hpp>
#include <string>
#include <vector>

namespace doorward::cli {

struct OptionText {
  std::vector<std::string> names;    // `--color`, `-q`; empty for a positional argument
  std::string value;                 // `FILE`, `WHEN`; empty for a flag
  std::vector<std::string> choices;  // the values that are allowed, where they are a list
  std::string text;
  bool required = false;
};

struct CommandText {
  std::string path;  // `doorward users list`
  std::string name;  // `list`
  std::string summary;
  std::string example;
  std::vector<OptionText> arguments;
  std::vector<OptionText> options;
  std::vector<CommandText> commands;
};

[[nodiscard]] CommandText command_tree(const CLI::App& app);

}  // namespace doorward::cli
