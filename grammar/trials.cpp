// Explanation by trial: the smallest change of one word that makes the whole statement correct says what is wrong.
#include <algorithm>
#include <array>

#include "case.h"
#include "doorward/facts/guid.h"
#include "doorward/grammar/suggest.h"

namespace doorward::words {
namespace {

// Words whose insertion explains nothing: they change the meaning, or leave it as it is.
bool says_nothing(Code code) { return one_of<kA, kAn, kThe, kNot, kAnd, kExcept, kPlus, kOpen>(code); }

std::vector<std::size_t> suspects(const Case& c) {
  std::vector<std::size_t> places;
  const auto add = [&](std::size_t i) {
    if (i < c.size() && std::find(places.begin(), places.end(), i) == places.end()) places.push_back(i);
  };
  add(c.at());
  if (c.at() > 0) add(c.at() - 1);
  if (c.at() > 1) add(c.at() - 2);
  add(0);
  return places;
}

// Which of two equally near keywords: the longer one, because letters get lost, and of those the more frequent.
bool likelier(Code keyword, Code other) {
  const std::size_t length = spelling(keyword).size();
  const std::size_t other_length = spelling(other).size();
  return length != other_length ? length > other_length : one_of<kIs, kOr>(keyword);
}

bool try_spelling_at(const Case& c, std::size_t i) {
  const Code keyword = respelt(c, i);
  if (keyword == kNone) return false;
  Diagnostic& found = c.sink.report<DiagnosticCode::misspelt_keyword>(c.span(i), c.word(i));
  const std::string right(spelling(keyword));
  found.help = "did you mean `" + right + "`?";
  // `no untrusted networks` may have meant to say no.
  found.fixes.push_back({"write `" + right + "`", {c.replace(i, right)}, false, c.code(i) == kNo});
  return true;
}

bool try_spelling(const Case& c) {
  for (const std::size_t i : suspects(c)) {
    if (is_name(c.code(i)) && c.code(i) != kString && try_spelling_at(c, i)) return true;
  }
  return false;
}

// Of short words each is near another: `no` for `on`.
bool try_short_word(const Case& c) {
  for (const std::size_t i : suspects(c)) {
    if (is_reserved(c.code(i)) && c.word(i).size() <= 3 && try_spelling_at(c, i)) return true;
  }
  return false;
}

bool try_hyphen_at(const Case& c, std::size_t i) {
  if (i + 1 >= c.size()) return false;
  const std::string joined = std::string(c.word(i)) + "-" + std::string(c.word(i + 1));
  const Code keyword = find_keyword(joined);
  const bool joined_name = equals_ignoring_case(c.word(i), "non") || c.code(i + 1) == kNumber;
  if (keyword == kNone && !joined_name) return false;
  if (!c.mends_replacing(i, i + 2, {keyword == kNone ? kName : keyword})) return false;
  Diagnostic& found = c.sink.report<DiagnosticCode::hyphen_missing>(c.span(i, i + 2), c.words(i, i + 2));
  found.help = "write `" + joined + "`";
  found.fixes.push_back({"write `" + joined + "`", {{c.span(i, i + 2), joined}}, false});
  return true;
}

bool try_hyphen(const Case& c) { return try_hyphen_at(c, c.at()) || (c.at() > 0 && try_hyphen_at(c, c.at() - 1)); }

// `group 4f1c… = contractors`
bool try_swap_around(const Case& c, std::size_t i) {
  if (i == 0 || i + 1 >= c.size() || !one_of<kEquals, kPlus, kComma>(c.code(i))) return false;
  std::vector<Code> changed = c.codes();
  std::swap(changed[i - 1], changed[i + 1]);
  if (!c.mends(changed)) return false;
  const std::string first(c.word(i - 1));
  const std::string second(c.word(i + 1));
  Diagnostic& found = c.sink.report<DiagnosticCode::words_swapped>(c.span(i - 1, i + 2), first, second);
  found.help = "write `" + second + " " + std::string(c.word(i)) + " " + first + "`";
  found.fixes.push_back({found.help, {c.replace(i - 1, second), c.replace(i + 1, first)}, false});
  return true;
}

bool try_swap(const Case& c) {
  const std::size_t at = c.at();
  for (std::size_t i = at > 0 ? at - 1 : 0; i <= at + 1; ++i) {
    if (try_swap_around(c, i)) return true;
  }
  if (explain_swap(c, at)) return true;
  if (at > 0 && explain_swap(c, at - 1)) return true;
  // Two words back only when it is not simply a noun that is missing here.
  return at > 1 && !c.mends_inserting(at, kName) && explain_swap(c, at - 2);
}

bool is_kind_word(Code code) {
  return one_of<kNetworks, kNetwork, kUsers, kUser, kGroups, kGroup, kRoles, kRole, kDevices, kDevice, kPlatforms,
                kPlatform, kClients, kClient, kApps, kApp, kFlows, kFlow, kRisk>(code);
}

// Without a negation or an exception the statement says something else, and without a name or a literal it says less
// than its author did; a kind word says nothing of its own.
bool may_go(const Case& c, std::size_t i, bool doubled) {
  const Code code = c.code(i);
  if (one_of<kNot, kNo, kNever, kExcept, kAll, kEveryone, kNobody, kGuests, kMembers, kAgents, kWorkloads, kBlock,
             kRequire>(code)) {
    return doubled && !one_of<kNot, kNo, kNever>(code);
  }
  const bool sign = code >= kComma && code <= kPlus;
  return doubled || is_kind_word(code) || sign || is_reserved(code);
}

bool try_removal_of(const Case& c, std::size_t i, bool doubled = false) {
  if (i >= c.size() || !may_go(c, i, doubled)) return false;
  if (!c.mends_replacing(i, i + 1, {})) return false;
  Diagnostic& found = c.sink.report<DiagnosticCode::word_too_many>(c.span(i), c.word(i));
  found.help = "take `" + std::string(c.word(i)) + "` out";
  found.fixes.push_back({"take it out", {c.remove(i)}, false});
  return true;
}

bool try_doubled(const Case& c) {
  const std::size_t at = c.at();
  const bool doubled = at > 0 && at < c.size() && equals_ignoring_case(c.word(at), c.word(at - 1));
  return doubled && try_removal_of(c, at, true);
}

std::vector<Code> possible_insertions(const Case& c) {
  std::vector<Code> found;
  for (std::size_t k = 1; k < kCodes; ++k) {
    const Code code = static_cast<Code>(k);
    if (!c.expected.codes.test(k) || spelling(code).empty() || says_nothing(code)) continue;
    // Kind words and names that happen to be keywords are no explanation; what stands for itself is.
    if (is_name(code) && c.expected.has(kName)) continue;
    if (c.mends_inserting(c.at(), code)) found.push_back(code);
  }
  return found;
}

std::string seen(const Case& c) {
  return c.ended() ? "the end of the statement" : "`" + std::string(c.word(c.at())) + "`";
}

// Several words that are one thing to a person, such as the kinds of risk.
bool report_missing_role(const Case& c, const std::vector<Code>& options) {
  const bool subject = c.expected.has(Role::subject) && c.code(c.at()) == kExcept;
  if (options.size() < 2 || c.expected.items.size() != 1 || c.expected.items.front().role == Role::none) return false;
  const RoleRow& role = row_of(c.expected.items.front().role);
  Diagnostic& found = c.sink.report<DiagnosticCode::word_missing>(c.span(c.at()), role.text, seen(c));
  found.help = std::string("write ") + role.example;
  // What is excepted is a part of everyone.
  if (subject && c.mends_inserting(c.at(), kEveryone)) {
    found.fixes.push_back({"write `everyone`", {c.insert_before(c.at(), "everyone")}, false, true});
  }
  if (c.mends_inserting(c.at(), kName)) {
    note_missing_noun(c, c.at(), c.expected.items.front().role, found);
    return true;
  }
  for (const Code option : options) {
    const std::string word(spelling(option));
    found.fixes.push_back({"write `" + word + "`", {c.insert_before(c.at(), word)}, false, true});
  }
  return true;
}

bool is_phrase(Code code) { return one_of<kOn, kUsing, kRunning, kThrough, kBy, kAt, kFor, kWhen>(code); }

// What says who or what is meant, and not only how it hangs together.
bool is_content(Code code) {
  return is_name(code) || one_of<kAll, kEveryone, kNobody, kGuests, kMembers, kAgents, kWorkloads, kBlock>(code);
}

void report_missing(const Case& c, std::vector<Code> options) {
  likelier_first(c, options);
  if (report_missing_role(c, options)) return;
  // Who signs in is most often everyone.
  std::stable_partition(options.begin(), options.end(), [](Code code) { return code == kEveryone; });
  const std::string first = "`" + std::string(spelling(options.front())) + "`";
  // What a `not` belongs to nobody knows but who wrote it.
  const bool denied = c.code(c.at()) == kNot;
  // Nor which phrase a bare name belongs to, without a kind word behind it.
  const bool unsaid = is_name(c.code(c.at())) && !is_kind_word(c.code(c.at() + 1));
  const std::string what = options.size() == 1 ? first : std::string("a word");
  Diagnostic& found = c.sink.report<DiagnosticCode::word_missing>(c.span(c.at()), what, seen(c));
  for (std::size_t i = 0; i < options.size() && i < 4; ++i) {
    const std::string word(spelling(options[i]));
    const std::string shown = c.ended() || c.code(c.at()) == kComma ? word : word + " " + std::string(c.word(c.at()));
    found.help += (i == 0 ? "write `" : i + 1 == options.size() || i == 3 ? " or `" : ", `") + shown + "`";
    found.fixes.push_back({"write `" + shown + "`",
                           {c.insert_before(c.at(), word)},
                           false,
                           is_content(options[i]) || denied || (unsaid && is_phrase(options[i]))});
  }
}

// `password sms` in a strength: a password is mostly used together with something.
void report_no_plus(const Case& c, Diagnostic& found) {
  found.help = "write `+` between methods that are used together, a comma between others";
  found.fixes.push_back({"used together: write `+`", {c.insert_before(c.at(), "+")}, false});
  found.fixes.push_back({"each alone: write a comma", {c.insert_after(c.at() - 1, ",")}, false});
  if (!equals_ignoring_case(c.word(c.at() - 1), "password")) std::swap(found.fixes[0], found.fixes[1]);
}

// `contractors vendors`, `203.0.113.0/24 192.0.2.0/25`, `mfa compliant-device`.
void report_no_separator(const Case& c, const std::vector<Code>& options) {
  const std::size_t at = c.at();
  Diagnostic& found = c.sink.report<DiagnosticCode::no_separator>(c.span(at), c.word(at - 1), c.word(at));
  const bool both = c.mends_inserting(at, kAnd);
  const bool either = std::find(options.begin(), options.end(), kOr) != options.end();
  const bool phrase = std::any_of(options.begin(), options.end(), is_phrase);
  // Two names may be one.
  if (!c.mends_inserting(at, kPlus)) found.names = side_by_side(c);
  const bool guess = is_name(c.code(at)) || is_name(c.code(at - 1));
  if (c.mends_inserting(at, kPlus)) return report_no_plus(c, found);
  if (both) found.fixes.push_back({"both: write `and`", {c.insert_before(at, "and")}, false, guess});
  if (either) found.fixes.push_back({"either: write `or`", {c.insert_before(at, "or")}, false, guess});
  if (both && either && compare_one_attribute(c, at)) std::swap(found.fixes[0], found.fixes[1]);
  if (!both && !either) found.fixes.push_back({"write a comma", {c.insert_after(at - 1, ",")}, false, guess});
  found.help = both && either ? "write `and` or `or` between them"
               : either       ? "write `or` between them"
               : both         ? "write `and` between them"
                              : "write a comma between them";
  if (phrase)
    found.help += ", or the word that `" + std::string(c.word(at)) + "` belongs to, such as `on`, `using` or `for`";
}

bool try_insertion(const Case& c) {
  if (c.ended()) return false;  // what is expected says it better
  std::vector<Code> options = possible_insertions(c);
  if (options.empty()) {
    // Where both are joined with more by `and`, that alone can stand here.
    if (c.at() == 0 || !c.mends_inserting(c.at(), kAnd)) return false;
    report_no_separator(c, options);
    return true;
  }
  // `model "Surface Hub"`: a literal is compared with what stands before it.
  const bool compares = std::find(options.begin(), options.end(), kIs) != options.end();
  if (const std::vector<Code> words = compares ? comparing_words(c) : std::vector<Code>(); !words.empty()) {
    options = words;
  }
  const bool listed = std::any_of(options.begin(), options.end(), [](Code code) { return one_of<kOr, kComma>(code); });
  if (listed && c.at() > 0 && !c.ended()) {
    report_no_separator(c, options);
  } else {
    report_missing(c, options);
  }
  return true;
}

// A name or literal is missing, which no fix can know.
bool literal_missing(const Case& c) {
  constexpr std::array kLiterals{kName, kString, kGuid, kDate, kTimeOfDay, kCidr, kNumber, kUpn};
  return std::any_of(kLiterals.begin(), kLiterals.end(),
                     [&c](Code literal) { return c.expected.has(literal) && c.mends_inserting(c.at(), literal); });
}

}  // namespace

Code respelt(const Case& c, std::size_t i) {
  const std::string_view word = c.word(i);
  std::size_t best = std::max<std::size_t>(1, allowed_edits(word.size()));
  Code found = kNone;
  for (std::size_t k = 1; k < kCodes; ++k) {
    const Code keyword = static_cast<Code>(k);
    if (!is_keyword(keyword) || are_opposites(word, spelling(keyword))) continue;
    // Only before a text `not` is likelier a `note`.
    if (c.code(i) == kNot && keyword == kNote && c.code(i + 1) != kString) continue;
    const std::size_t distance = edit_distance(word, spelling(keyword), best);
    if (distance == 0 || distance > best) continue;
    if (distance == best && found != kNone && !likelier(keyword, found)) continue;
    if (!c.mends_with(i, keyword)) continue;
    best = distance;
    found = keyword;
  }
  return found;
}

bool mends_respelt(const Case& c) {
  const std::vector<std::size_t> places = suspects(c);
  return std::any_of(places.begin(), places.end(), [&c](std::size_t i) {
    return is_name(c.code(i)) && c.code(i) != kString && respelt(c, i) != kNone;
  });
}

bool mends_swapped(const Case& c) {
  const auto mends = [&c](std::size_t i, std::size_t other) {
    if (other >= c.size()) return false;
    std::vector<Code> changed = c.codes();
    std::swap(changed[i], changed[other]);
    return c.mends(changed);
  };
  for (std::size_t i = c.at() > 1 ? c.at() - 2 : 0; i <= c.at(); ++i) {
    if (mends(i, i + 1) || (c.code(i + 1) == kComma && mends(i, i + 2))) return true;
  }
  return false;
}

bool explain_swap(const Case& c, std::size_t i) {
  if (i + 1 >= c.size()) return false;
  std::vector<Code> changed = c.codes();
  std::swap(changed[i], changed[i + 1]);
  if (!c.mends(changed)) return false;
  Diagnostic& found = c.sink.report<DiagnosticCode::words_swapped>(c.span(i, i + 2), c.word(i), c.word(i + 1));
  const std::string right = std::string(c.word(i + 1)) + " " + std::string(c.word(i));
  found.help = "write `" + right + "`";
  found.fixes.push_back({"write `" + right + "`", {{c.span(i, i + 2), right}}, false});
  return true;
}

bool explain_by_trial(const Case& c) {
  if (c.size() > kMaxTrialWords) return false;
  if (try_hyphen(c) || try_spelling(c) || try_swap(c) || try_doubled(c) || try_short_word(c) || try_insertion(c)) {
    return true;
  }
  if (c.ended() || literal_missing(c)) return false;
  if (c.expected.end && c.mends(std::span(c.codes()).first(c.at()))) return false;
  return try_removal_of(c, c.at()) || (c.at() > 0 && try_removal_of(c, c.at() - 1));
}

}  // namespace doorward::words
