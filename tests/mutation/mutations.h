// The words of a Ward text, and that text with one of them left out, swapped or misspelt.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace doorward::tests {

struct Token {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t word = 0;  // position among the words; of a sign, that of the word before it
  bool is_word = false;  // a sign otherwise
  bool begins_statement = false;
};

/// Words and signs; comments are none.
std::vector<Token> tokens_of(std::string_view text);
/// The same as texts, to compare what two layouts say.
std::vector<std::string> words_of(std::string_view text);

struct Mutation {
  std::string name;  // `drop networks`
  std::string text;
  std::size_t first_word = 0;  // the words at the edit, as positions in `text`
  std::size_t last_word = 0;
};

/// Every word left out, swapped with the next of its statement, and every bare word with a letter left out, doubled,
/// replaced, and swapped with the next.
std::vector<Mutation> mutations_of(const std::string& text);

/// `word` put in before every word of a statement but its first, and the words that name the change.
std::vector<Mutation> insertions_of(const std::string& text, const std::string& word);

/// The position of the word that holds the byte `offset`, or that stands before it.
std::size_t word_at(const std::vector<Token>& tokens, std::size_t offset);

}  // namespace doorward::tests
