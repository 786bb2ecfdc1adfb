#include "mutations.h"

#include <algorithm>
#include <cctype>

namespace doorward::tests {
namespace {

constexpr std::string_view kSigns = ",()[]=<>";

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

std::size_t end_of_text(std::string_view text, std::size_t at) {
  for (++at; at < text.size() && text[at] != '"'; ++at) at += text[at] == '\\' ? 1U : 0U;
  return at + 1;
}

/// Letters and hyphens: what is spelt, and not counted or copied.
bool is_spelt(std::string_view word) {
  return std::isalpha(static_cast<unsigned char>(word.front())) != 0 && word.size() > 1 &&
         std::all_of(word.begin(), word.end(),
                     [](unsigned char c) { return std::isalnum(c) != 0 || c == '-' || c == '_' || c == '.'; });
}

void add_misspellings(const std::string& text, const Token& token, std::vector<Mutation>& all) {
  const std::string word = text.substr(token.begin, token.end - token.begin);
  if (!token.is_word || !is_spelt(word)) return;
  const std::size_t middle = word.size() / 2;
  std::vector<std::string> wrong{word, word, word, word};
  wrong[0].erase(middle, 1);
  wrong[1].insert(middle, 1, word[middle]);
  wrong[2][middle] = word[middle] == 'q' ? 'z' : 'q';
  std::swap(wrong[3][middle - 1], wrong[3][middle]);
  for (const std::string& one : wrong) {
    if (one == word) continue;
    std::string mutated = text;
    mutated.replace(token.begin, token.end - token.begin, one);
    all.push_back({"misspell " + word + " as " + one, mutated, token.word, token.word});
  }
}

void add_removal(const std::string& text, const Token& token, std::vector<Mutation>& all) {
  std::string mutated = text;
  std::size_t end = token.end;
  // What begins a statement leaves its place to the next word.
  while (token.begins_statement && end < text.size() && (text[end] == ' ' || text[end] == '\t')) ++end;
  mutated.erase(token.begin, end - token.begin);
  const std::size_t before = token.word == 0 ? 0 : token.word - 1;
  all.push_back({"drop " + text.substr(token.begin, token.end - token.begin), mutated, before, token.word});
}

void add_swap(const std::string& text, const Token& token, const Token& next, std::vector<Mutation>& all) {
  const std::string first = text.substr(token.begin, token.end - token.begin);
  const std::string second = text.substr(next.begin, next.end - next.begin);
  if (first == second) return;
  const std::string between = text.substr(token.end, next.begin - token.end);
  std::string mutated = text;
  mutated.replace(token.begin, next.end - token.begin, second + between + first);
  all.push_back({"swap " + first + " and " + second, mutated, token.word, next.word});
}

}  // namespace

std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> tokens;
  std::size_t words = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (is_blank(text[at])) {
      ++at;
      continue;
    }
    if (text[at] == '#' && (at == 0 || is_blank(text[at - 1]))) {
      at = std::min(text.find('\n', at), text.size());
      continue;
    }
    Token token{at, at + 1, 0, true, at == 0 || text[at - 1] == '\n'};
    if (text[at] == '"') {
      token.end = end_of_text(text, at);
    } else if (kSigns.find(text[at]) != std::string_view::npos) {
      token.is_word = false;
    } else {
      while (token.end < text.size() && !is_blank(text[token.end]) && text[token.end] != '"' &&
             kSigns.find(text[token.end]) == std::string_view::npos) {
        ++token.end;
      }
    }
    words += token.is_word ? 1U : 0U;
    token.word = words == 0 ? 0 : words - 1;
    at = token.end;
    tokens.push_back(token);
  }
  return tokens;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  for (const Token& token : tokens_of(text)) {
    if (token.begins_statement) words.emplace_back("\n");
    words.emplace_back(text.substr(token.begin, token.end - token.begin));
  }
  return words;
}

std::vector<Mutation> mutations_of(const std::string& text) {
  std::vector<Mutation> all;
  const std::vector<Token> tokens = tokens_of(text);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!tokens[i].is_word) continue;
    add_removal(text, tokens[i], all);
    add_misspellings(text, tokens[i], all);
    std::size_t next = i + 1;
    while (next < tokens.size() && !tokens[next].is_word) ++next;
    if (next < tokens.size() && !tokens[next].begins_statement) add_swap(text, tokens[i], tokens[next], all);
  }
  return all;
}

std::vector<Mutation> insertions_of(const std::string& text, const std::string& word) {
  std::vector<Mutation> all;
  for (const Token& token : tokens_of(text)) {
    if (!token.is_word || token.begins_statement) continue;
    std::string mutated = text;
    mutated.insert(token.begin, word + ' ');
    all.push_back({"insert " + word + " before " + text.substr(token.begin, token.end - token.begin), mutated,
                   token.word, token.word});
  }
  return all;
}

std::size_t word_at(const std::vector<Token>& tokens, std::size_t offset) {
  std::size_t word = 0;
  for (const Token& token : tokens) {
    if (token.begin <= offset) word = token.word;
  }
  return word;
}

}  // namespace doorward::tests
