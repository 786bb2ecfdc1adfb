#include "graph/rule_words.h"

namespace doorward::graph {
namespace {

bool is_blank(char c) noexcept { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

constexpr std::string_view kEndsWord = " \t\n\r()[],\"'";

RuleWord::Kind bracket_kind(char c) noexcept {
  switch (c) {
    case '(':
      return RuleWord::Kind::open;
    case ')':
      return RuleWord::Kind::close;
    case '[':
      return RuleWord::Kind::list_open;
    case ']':
      return RuleWord::Kind::list_close;
    default:
      return RuleWord::Kind::comma;
  }
}

// A text in quotes from `begin` on. A backtick escapes the next character inside double quotes; a single quote is
// written twice inside single ones (SEMANTICS.md §8.6).
RuleWord quoted(std::string_view rule, std::size_t begin) {
  const char quote = rule[begin];
  RuleWord word{RuleWord::Kind::text, "", begin, rule.size()};
  for (std::size_t i = begin + 1; i < rule.size(); ++i) {
    const bool escapes = quote == '"' ? rule[i] == '`' : rule.substr(i, 2) == "''";
    if (escapes && i + 1 < rule.size()) {
      word.text += rule[++i];
    } else if (rule[i] == quote) {
      word.stop = i + 1;
      return word;
    } else {
      word.text += rule[i];
    }
  }
  word.kind = RuleWord::Kind::unclosed;
  return word;
}

}  // namespace

std::vector<RuleWord> split_rule(std::string_view rule) {
  std::vector<RuleWord> words;
  for (std::size_t at = 0; at < rule.size();) {
    const char c = rule[at];
    if (is_blank(c)) {
      ++at;
    } else if (c == '"' || c == '\'') {
      words.push_back(quoted(rule, at));
      if (words.back().kind == RuleWord::Kind::unclosed) return words;
      at = words.back().stop;
    } else if (kEndsWord.find(c) != std::string_view::npos) {
      words.push_back({bracket_kind(c), std::string(1, c), at, at + 1});
      ++at;
    } else {
      const std::size_t found = rule.find_first_of(kEndsWord, at);
      const std::size_t stop = found == std::string_view::npos ? rule.size() : found;
      words.push_back({RuleWord::Kind::word, std::string(rule.substr(at, stop - at)), at, stop});
      at = stop;
    }
  }
  words.push_back({RuleWord::Kind::end, "", rule.size(), rule.size()});
  return words;
}

}  // namespace doorward::graph
