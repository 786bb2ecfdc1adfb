#include "man_page.h"

#include <fmt/format.h>

namespace doorward::cli {
namespace {

/// Text as man(7) takes it literally: no escapes, no line that begins with a request, hyphens that can be copied.
std::string escaped(std::string_view text) {
  std::string out;
  bool line_begins = true;
  for (const char c : text) {
    if (line_begins && (c == '.' || c == '\'')) out += "\\&";
    if (c == '\\') {
      out += "\\e";
    } else if (c == '-') {
      out += "\\-";
    } else {
      out += c;
    }
    line_begins = c == '\n';
  }
  return out;
}

std::string page_name(std::string_view path) {
  std::string name(path);
  for (char& c : name) {
    if (c == ' ') c = '-';
  }
  return name;
}

std::string head_of(const OptionText& option) {
  std::string head;
  for (const std::string& name : option.names)
    head += fmt::format("{}\\fB{}\\fR", head.empty() ? "" : ", ", escaped(name));
  if (option.value.empty()) return head;
  return head + fmt::format("{}\\fI{}\\fR", head.empty() ? "" : " ", escaped(option.value));
}

void add_options(std::string& page, std::string_view title, const std::vector<OptionText>& options) {
  if (options.empty()) return;
  page += fmt::format(".SH {}\n", title);
  for (const OptionText& option : options) {
    page += fmt::format(".TP\n{}\n{}", head_of(option), escaped(option.text));
    if (!option.choices.empty()) page += escaped(fmt::format(" ({})", fmt::join(option.choices, ", ")));
    page += option.required ? " (required)\n" : "\n";
  }
}

std::string synopsis(const CommandText& command) {
  std::string text = fmt::format("\\fB{}\\fR [options]", escaped(command.path));
  if (!command.commands.empty()) text += " \\fIcommand\\fR";
  for (const OptionText& argument : command.arguments) {
    const std::string name = fmt::format("\\fI{}\\fR", escaped(argument.value));
    text += argument.required ? " " + name : " [" + name + "]";
  }
  return text;
}

void add_exit_codes(std::string& page) {
  page +=
      ".SH EXIT STATUS\n.TP\n0\nFine.\n.TP\n1\nThe finding that the command looks for: an error in a policy, a failed "
      "test, a difference that was named.\n.TP\n2\nThe command line is wrong, or something cannot be read or "
      "written.\n.TP\n3\nUndecided within the stated bound.\n";
}

std::string page_of(const CommandText& command, std::string_view version) {
  std::string upper = page_name(command.path);
  for (char& c : upper) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  std::string page = fmt::format(".TH {} 1 \"\" \"Doorward {}\" \"Doorward\"\n", escaped(upper), version);
  page += fmt::format(".SH NAME\n{} \\- {}\n", escaped(page_name(command.path)), escaped(command.summary));
  page += fmt::format(".SH SYNOPSIS\n{}\n", synopsis(command));
  if (!command.commands.empty()) page += ".SH COMMANDS\n";
  for (const CommandText& child : command.commands) {
    page += fmt::format(".TP\n\\fB{}\\fR(1)\n{}\n", escaped(page_name(child.path)), escaped(child.summary));
  }
  add_options(page, "ARGUMENTS", command.arguments);
  add_options(page, "OPTIONS", command.options);
  if (!command.example.empty()) page += fmt::format(".SH EXAMPLE\n.nf\n{}\n.fi\n", escaped(command.example));
  add_exit_codes(page);
  return page;
}

void add_pages(std::vector<ManPage>& pages, const CommandText& command, std::string_view version) {
  pages.push_back({page_name(command.path) + ".1", page_of(command, version)});
  for (const CommandText& child : command.commands) add_pages(pages, child, version);
}

}  // namespace

std::vector<ManPage> man_pages(const CommandText& tree, std::string_view version) {
  std::vector<ManPage> pages;
  add_pages(pages, tree, version);
  return pages;
}

}  // namespace doorward::cli
