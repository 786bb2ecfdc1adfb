// Which words are keywords, for those who write Ward: a name that is one is written in double quotes. Must not know
// where in a sentence a keyword may stand.
#pragma once

#include <span>
#include <string_view>

namespace doorward {

/// One keyword.
struct KeywordText {
  std::string_view text;  // lower case
  bool opens;             // begins a statement of its own kind
  bool reserved;          // never a name without quotes
};

/// All of them, in the order of their table.
std::span<const KeywordText> keywords();

/// Whether `word` is a keyword of Ward, reserved or known by its place, without ASCII case.
bool is_keyword(std::string_view word);

}  // namespace doorward
