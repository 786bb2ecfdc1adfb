#include "doorward/grammar/keyword.h"

#include <array>

#include "word.h"

namespace doorward {
namespace {

constexpr auto kKeywords = std::to_array<KeywordText>({
#define DW_FREE(code, text, opens) {text, opens, false},
#define DW_RESERVED(code, text) {text, false, true},
#include "keywords.def"
#undef DW_FREE
#undef DW_RESERVED
});

}  // namespace

std::span<const KeywordText> keywords() { return kKeywords; }

bool is_keyword(std::string_view word) { return words::is_keyword(words::find_keyword(word)); }

}  // namespace doorward
