// Mistakes that are known by what stands at the word that did not fit, each with its own message.
#include <algorithm>
#include <array>

#include "case.h"
#include "doorward/facts/facts.h"

namespace doorward::words {
namespace {

bool same(std::string_view a, std::string_view b) { return equals_ignoring_case(a, b); }

bool may_name(const Case& c) {
  for (const Expected::Item& item : c.expected.items) {
    if (item.role != Role::none && c.expected.has(kName)) return true;
  }
  return false;
}

bool is_plain_control(std::string_view word) {
  const FactRow* row = find_ward(kControls, word);
  return row != nullptr;
}

// ---- the beginning ----

bool ask(const Case& c) {
  if (!same(c.word(0), "ask") || c.at() != 1) return false;
  c.sink.report<DiagnosticCode::ask_is_a_command>(c.span(0)).help =
      "run `doorward ask --policies PATH \"SENTENCE\"`, or write a `test`";
  return true;
}

bool cannot_begin(const Case& c) {
  if (c.at() != 0 || c.ended() || is_name(c.code(0))) return false;
  std::vector<Code> swapped = c.codes();
  if (swapped.size() > 1) std::swap(swapped[0], swapped[1]);
  if (swapped.size() > 1 && c.mends(swapped) && !c.mends_inserting(0, kEveryone)) return false;
  Diagnostic& found = c.sink.report<DiagnosticCode::cannot_begin>(c.span(0), c.word(0));
  found.help = c.mends_inserting(0, kName)
                   ? "write who signs in first, such as `everyone " + std::string(c.word(0)) +
                         " …`, or indent the line to go on with the statement above"
                   : "begin with who signs in, with a declaring word such as `group`, or indent the line to go on with "
                     "the statement above";
  if (c.mends_inserting(0, kEveryone)) {
    found.fixes.push_back({"begin with `everyone`", {c.insert_before(0, "everyone")}, false, true});
    note_missing_noun(c, 0, Role::subject, found);
  }
  return true;
}

// A line that gained an indent: what stands before and behind it are statements of their own.
bool gained_indent(const Case& c) {
  const std::size_t at = c.at();
  if (at == 0 || c.ended() || c.root != Root::statement || !c.begins_line(at)) return false;
  const std::span<const Code> codes = c.codes();
  if (!c.mends(codes.first(at)) || !c.mends(codes.subspan(at))) return false;
  Diagnostic& found = c.sink.report<DiagnosticCode::indented_statement>(c.span(at), c.word(at));
  found.help = "begin the line in column 1";
  Span blanks = c.span(at);
  blanks.end = blanks.begin;
  while (blanks.begin > 0 && (c.text()[blanks.begin - 1] == ' ' || c.text()[blanks.begin - 1] == '\t')) --blanks.begin;
  found.fixes.push_back({"take the indent away", {{blanks, ""}}, false});
  return true;
}

// ---- effects ----

bool no_allow(const Case& c) {
  constexpr auto kWords = std::to_array<std::string_view>({"allow", "permit", "grant", "allows", "permits", "grants"});
  if (c.ended() || !c.expected.has(Role::effect)) return false;
  for (const std::string_view word : kWords) {
    if (!same(c.word(c.at()), word)) continue;
    c.sink.report<DiagnosticCode::allow_effect>(c.span(c.at()), c.word(c.at())).help =
        "to demand nothing of someone, except them where it is demanded: `everyone except break-glass …`";
    return true;
  }
  constexpr auto kBlocks = std::to_array<std::string_view>({"deny", "denies", "forbid", "blocks", "blocked", "reject"});
  for (const std::string_view word : kBlocks) {
    if (!same(c.word(c.at()), word) || !c.mends_with(c.at(), kBlock)) continue;
    Diagnostic& found = c.sink.report<DiagnosticCode::misspelt_keyword>(c.span(c.at()), c.word(c.at()));
    found.help = "write `block`";
    found.fixes.push_back({"write `block`", {c.replace(c.at(), "block")}, false});
    return true;
  }
  return false;
}

// The first word of who signs in: behind the title of a policy or a test, and what stands between.
std::size_t subject_of(const Case& c) {
  const std::size_t last = std::min(c.at() + 1, c.size());
  const std::size_t title = c.last_before(std::min<std::size_t>(last, 8), {kString, kGuid});
  const bool opened = one_of<kPolicy, kReportOnly, kDisabled, kTest>(c.code(0));
  return opened && title < c.size() ? title + 1 : 0;
}

// `allow contractors for payroll`
bool allow_first(const Case& c) {
  const std::size_t first = subject_of(c);
  const std::string_view word = c.word(first);
  const bool says = same(word, "allow") || same(word, "permit") || same(word, "grant");
  const Code next = c.code(first + 1);
  const bool someone = is_name(next) || one_of<kEveryone, kGuests, kMembers, kAll, kAgents, kWorkloads>(next);
  if (!says || !someone || c.at() > first + 1) return false;
  c.sink.report<DiagnosticCode::allow_effect>(c.span(first), word).help =
      "to demand nothing of someone, except them where it is demanded: `everyone except break-glass …`";
  return true;
}

// `expect allow`
bool expect_allow(const Case& c) {
  if (c.code(c.at()) != kAllow || !c.expected.has(Role::outcome) || !c.mends_with(c.at(), kGrant)) return false;
  Diagnostic& found = c.sink.report<DiagnosticCode::misspelt_keyword>(c.span(c.at()), c.word(c.at()));
  found.help = "write `grant`";
  found.fixes.push_back({found.help, {c.replace(c.at(), "grant")}, false});
  return true;
}

// `require mfa and sign-in every 4 hours`, `require mfa every 4 hours`
bool session_among_controls(const Case& c) {
  const std::size_t at = c.at();
  if (c.ended() || at == 0 || c.last_before(at, {kRequire}) == c.size()) return false;
  for (std::size_t i = at; i + 3 > at && i > 0; --i) {
    if (!one_of<kAnd, kOr, kComma>(c.code(i)) || !c.mends_with(i, kWith)) continue;
    Diagnostic& found = c.sink.report<DiagnosticCode::misspelt_keyword>(c.span(i), c.word(i));
    found.help = "write `with " + c.words(i + 1, i + 3) + "`: it limits the session";
    found.fixes.push_back({"write `with`", {{c.span(i), c.code(i) == kComma ? " with" : "with"}}, false});
    return true;
  }
  std::vector<Code> changed = c.codes();
  changed.insert(changed.begin() + static_cast<std::ptrdiff_t>(at), {kWith, kSignIn});
  if (c.code(at) != kEvery || !c.mends(changed)) return false;
  Diagnostic& found = c.sink.report<DiagnosticCode::word_missing>(c.span(at), "`with sign-in`", "`every`");
  found.help = "write `with sign-in every`";
  found.fixes.push_back({found.help, {c.insert_before(at, "with sign-in")}, false});
  return true;
}

bool require_block(const Case& c) {
  const std::size_t at = c.at();
  if (at == 0 || c.code(at) != kBlock || c.code(at - 1) != kRequire) return false;
  Diagnostic& found = c.sink.report<DiagnosticCode::require_block>(c.span(at - 1, at + 1));
  found.help = "write `block` alone";
  found.fixes.push_back({"write `block`", {c.remove(at - 1)}, false});
  return true;
}

bool require_missing(const Case& c) {
  const std::size_t at = c.at();
  if (c.ended() || !c.expected.has(Role::effect) || !c.mends_inserting(at, kRequire)) return false;
  const bool named = one_of<kStrength, kTerms, kCustom>(c.code(at));
  if (!named && !is_plain_control(c.word(at))) return false;
  Diagnostic& found = c.sink.report<DiagnosticCode::require_missing>(c.span(at), c.word(at));
  found.help = "write `require " + std::string(c.word(at)) + "`";
  found.fixes.push_back({"put `require` before it", {c.insert_before(at, "require")}, false});
  return true;
}

bool no_effect(const Case& c) {
  if (!c.ended() || c.root != Root::statement || !c.expected.has(Role::effect)) return false;
  Diagnostic& found = c.sink.report<DiagnosticCode::no_effect>(c.span(c.size() - 1));
  found.help = "end it with what is asked for: `block`, `require mfa`, or `with` and a session control";
  for (const char* effect : {"block", "require mfa"}) {
    found.fixes.push_back({std::string("write `") + effect + "`", {c.insert_after(c.size() - 1, effect)}, false, true});
  }
  return true;
}

// ---- names ----

bool equals_in_condition(const Case& c) {
  const std::size_t at = c.at();
  if (c.code(at) != kEquals || !c.expected.has(kIs)) return false;
  const bool doubled = c.code(at + 1) == kEquals;
  Diagnostic& found =
      c.sink.report<DiagnosticCode::equals_in_condition>(c.span(at, doubled ? at + 2 : at + 1), doubled ? "==" : "=");
  found.help = "write `is`";
  Span both = c.span(at, doubled ? at + 2 : at + 1);
  found.fixes.push_back({"write `is`", {{both, " is "}}, false});
  return true;
}

// The declaring word that a declared value speaks of, where one does: methods, kinds of clients, a text.
Code declaring_word_of(const Case& c, std::size_t value) {
  const std::string_view word = c.word(value);
  if (find_ward(kMethods, word) != nullptr) return kStrength;
  if (find_ward(kClientApps, word) != nullptr) return kClients;
  return c.code(value) == kString && value + 1 == c.size() ? kContext : kNone;
}

// `contractors = …`, `passkeys as GUID = …` without a declaring word.
bool declaring_word_missing(const Case& c) {
  constexpr std::array kUsual{kGroup, kUser, kApp, kNetwork, kDevice, kClients, kStrength, kContext};
  const std::size_t equals = c.code(1) == kAs ? 3 : 1;
  if (c.at() != 1 || c.code(equals) != kEquals || opens_statement(c.code(0))) return false;
  std::vector<std::string> possible;
  const Code said = declaring_word_of(c, equals + 1);
  if (said != kNone && c.mends_inserting(0, said)) possible.emplace_back(spelling(said));
  for (const Code code : kUsual) {
    if (code != said && possible.size() < 3 && c.mends_inserting(0, code)) possible.emplace_back(spelling(code));
  }
  if (possible.empty()) return false;
  const std::string name(c.word(0));
  Diagnostic& found = c.sink.report<DiagnosticCode::word_missing>(c.span(0), "a declaring word", "`" + name + "`");
  for (const std::string& word : possible) {
    found.help += (found.help.empty() ? "write `" : "`, `") + word + " " + name;
    found.fixes.push_back({"write `" + word + " " + name + "`", {c.insert_before(0, word)}, false, true});
  }
  found.help += "` or what else it is";
  return true;
}

// Numbers with dots that are no address, where one is wanted.
bool bad_address(const Case& c) {
  const std::size_t at = c.at();
  const bool wanted = c.expected.has(Role::address) || c.expected.has(Role::place) || c.expected.has(Role::network);
  if (!wanted || !one_of<kVersion, kNumber>(c.code(at)) || !c.mends_with(at, kCidr)) return false;
  c.sink.report<DiagnosticCode::bad_address>(c.span(at), c.word(at), "an IPv4 address has four numbers up to 255")
      .help = "write an address such as `198.51.100.7` or a range such as `203.0.113.0/24`";
  return true;
}

bool country(const Case& c) {
  if (c.ended() || !c.expected.has(Role::country)) return false;
  const std::string_view word = c.word(c.at());
  Diagnostic& found = c.sink.report<DiagnosticCode::expected_found>(c.span(c.at()), row_of(Role::country).text,
                                                                    "`" + std::string(word) + "`");
  found.help = std::string("write ") + row_of(Role::country).example;
  // A letter that was typed twice.
  if (word.size() == 3 && (word[0] == word[1] || word[1] == word[2])) {
    const std::string shorter{word[0], word[2]};
    found.help = "did you mean `" + shorter + "`?";
    found.fixes.push_back({"write `" + shorter + "`", {c.replace(c.at(), shorter)}, false});
  }
  return true;
}

void report_reserved(const Case& c, std::size_t i) {
  Diagnostic& found = c.sink.report<DiagnosticCode::reserved_word>(c.span(i), c.word(i));
  const std::string quoted = '"' + std::string(c.word(i)) + '"';
  found.help = "write `" + quoted + "`";
  found.fixes.push_back({"write `" + quoted + "`", {c.replace(i, quoted)}, false});
}

bool reserved_word(const Case& c) {
  const std::size_t at = c.at();
  if (at > 0 && same(c.word(at), c.word(at - 1))) return false;
  // Who writes `not` or `all` names nothing by it.
  const bool declared = one_of<kEquals, kAs>(c.code(at + 1));
  if (!declared && one_of<kNot, kNo, kNever, kAll>(c.code(at))) return false;
  if (!is_reserved(c.code(at)) || !may_name(c) || !c.mends_with(at, kString)) return false;
  report_reserved(c, at);
  return true;
}

// `group for = …`: the declaring word was read as who signs in.
bool reserved_declared(const Case& c) {
  const std::size_t at = c.at();
  if (at < 2 || c.code(at) != kEquals || !is_reserved(c.code(at - 1)) || !c.mends_with(at - 1, kString)) return false;
  report_reserved(c, at - 1);
  return true;
}

// `at sign-in risk`, `by flow`: the kind word was taken for the noun that is missing.
bool noun_missing(const Case& c) {
  const std::size_t at = c.at();
  if (at < 2) return false;
  const Code before = c.code(at - 1);
  const Code opening = c.code(at - 2);
  const bool level =
      opening == kAt && one_of<kSignIn, kUser, kInsider, kWorkload, kAgent>(before) && c.code(at) == kRisk;
  const bool flow = opening == kBy && one_of<kFlow, kFlows>(before) && c.expected.has(kFlow);
  if (!level && !flow) return false;
  const Role role = level ? Role::level : Role::flow;
  const std::string usual = level ? "high" : "device-code";
  Diagnostic& found = c.sink.report<DiagnosticCode::noun_missing>(c.span(at - 1), row_of(role).text, c.word(at - 1));
  found.help = std::string("write ") + row_of(role).example;
  found.fixes.push_back({"write `" + usual + "`", {c.insert_before(at - 1, usual)}, false, true});
  return true;
}

bool not_closed(const Case& c) {
  if (!c.expected.has(kClose) && !c.expected.has(kCloseBracket)) return false;
  const bool round = c.expected.has(kClose);
  if (!c.ended() && !c.mends_inserting(c.at(), round ? kClose : kCloseBracket)) return false;
  std::size_t depth = 0;
  for (std::size_t i = c.at(); i-- > 0;) {
    if (one_of<kClose, kCloseBracket>(c.code(i))) ++depth;
    if (!one_of<kOpen, kOpenBracket>(c.code(i))) continue;
    if (depth-- > 0) continue;
    const std::string closing = round ? ")" : "]";
    Diagnostic& found = c.sink.report<DiagnosticCode::not_closed>(c.span(i), c.word(i));
    found.help = "write `" + closing + "` behind `" + std::string(c.word(c.at() - 1)) + "`";
    found.fixes.push_back({"write `" + closing + "`", {c.insert_after(c.at() - 1, closing)}, false});
    return true;
  }
  return false;
}

}  // namespace

bool explain_known_mistake(const Case& c) {
  constexpr std::array kMistakes{
      ask,         allow_first,   expect_allow,    session_among_controls, cannot_begin,        gained_indent,
      no_allow,    require_block, require_missing, reserved_declared,      equals_in_condition, declaring_word_missing,
      bad_address, country,       reserved_word,   noun_missing,           not_closed,          no_effect};
  for (const auto mistake : kMistakes) {
    if (mistake(c)) return true;
  }
  return false;
}

}  // namespace doorward::words
