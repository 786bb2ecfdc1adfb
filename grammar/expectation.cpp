// What was expected and what was seen, when no better explanation was found.
#include <algorithm>

#include "case.h"
#include "doorward/facts/guid.h"
#include "doorward/grammar/suggest.h"

namespace doorward::words {
namespace {

constexpr std::size_t kMostNamed = 4;

std::string join(const std::vector<std::string>& parts) {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) text += i + 1 == parts.size() ? " or " : ", ";
    text += parts[i];
  }
  return text;
}

// The roles a person would name: what ends the sentence before what could lengthen it.
std::vector<Role> told_roles(const Expected& expected) {
  std::vector<Role> roles;
  for (const Expected::Item& item : expected.items) {
    if (item.role == Role::none || item.role == Role::person_kind) continue;
    if (item.role == Role::test_part && expected.has(Role::effect)) continue;
    roles.push_back(item.role);
  }
  return roles;
}

// The keywords and signs, a singular only where there is no plural.
std::vector<std::string> told_keywords(const Expected& expected) {
  std::vector<std::string> parts;
  for (const Expected::Item& item : expected.items) {
    const std::string word(spelling(item.code));
    if (word.empty() || parts.size() == kMostNamed) continue;
    const Code plural = find_keyword(word + "s");
    if (plural == kNone || !expected.has(plural)) parts.push_back("`" + word + "`");
  }
  return parts;
}

std::string closest_keyword(const Case& c) {
  if (c.ended() || !is_name(c.code(c.at())) || c.code(c.at()) == kString) return {};
  std::vector<std::string_view> candidates;
  for (std::size_t k = 1; k < kCodes; ++k) {
    if (c.expected.codes.test(k) && is_keyword(static_cast<Code>(k)))
      candidates.push_back(spelling(static_cast<Code>(k)));
  }
  const std::string_view found = nearest(c.word(c.at()), candidates);
  return equals_ignoring_case(found, c.word(c.at())) ? std::string() : std::string(found);
}

std::string help_for(const Expected& expected) {
  const std::vector<Role> roles = told_roles(expected);
  if (roles.empty()) {
    const std::vector<std::string> keywords = told_keywords(expected);
    return keywords.empty() ? std::string() : "write " + join(keywords);
  }
  // What ends the statement helps more than what could still be added.
  for (const Role role : {Role::claim, Role::effect, Role::test_part}) {
    if (std::find(roles.begin(), roles.end(), role) != roles.end()) return std::string("write ") + row_of(role).example;
  }
  return std::string("write ") + row_of(roles.front()).example;
}

}  // namespace

std::string describe(const Expected& expected) {
  std::vector<std::string> parts;
  for (const Role role : told_roles(expected)) {
    std::string text = row_of(role).text;
    if (std::find(parts.begin(), parts.end(), text) == parts.end()) parts.push_back(std::move(text));
  }
  if (!parts.empty()) {
    if (parts.size() > kMostNamed) parts.resize(kMostNamed);
    return join(parts);
  }
  parts = told_keywords(expected);
  if (expected.end && parts.empty()) return "the end of the statement";
  return parts.empty() ? "something else" : join(parts);
}

void explain_expected(const Case& c) {
  if (c.ended()) {
    c.sink.report<DiagnosticCode::unfinished>(c.span(c.size() - 1), describe(c.expected)).help = help_for(c.expected);
    return;
  }
  const std::string keyword = closest_keyword(c);
  Diagnostic* found = nullptr;
  if (!keyword.empty()) {
    found = &c.sink.report<DiagnosticCode::misspelt_keyword>(c.span(c.at()), c.word(c.at()));
    found->help = "did you mean `" + keyword + "`?";
    found->fixes.push_back({"write `" + keyword + "`", {c.replace(c.at(), keyword)}, false});
  } else if (c.expected.end) {
    found = &c.sink.report<DiagnosticCode::after_statement>(c.span(c.at()), c.word(c.at()));
    found->help = c.begins_line(c.at()) ? "begin the line in column 1 if it is a statement of its own"
                                        : "take it out, or begin a new line for a new statement";
  } else {
    const std::string shown = "`" + std::string(c.word(c.at())) + "`";
    found = &c.sink.report<DiagnosticCode::expected_found>(c.span(c.at()), describe(c.expected), shown);
    found->help = help_for(c.expected);
    if (is_name(c.code(c.at())) && c.mends_with(c.at(), kString)) {
      const std::string quoted = '"' + std::string(c.word(c.at())) + '"';
      found->help = "write `" + quoted + "`";
      found->fixes.push_back({found->help, {c.replace(c.at(), quoted)}, false});
    }
  }
}

}  // namespace doorward::words
