// Which words are keywords, for those who write Ward: a name that is one is written in double quotes. Must not know
// where in a sentence a keyword may stand.
#pragma once

#include <string_view>

namespace doorward {

/// Whether `word` is a keyword of Ward, reserved or known by its place, without ASCII case.
bool is_keyword(std::string_view word);

}  // namespace doorward
