// Words that are not Ward's where a keyword says the same: `if` for `when`, `must use` for `require`.
#include <algorithm>
#include <array>

#include "case.h"
#include "doorward/facts/guid.h"

namespace doorward::words {
namespace {

struct Row {
  std::string_view written;
  Code keyword;
};
constexpr auto kRows = std::to_array<Row>({
#define DW_FOREIGN_WORD(written, keyword) {written, keyword},
#include "foreign_words.def"
#undef DW_FOREIGN_WORD
});

/// How many words of the statement, from word `i` on, are `written`; 0 when they are not.
std::size_t words_of(const Case& c, std::size_t i, std::string_view written) {
  const auto count = static_cast<std::size_t>(std::count(written.begin(), written.end(), ' ')) + 1;
  if (i + count > c.size() || c.code(i) == kString) return 0;
  return equals_ignoring_case(c.words(i, i + count), written) ? count : 0;
}

/// Whether the statement would be correct with the keyword, or at least be read past the word behind it.
bool fits(const Case& c, std::size_t i, std::size_t count, Code keyword) {
  const std::vector<Code> changed = c.replacing(i, i + count, {keyword});
  if (c.mends(changed)) return true;
  if (i != c.at() || keyword == kExcept || changed.size() > kMaxTrialWords) return false;
  Expected expected;
  Match match;
  match.expected = &expected;
  return match_words(changed, c.root, match) || expected.at > i + 1;
}

bool explain_at(const Case& c, std::size_t i) {
  for (const Row& row : kRows) {
    const std::size_t count = words_of(c, i, row.written);
    if (count == 0) continue;
    // `workloads where …` has lost another word.
    const bool filter = c.code(i) == kWhere && i > 0 && one_of<kWorkloads, kAgents, kDevices, kApps>(c.code(i - 1));
    if (filter || !fits(c, i, count, row.keyword)) return false;
    Diagnostic& found = c.sink.report<DiagnosticCode::misspelt_keyword>(c.span(i, i + count), c.words(i, i + count));
    const std::string right(spelling(row.keyword));
    found.help = "write `" + right + "`";
    found.fixes.push_back({found.help, {{c.span(i, i + count), right}}, false});
    return true;
  }
  return false;
}

}  // namespace

bool explain_foreign_word(const Case& c) {
  if (c.ended() || c.at() == 0) return false;
  return explain_at(c, c.at()) || explain_at(c, c.at() - 1);
}

}  // namespace doorward::words
