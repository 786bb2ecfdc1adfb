// The alphabet of the grammar: every word of a statement as one byte, so that the PEGTL rules read words where
// they would otherwise read characters. Private to the grammar layer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace doorward::words {

/// What a word is. Keywords that may be names come first, so that a name is one range of bytes.
enum class Code : std::uint8_t {
  kNone = 0,
  kName,
  kTwoLetters,  // a name of two letters: perhaps a country
  kString,
#define DW_FREE(code, text, opens) code,
#define DW_RESERVED(code, text)
#include "keywords.def"
#undef DW_FREE
#undef DW_RESERVED
  kFirstOther,
  kGuid = kFirstOther,
  kDate,
  kTimeOfDay,
  kIp,
  kCidr,
  kNumber,
  kVersion,
  kUpn,
  kComma,
  kOpen,
  kClose,
  kOpenBracket,
  kCloseBracket,
  kEquals,
  kLess,
  kLessEqual,
  kGreater,
  kGreaterEqual,
  kPlus,
#define DW_FREE(code, text, opens)
#define DW_RESERVED(code, text) code,
#include "keywords.def"
#undef DW_FREE
#undef DW_RESERVED
  kCount
};
using enum Code;

inline constexpr std::size_t kCodes = static_cast<std::size_t>(Code::kCount);
constexpr std::size_t index_of(Code code) { return static_cast<std::size_t>(code); }

template <Code... C>
constexpr bool one_of(Code code) {
  return ((code == C) || ...);
}

/// How a keyword or a sign is written; empty for shapes.
std::string_view spelling(Code code);
/// The keyword with this spelling, without ASCII case; kNone when there is none.
Code find_keyword(std::string_view text);
constexpr bool is_name(Code code) { return code >= kName && code < Code::kFirstOther; }
constexpr bool is_reserved(Code code) { return code > kPlus && code < Code::kCount; }
bool is_keyword(Code code);
/// The words that begin a statement of their own kind.
bool opens_statement(Code code);
/// Two letters, whatever else they mean.
bool may_be_country(Code code);

/// Bytes of a word in its source.
struct Extent {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// What is wrong with a statement before any rule has seen it.
struct Fault {
  enum class Kind : std::uint8_t {
    none,
    shapeless,      // a run of characters that is no word
    open_string,    // no closing quote on the line
    bad_escape,     // `\` before something else than `"` and `\`
    hidden_letter,  // invisible or control character
    too_many_words,
    too_deep,
    indented,  // the first statement of the source does not start in column 1
    reported   // already reported elsewhere: be silent
  };
  Kind kind = Kind::none;
  Extent at;
};

/// The words of one statement.
struct Statement {
  std::vector<Extent> words;
  std::vector<Code> codes;  // one for each word
  Extent extent;            // from the first to the last word
  Fault fault;              // the first that was found
};

}  // namespace doorward::words
