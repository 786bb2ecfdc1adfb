#include "doorward/grammar/keyword.h"

#include "word.h"

namespace doorward {

bool is_keyword(std::string_view word) { return words::is_keyword(words::find_keyword(word)); }

}  // namespace doorward
