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

// What is nearly always meant where a control or a number is wanted, the only keyword that can stand here, or a noun.
void offer_missing(const Case& c, Diagnostic& found) {
  const auto offer = [&](std::string_view word, bool guess) {
    found.fixes.push_back({"write `" + std::string(word) + "`", {c.insert_before(c.at(), word)}, false, guess});
  };
  if (c.expected.has(Role::control) || c.expected.has(Role::outcome)) {
    if (c.mends_inserting(c.at(), kMfa)) offer("mfa", true);
    return;
  }
  if (c.expected.has(Role::number) && c.mends_inserting(c.at(), kNumber)) return offer("1", true);
  for (const Expected::Item& item : c.expected.items) {
    const bool singular = c.expected.has(find_keyword(std::string(spelling(item.code)) + "s"));
    if (item.role == Role::none && is_keyword(item.code) && !singular && c.mends_inserting(c.at(), item.code)) {
      offer(spelling(item.code), is_name(item.code));
    }
  }
  if (!found.fixes.empty() || !c.mends_inserting(c.at(), kName)) return;
  for (const Role role : told_roles(c.expected)) note_missing_noun(c, c.at(), role, found);
}

}  // namespace

// What the members of a declared noun are, or what somebody belongs to.
std::optional<MissingNoun::Kind> member_kind(const Case& c, std::size_t i) {
  using Kind = MissingNoun::Kind;
  if (c.code(0) == kApp) return Kind::app;
  if (c.code(0) == kClients) return Kind::client;
  if (c.code(0) == kGroup || (i > 0 && c.code(i - 1) == kIn)) return Kind::person;
  return std::nullopt;
}

void note_missing_noun(const Case& c, std::size_t i, Role role, Diagnostic& found) {
  using Kind = MissingNoun::Kind;
  std::optional<Kind> kind;
  const bool test = c.code(0) == kTest || c.last_before(c.size(), {kExpect}) < c.size();
  if (role == Role::subject || role == Role::person) kind = test ? Kind::signed_in : Kind::subject;
  if (role == Role::exempt) kind = Kind::person;
  if (role == Role::machine) kind = Kind::machine;
  if (role == Role::network) kind = Kind::network;
  if (role == Role::device) kind = Kind::device;
  if (role == Role::client) kind = Kind::client;
  if (role == Role::target || role == Role::app) kind = Kind::app;
  if (role == Role::context) kind = Kind::context;
  if (role == Role::tenant) kind = Kind::tenant;
  if (role == Role::condition && c.code(i) == kIn && i > 0 && c.code(i - 1) == kGiven) kind = Kind::signed_in;
  if (role == Role::names || role == Role::noun_value) kind = member_kind(c, i);
  if (!kind || found.missing) return;
  found.missing = MissingNoun{*kind, c.insert_before(i, "").span, i >= c.size()};
}

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
    Diagnostic& open = c.sink.report<DiagnosticCode::unfinished>(c.span(c.size() - 1), describe(c.expected));
    open.help = help_for(c.expected);
    offer_missing(c, open);
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
    } else {
      offer_missing(c, *found);
    }
  }
}

}  // namespace doorward::words
