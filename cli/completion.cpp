#include "completion.h"

#include <fmt/format.h>

#include <functional>

namespace doorward::cli {
namespace {

using Visit = std::function<void(const CommandText&)>;

void for_each_command(const CommandText& command, const Visit& visit) {
  visit(command);
  for (const CommandText& child : command.commands) for_each_command(child, visit);
}

std::string words_of(const CommandText& command) {
  std::vector<std::string> words;
  for (const CommandText& child : command.commands) words.push_back(child.name);
  for (const OptionText& option : command.options) words.insert(words.end(), option.names.begin(), option.names.end());
  return fmt::format("{}", fmt::join(words, " "));
}

/// Text between single quotes of a shell.
std::string in_quotes(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\'') {
      out += "'\\''";
    } else {
      out += c;
    }
  }
  return out;
}

/// Text of zsh's _arguments: brackets and colons end parts of it.
std::string in_brackets(std::string_view text) {
  std::string out;
  for (const char c : in_quotes(text)) {
    if (c == '[' || c == ']' || c == ':') out += '\\';
    out += c;
  }
  return out;
}

std::string function_name(std::string_view path) {
  std::string name = "_";
  for (const char c : path) name += c == ' ' || c == '-' ? '_' : c;
  return name;
}

std::string zsh_options(const CommandText& command) {
  std::string lines;
  for (const OptionText& option : command.options) {
    for (const std::string& name : option.names) {
      std::string value;
      if (!option.choices.empty())
        value = fmt::format(":{}:({})", in_brackets(option.value), fmt::join(option.choices, " "));
      if (option.choices.empty() && !option.value.empty()) value = fmt::format(":{}:_files", in_brackets(option.value));
      lines += fmt::format(" \\\n    '{}[{}]{}'", name, in_brackets(option.text), value);
    }
  }
  return lines;
}

}  // namespace

std::string bash_completion(const CommandText& tree) {
  std::string text =
      "# bash completion for doorward\n_doorward() {\n  local path=doorward word words=() i\n"
      "  for ((i = 1; i < COMP_CWORD; i++)); do\n    word=${COMP_WORDS[i]}\n    case \"$path $word\" in\n";
  for_each_command(tree, [&](const CommandText& command) {
    if (&command != &tree) text += fmt::format("      '{0}') path='{0}' ;;\n", command.path);
  });
  text += "    esac\n  done\n  case \"$path:${COMP_WORDS[COMP_CWORD-1]}\" in\n";
  for_each_command(tree, [&](const CommandText& command) {
    for (const OptionText& option : command.options) {
      if (option.choices.empty()) continue;
      for (const std::string& name : option.names) {
        text += fmt::format("    '{}:{}') words='{}' ;;\n", command.path, name, fmt::join(option.choices, " "));
      }
    }
  });
  text += "    *)\n      case \"$path\" in\n";
  for_each_command(tree, [&](const CommandText& command) {
    text += fmt::format("        '{}') words='{}' ;;\n", command.path, words_of(command));
  });
  text +=
      "      esac ;;\n  esac\n  COMPREPLY=($(compgen -W \"$words\" -- \"${COMP_WORDS[COMP_CWORD]}\"))\n}\n"
      "complete -o default -o bashdefault -F _doorward doorward\n";
  return text;
}

std::string zsh_completion(const CommandText& tree) {
  std::string text = "#compdef doorward\n";
  for_each_command(tree, [&](const CommandText& command) {
    text += fmt::format("\n{}() {{\n", function_name(command.path));
    if (command.commands.empty()) {
      text += fmt::format("  _arguments -s{} \\\n    '*:file:_files'\n}}\n", zsh_options(command));
      return;
    }
    text +=
        fmt::format("  local line state\n  _arguments -C{} \\\n    '1:command:->command' '*::argument:->argument'\n",
                    zsh_options(command));
    text += "  case $state in\n    command)\n      local -a commands=(\n";
    for (const CommandText& child : command.commands) {
      text += fmt::format("        '{}:{}'\n", child.name, in_brackets(child.summary));
    }
    text += "      )\n      _describe command commands ;;\n    argument)\n      case $line[1] in\n";
    for (const CommandText& child : command.commands) {
      text += fmt::format("        {}) {} ;;\n", child.name, function_name(child.path));
    }
    text += "      esac ;;\n  esac\n}\n";
  });
  return text + "\n_doorward \"$@\"\n";
}

std::string fish_completion(const CommandText& tree) {
  std::string text = "# fish completion for doorward\n";
  for_each_command(tree, [&](const CommandText& command) {
    std::string condition;
    if (&command == &tree) {
      condition = "__fish_use_subcommand";
    } else {
      condition = fmt::format("__fish_seen_subcommand_from {}", command.name);
    }
    for (const CommandText& child : command.commands) {
      text +=
          fmt::format("complete -c doorward -n '{}' -a {} -d '{}'\n", condition, child.name, in_quotes(child.summary));
    }
    for (const OptionText& option : command.options) {
      text += fmt::format("complete -c doorward -n '{}'", condition);
      for (const std::string& name : option.names) {
        text += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
      }
      if (!option.value.empty()) text += " -r";
      if (!option.choices.empty()) text += fmt::format(" -f -a '{}'", fmt::join(option.choices, " "));
      text += fmt::format(" -d '{}'\n", in_quotes(option.text));
    }
  });
  return text;
}

}  // namespace doorward::cli
