// Bare names with nothing between them: several nouns, or one name that holds blanks.
#include <algorithm>

#include "case.h"
#include "doorward/facts/guid.h"

namespace doorward::words {
namespace {

// A name of more words than these is none.
constexpr std::size_t kMostWords = 5;

bool is_bare(const Case& c, std::size_t i) { return is_name(c.code(i)) && c.code(i) != kString; }

SideBySide::Place place_of(const Case& c, std::size_t i) {
  using Place = SideBySide::Place;
  const std::size_t context = context_of(c, i);
  const Code code = context < c.size() ? c.code(context) : kNone;
  if (code == kNone) return Place::person;
  if (code == kOn) return Place::network;
  if (code == kUsing) return Place::device;
  if (code == kRunning) return Place::platform;
  if (code == kThrough) return Place::client;
  if (code == kBy) return Place::flow;
  if (code == kAt) return Place::level;
  if (code == kFor) return Place::target;
  return one_of<kRequire, kExpect, kHaving>(code) ? Place::control : Place::name;
}

}  // namespace

std::optional<SideBySide> side_by_side(const Case& c) {
  const std::size_t at = c.at();
  if (c.ended() || at == 0 || !is_bare(c, at) || !is_bare(c, at - 1)) return std::nullopt;
  std::size_t first = at - 1;
  // The word that opens a statement is none of a name.
  const std::size_t begin = opens_statement(c.code(0)) ? 1 : 0;
  if (first < begin) return std::nullopt;
  while (first > begin && at - first < kMostWords && is_bare(c, first - 1)) --first;
  std::size_t last = at + 1;
  while (last < c.size() && last - at < kMostWords && is_bare(c, last)) ++last;
  SideBySide found;
  for (std::size_t i = first; i < last; ++i) found.words.push_back(c.span(i));
  for (std::size_t length = std::min(last - first, kMostWords); length > 1; --length) {
    for (std::size_t i = first; i < at && i + length <= last; ++i) {
      if (i + length > at && c.mends_replacing(i, i + length, {kString}))
        found.runs.push_back({i - first, i + length - first});
    }
  }
  if (found.runs.empty()) return std::nullopt;
  found.place = place_of(c, at);
  return found;
}

// `group Sales EMEA = …`
bool explain_name_with_blanks(const Case& c) {
  const std::size_t declaring = c.code(0) == kTrusted ? 1 : 0;
  if (!opens_statement(c.code(declaring))) return false;
  const std::size_t first = declaring + 1;
  std::size_t last = first;
  while (is_bare(c, last) && c.code(last) != kAs) ++last;
  if (last < first + 2 || last > first + kMostWords || !one_of<kEquals, kAs>(c.code(last))) return false;
  const bool doubled = equals_ignoring_case(c.word(first), c.word(first + 1));
  if (doubled || !c.mends_replacing(first, last, {kString})) return false;
  const std::string name = c.words(first, last);
  Diagnostic& found = c.sink.report<DiagnosticCode::needs_quotes>(c.span(first, last), name, "it holds a blank");
  found.help = "write `\"" + name + "\"`";
  found.fixes.push_back({found.help, {{c.span(first, last), '"' + name + '"'}}, false});
  return true;
}

// `hybrid joined device` where one name stands.
bool explain_side_by_side(const Case& c) {
  std::optional<SideBySide> names = side_by_side(c);
  if (!names) return false;
  Diagnostic& found = c.sink.report<DiagnosticCode::no_separator>(c.span(c.at()), c.word(c.at() - 1), c.word(c.at()));
  const SideBySide::Run run = names->runs.front();
  const Span from = names->words[run.begin];
  const Span whole{from.source, from.begin, names->words[run.end - 1].end};
  std::string quoted;
  for (std::size_t i = run.begin; i < run.end; ++i) {
    const Span word = names->words[i];
    quoted += (quoted.empty() ? '"' : ' ') + std::string(c.text().substr(word.begin, word.end - word.begin));
  }
  quoted += '"';
  found.help = "write `" + quoted + "` if it is one name";
  found.fixes.push_back({"write `" + quoted + "`", {{whole, quoted}}, false, true});
  found.names = std::move(names);
  return true;
}

}  // namespace doorward::words
