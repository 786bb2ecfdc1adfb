// `all` and `any` before a noun that is not all: `all untrusted networks`. The noun narrows, so it stays; and words for
// everyone and for guests that are none of Ward's.
#include <algorithm>
#include <array>

#include "case.h"
#include "doorward/facts/guid.h"

namespace doorward::words {
namespace {

bool is_any(const Case& c, std::size_t i) {
  constexpr auto kWords = std::to_array<std::string_view>({"any", "every", "each"});
  return c.code(i) == kAll || std::any_of(kWords.begin(), kWords.end(),
                                          [&](std::string_view word) { return equals_ignoring_case(c.word(i), word); });
}

bool is_guest(const Case& c, std::size_t i) {
  return i < c.size() && (equals_ignoring_case(c.word(i), "guest") || equals_ignoring_case(c.word(i), "external"));
}

// `all external users`, `external guests`
bool guests(const Case& c) {
  const std::size_t at = c.at();
  std::size_t first = at;
  while (!is_guest(c, first) && first > 0 && first + 2 > at) --first;
  if (!is_guest(c, first)) return false;
  std::size_t last = first + 1;
  if (one_of<kUsers, kUser, kGuests>(c.code(last))) ++last;
  if (first > 0 && is_any(c, first - 1)) --first;
  if (!c.mends_replacing(first, last, {kGuests})) return false;
  Diagnostic& found = c.sink.report<DiagnosticCode::misspelt_keyword>(c.span(first, last), c.words(first, last));
  found.help = "write `guests`";
  found.fixes.push_back({found.help, {{c.span(first, last), "guests"}}, false});
  return true;
}

// `contractors or all users`: whoever is named beside everyone is one of them.
bool everyone(const Case& c) {
  const std::size_t at = c.at();
  if (c.code(at) != kAll || c.code(at + 1) != kUsers || !(c.expected.has(Role::person) || c.expected.has(Role::exempt)))
    return false;
  c.sink.report<DiagnosticCode::misspelt_keyword>(c.span(at, at + 2), c.words(at, at + 2)).help =
      "all users are `everyone`, which stands alone: nobody is left to name beside it";
  return true;
}

bool every(const Case& c) {
  const std::size_t i = c.at() - 1;
  if (!is_any(c, i) || respelt(c, c.at()) != kNone) return false;
  if (!c.mends_replacing(i, i + 1, {})) return false;
  Diagnostic& found = c.sink.report<DiagnosticCode::word_too_many>(c.span(i), c.word(i));
  found.help = "take `" + std::string(c.word(i)) + "` out";
  found.fixes.push_back({found.help, {{{c.span(i).source, c.span(i).begin, c.span(i + 1).begin}, ""}}, false});
  return true;
}

}  // namespace

bool explain_narrowing(const Case& c) {
  if (c.at() == 0 || c.ended()) return false;
  return guests(c) || everyone(c) || every(c);
}

}  // namespace doorward::words
