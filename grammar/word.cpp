#include "word.h"

#include <array>

namespace doorward::words {
namespace {

struct Keyword {
  Code code;
  std::string_view text;
  bool opens;
};

constexpr auto kKeywords = std::to_array<Keyword>({
#define DW_FREE(code, text, opens) {Code::code, text, opens},
#define DW_RESERVED(code, text) {Code::code, text, false},
#include "keywords.def"
#undef DW_FREE
#undef DW_RESERVED
});
static_assert(index_of(Code::kFirstOther) <= 128, "names are one range of non-negative chars");
static_assert(kCodes <= 256, "a word is one byte");

constexpr std::size_t longest_keyword() {
  std::size_t longest = 0;
  for (const Keyword& keyword : kKeywords) longest = keyword.text.size() > longest ? keyword.text.size() : longest;
  return longest;
}
constexpr std::size_t kLongest = longest_keyword();

constexpr std::size_t kSlots = 1024;

// Folds a letter to lower case, and keeps digits and `-` apart from each other and from letters: enough to compare a
// word of a name's form with a keyword.
constexpr unsigned fold(char c) { return static_cast<unsigned char>(c) | 0x20U; }

constexpr bool spells(std::string_view text, std::string_view keyword) {
  if (text.size() != keyword.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (fold(text[i]) != static_cast<unsigned char>(keyword[i])) return false;
  }
  return true;
}

constexpr std::size_t slot_of(std::string_view text) {
  const auto at = [text](std::size_t i) { return static_cast<std::size_t>(fold(text[i])); };
  const std::size_t last = text.size() - 1;
  return (text.size() * 131 + at(0) * 37 + at(last) * 11 + at(text.size() / 2) * 61 + at(text.size() / 3) * 7) % kSlots;
}

// Open addressing: index + 1 of the keyword, 0 for an empty slot.
constexpr auto kTable = [] {
  std::array<std::uint8_t, kSlots> table{};
  for (std::size_t i = 0; i < kKeywords.size(); ++i) {
    std::size_t slot = slot_of(kKeywords[i].text);
    while (table[slot] != 0) slot = (slot + 1) % kSlots;
    table[slot] = static_cast<std::uint8_t>(i + 1);
  }
  return table;
}();

struct Properties {
  std::string_view text;
  bool keyword = false;
  bool opens = false;
};

constexpr auto kProperties = [] {
  std::array<Properties, kCodes> rows{};
  for (const Keyword& keyword : kKeywords) rows[index_of(keyword.code)] = {keyword.text, true, keyword.opens};
  rows[index_of(kComma)].text = ",";
  rows[index_of(kOpen)].text = "(";
  rows[index_of(kClose)].text = ")";
  rows[index_of(kOpenBracket)].text = "[";
  rows[index_of(kCloseBracket)].text = "]";
  rows[index_of(kEquals)].text = "=";
  rows[index_of(kLess)].text = "<";
  rows[index_of(kLessEqual)].text = "<=";
  rows[index_of(kGreater)].text = ">";
  rows[index_of(kGreaterEqual)].text = ">=";
  rows[index_of(kPlus)].text = "+";
  return rows;
}();

}  // namespace

std::string_view spelling(Code code) { return kProperties[index_of(code)].text; }

bool is_keyword(Code code) { return kProperties[index_of(code)].keyword; }

bool opens_statement(Code code) { return kProperties[index_of(code)].opens; }

bool may_be_country(Code code) { return code == kTwoLetters || (is_keyword(code) && spelling(code).size() == 2); }

Code find_keyword(std::string_view text) {
  if (text.empty() || text.size() > kLongest) return kNone;
  for (std::size_t slot = slot_of(text); kTable[slot] != 0; slot = (slot + 1) % kSlots) {
    const Keyword& keyword = kKeywords[kTable[slot] - 1U];
    if (spells(text, keyword.text)) return keyword.code;
  }
  return kNone;
}

}  // namespace doorward::words
