// Sentences whose parts stand in the wrong order: the effect before a phrase, a phrase before who signs in. Phrases may
// stand in any order, but the subject comes first and the effect last.
#include <algorithm>

#include "case.h"

namespace doorward::words {
namespace {

// A person moves a short part; all moves of a long statement would take time by its square.
constexpr std::size_t kMostMoved = 24;

bool begins_phrase(Code code) { return one_of<kOn, kUsing, kRunning, kThrough, kBy, kAt, kFor, kWhen>(code); }
bool begins_effect(Code code) { return one_of<kBlock, kRequire, kWith>(code); }

// Kind words behind a noun are none.
bool is_noun(Code code) { return one_of<kName, kTwoLetters, kString>(code); }

// Whether the statement is correct with the words from `first` to `last` behind what stands before `to`.
bool mends_moving(const Case& c, std::size_t first, std::size_t last, std::size_t to) {
  std::vector<Code> changed = c.codes();
  const auto at = [&changed](std::size_t i) { return changed.begin() + static_cast<std::ptrdiff_t>(i); };
  if (to >= last) {
    std::rotate(at(first), at(last), at(to));
  } else {
    std::rotate(at(to), at(first), at(last));
  }
  return c.mends(changed);
}

Fix move(const Case& c, std::size_t first, std::size_t last, std::size_t to) {
  const std::string words = c.words(first, last);
  Span from = c.span(first, last);
  if (last < c.size()) {
    from.end = c.span(last).begin;
  } else {
    from.begin = c.span(first - 1).end;
  }
  const Edit away{from, ""};
  const Edit there = to == c.size() ? c.insert_after(to - 1, words) : c.insert_before(to, words);
  return {"", {to < first ? there : away, to < first ? away : there}, false};
}

bool report_effect(const Case& c, std::size_t first, std::size_t last, std::size_t to) {
  const std::string words = c.words(first, last);
  Diagnostic& found = c.sink.report<DiagnosticCode::effect_not_last>(c.span(first, last), words);
  found.help = "move `" + words + "` to the end of the sentence";
  found.fixes.push_back(move(c, first, last, to));
  found.fixes.back().title = found.help;
  return true;
}

// `contractors require mfa for procurement`
bool effect_before_phrase(const Case& c) {
  const std::size_t at = c.at();
  if (at == 0 || c.ended() || !begins_phrase(c.code(at)) || c.root != Root::statement) return false;
  for (std::size_t first = at > kMostMoved ? at - kMostMoved : 1; first < at; ++first) {
    if (!begins_effect(c.code(first))) continue;
    if (mends_moving(c, first, at, c.size())) return report_effect(c, first, at, c.size());
    const std::size_t with = c.last_before(c.size(), {kWith});
    if (with < c.size() && with > at && mends_moving(c, first, at, with)) return report_effect(c, first, at, with);
  }
  return false;
}

// `require mfa contractors for procurement`
bool effect_before_subject(const Case& c) {
  if (c.at() != 0 || c.ended() || !begins_effect(c.code(0))) return false;
  for (std::size_t last = 1; last < std::min(c.size(), kMostMoved); ++last) {
    if (mends_moving(c, 0, last, c.size())) return report_effect(c, 0, last, c.size());
  }
  return false;
}

// `for procurement contractors require mfa`. Which of two nouns side by side is who signs in, their kinds say, and those
// are not known here: both are offered, the first noun first.
bool phrase_before_subject(const Case& c) {
  if (c.at() != 0 || c.ended() || !begins_phrase(c.code(0))) return false;
  std::vector<std::size_t> subjects;
  for (std::size_t i = 1; i + 1 < std::min(c.size(), kMostMoved); ++i) {
    const bool ends = i == 1 || begins_phrase(c.code(i + 1)) || begins_effect(c.code(i + 1));
    if (ends && is_noun(c.code(i)) && mends_moving(c, i, i + 1, 0)) subjects.push_back(i);
  }
  if (subjects.empty() || subjects.back() == 1) return false;  // two neighbours, swapped
  Diagnostic& found = c.sink.report<DiagnosticCode::subject_not_first>(c.span(0), c.word(0));
  // With who signs in before it the sentence is whole: it was left out, not moved.
  if (c.mends_inserting(0, kEveryone)) {
    found.help = "begin with `everyone`";
    found.fixes.push_back({found.help, {c.insert_before(0, "everyone")}, false});
  }
  for (const std::size_t i : subjects) {
    const std::string subject(c.word(i));
    found.fixes.push_back(move(c, i, i + 1, 0));
    found.fixes.back().title = "begin with `" + subject + "`";
    found.help += (found.help.empty() ? "begin with `" : " or `") + subject + '`';
  }
  return true;
}

// `policy disabled "CA 202" "Off"`: the state reads as the policy's id.
bool state_behind_policy(const Case& c) {
  return c.code(0) == kPolicy && one_of<kDisabled, kReportOnly>(c.code(1)) && explain_swap(c, 0);
}

}  // namespace

bool explain_word_order(const Case& c) {
  return state_behind_policy(c) || effect_before_phrase(c) || effect_before_subject(c) || phrase_before_subject(c);
}

}  // namespace doorward::words
