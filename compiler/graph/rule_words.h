// The words of a filter rule: brackets, commas, texts in quotes, and bare words. Knows spelling only.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace doorward::graph {

struct RuleWord {
  enum class Kind : std::uint8_t { word, text, open, close, list_open, list_close, comma, end, unclosed };
  Kind kind = Kind::end;
  std::string text;       // word: as written; text: without quotes and escapes
  std::size_t begin = 0;  // bytes of the rule
  std::size_t stop = 0;
};

/// The words of `rule`; the last is `end`, or `unclosed` where a text never ends.
std::vector<RuleWord> split_rule(std::string_view rule);

}  // namespace doorward::graph
