// `not`, `no` and `never` where Ward has none. Taken out, the sentence would say the opposite: each message names what
// says the same without them, or says that nothing does.
#include "case.h"
#include "doorward/facts/facts.h"
#include "doorward/facts/guid.h"

namespace doorward::words {
namespace {

bool is_negation(Code code) { return one_of<kNot, kNo, kNever>(code); }
bool begins_phrase(Code code) { return one_of<kOn, kUsing, kRunning, kThrough, kBy, kAt, kFor, kWhen>(code); }
bool is_kind_word(Code code) {
  return one_of<kNetworks, kNetwork, kPlatforms, kPlatform, kApps, kApp, kUsers, kUser, kGroups, kGroup, kRoles, kRole>(
      code);
}

/// A negation at word `n`, and the words that it stands before.
struct Negation {
  const Case& c;
  std::size_t n;
  std::size_t operand;  // behind it, and behind the keyword in `not on hq`
  Code keyword;         // of the phrase that it stands in, or before; kNone in the subject
};

Diagnostic& report(const Negation& it, std::string help) {
  const Case& c = it.c;
  Diagnostic& found = c.sink.report<DiagnosticCode::misplaced_negation>(c.span(it.n), c.word(it.n), c.word(it.n + 1));
  found.help = std::move(help);
  return found;
}

/// A fix that writes `text` for the words from `first` to `last`, if that mends; help says so in any case.
bool write(const Negation& it, std::size_t first, std::size_t last, const std::vector<Code>& codes,
           const std::string& text, bool guess = false) {
  const Case& c = it.c;
  const std::string shown = "write `" + text.substr(text.find_first_not_of(' ')) +
                            (last > it.operand ? "`" : " " + std::string(c.word(it.operand)) + "`");
  Diagnostic& found = report(it, shown);
  if (c.mends_replacing(first, last, codes))
    found.fixes.push_back({shown, {{c.span(first, last), text}}, false, guess});
  return true;
}

// `time is not between 08:00 and 18:00`
bool not_between(const Negation& it) {
  const Case& c = it.c;
  if (it.n < 2 || c.code(it.n - 1) != kIs || c.code(it.n + 1) != kBetween) return false;
  const std::string whole = c.words(it.n - 2, it.n) + " between …";
  Diagnostic& found = report(it, "write `not " + whole + "`");
  if (c.mends_replacing(it.n - 2, it.n + 1, {kNot, kName, kIs})) {
    found.fixes.push_back({found.help, {c.insert_before(it.n - 2, "not"), c.remove(it.n)}, false});
  }
  return true;
}

// `require not mfa`, `never block`, `no mfa`
bool demand(const Negation& it) {
  const Case& c = it.c;
  const Code next = c.code(it.n + 1);
  const bool control = c.expected.has(Role::effect) && find_ward(kControls, c.word(it.n + 1)) != nullptr;
  const bool text = it.n > 0 && c.code(it.n - 1) == kDoes;  // `does not with "x"`
  if (text) return false;
  if (!one_of<kBlock, kRequire, kWith>(next) && it.keyword != kRequire && !control) return false;
  // `prove` is what was left out of a claim.
  if (c.code(0) == kProve || c.mends_inserting(0, kProve) || c.code(0) == kTest) return false;
  report(it, "a policy only adds demands: leave out what is not to be asked for, or begin the policy with `disabled`");
  return true;
}

bool outcome(const Negation& it) {
  if (!one_of<kExpect, kHaving>(it.keyword)) return false;
  report(it, it.keyword == kExpect
                 ? "write what is expected instead: `grant`, `block`, `challenge` or `require` and a control"
                 : "leave out what is not done: nothing is done that the test does not name");
  return true;
}

// `with never persistent browser`
bool session(const Negation& it) {
  if (it.keyword != kWith) return false;
  if (it.c.mends_with(it.n, kNo)) return write(it, it.n, it.n + 1, {kNo}, "no");
  report(it,
         "leave out what is not to be asked for; only `no persistent browser`, `no continuous access` and "
         "`no resilience defaults` begin with `no`");
  return true;
}

// `except not contractors`
bool excepted(const Negation& it) {
  const Case& c = it.c;
  const std::size_t opened = c.last_before(it.n, {kExcept, kOn, kUsing, kRunning, kThrough, kBy, kAt, kFor, kWhen});
  if (it.n == 0 || opened == c.size() || c.code(opened) != kExcept || begins_phrase(c.code(it.n + 1))) return false;
  report(it, one_of<kExcept, kOr, kComma>(c.code(it.n - 1))
                 ? "`except` already leaves out what stands behind it: name that alone"
                 : "`except` already leaves out what stands behind it: join what else is left out with `or`");
  return true;
}

// `everyone not contractors`, `for all apps not payroll`: behind a noun it is what `except` says.
bool behind_noun(const Negation& it) {
  const Case& c = it.c;
  if (it.n == 0) return false;
  const Code before = c.code(it.n - 1);
  const bool listed = one_of<kComma, kOr>(before);
  if (begins_phrase(before) || one_of<kExcept, kAll, kAction, kActions, kContext, kContexts>(before)) return false;
  if (listed)
    return it.n > 1 && c.mends_replacing(it.n - 1, it.n + 1, {kExcept}) &&
           write(it, it.n - 1, it.n + 1, {kExcept}, " except", true);
  return c.mends_with(it.n, kExcept) && write(it, it.n, it.n + 1, {kExcept}, "except");
}

// `on not trusted networks`, `not on hq`
bool on(const Negation& it) {
  const Case& c = it.c;
  const bool before_keyword = it.operand == it.n + 2;
  const std::string start = before_keyword ? "on " : "";
  const bool trusted = c.code(it.operand) == kTrusted;
  if (trusted || equals_ignoring_case(c.word(it.operand), "untrusted")) {
    const std::string text = start + (trusted ? "untrusted" : "trusted");
    return before_keyword ? write(it, it.n, it.operand + 1, {kOn, kName}, text)
                          : write(it, it.n, it.operand + 1, {kName}, text);
  }
  return before_keyword ? write(it, it.n, it.operand, {kOn, kAll, kNetworks, kExcept}, "on all networks except")
                        : write(it, it.n, it.operand, {kAll, kNetworks, kExcept}, "all networks except");
}

bool running(const Negation& it) {
  return it.operand == it.n + 2
             ? write(it, it.n, it.operand, {kRunning, kAll, kPlatforms, kExcept}, "running all platforms except")
             : write(it, it.n, it.operand, {kAll, kPlatforms, kExcept}, "all platforms except");
}

bool for_(const Negation& it) {
  if (one_of<kAction, kActions, kContext, kContexts>(it.c.code(it.n - 1))) return false;
  return it.operand == it.n + 2 ? write(it, it.n, it.operand, {kFor, kAll, kApps, kExcept}, "for all apps except")
                                : write(it, it.n, it.operand, {kAll, kApps, kExcept}, "all apps except");
}

bool phrase(const Negation& it) {
  const Case& c = it.c;
  const bool begins = begins_phrase(c.code(it.n + 1));
  const Code before = it.n > 0 ? c.code(it.n - 1) : kNone;
  const bool within = begins_phrase(before) || one_of<kComma, kOr, kAction, kActions, kContext, kContexts>(before);
  if (!begins && !within) return false;
  if (it.keyword == kUsing && c.code(it.n) != kNot && c.mends_with(it.n, kNot)) {
    return write(it, it.n, it.n + 1, {kNot}, "not");
  }
  if (one_of<kUsing, kWhen, kNone>(it.keyword)) return false;
  const bool noun = is_name(c.code(it.operand)) || one_of<kIp, kCidr>(c.code(it.operand));
  const bool first = begins || begins_phrase(before);
  if (first && noun && !is_kind_word(c.code(it.operand))) {
    if (it.keyword == kOn) return on(it);
    if (it.keyword == kRunning) return running(it);
    if (it.keyword == kFor && for_(it)) return true;
  }
  report(it, it.keyword == kThrough ? "name the clients that are meant, such as `browser` or `legacy`"
             : it.keyword == kBy    ? "name the flows that are meant: `device-code` or `authentication-transfer`"
             : it.keyword == kAt    ? "name the levels that are meant, such as `medium, high`"
                                    : "name the ones that are meant");
  return true;
}

// `not contractors for payroll block`
bool subject(const Negation& it) {
  const Case& c = it.c;
  const bool begins = it.n == 0 || one_of<kString, kGuid, kProve>(c.code(it.n - 1));
  if (it.keyword != kNone || !(begins || one_of<kComma, kOr>(c.code(it.n - 1)))) return false;
  if (c.last_before(it.n, {kEquals}) < c.size()) return false;
  if (begins && c.mends_replacing(it.n, it.n + 1, {kEveryone, kExcept})) {
    return write(it, it.n, it.n + 1, {kEveryone, kExcept}, "everyone except");
  }
  report(it, "name who signs in, and leave out with `except`, such as `everyone except contractors`");
  return true;
}

// `untrusted network cafe = …`
bool untrusted_network(const Case& c) {
  const std::size_t first = c.code(0) == kNot ? 1 : 0;
  const bool denied = first == 1 ? c.code(1) == kTrusted : equals_ignoring_case(c.word(0), "untrusted");
  if (!denied || c.code(first + 1) != kNetwork) return false;
  if (!c.mends(std::span(c.codes()).subspan(first + 1))) return false;
  const std::string written = c.words(0, first + 1);
  Diagnostic& found = c.sink.report<DiagnosticCode::misspelt_keyword>(c.span(0, first + 1), written);
  found.help = "write `network`: a network is untrusted unless it is declared `trusted`";
  const Span words = c.span(0, first + 2);
  found.fixes.push_back({"write `network`", {{words, "network"}}, false});
  return true;
}

}  // namespace

bool explain_negation(const Case& c) {
  if (c.ended()) return false;
  if (untrusted_network(c)) return true;
  std::size_t n = c.at();
  if (equals_ignoring_case(c.word(n), "do") && is_negation(c.code(n + 1))) ++n;
  if (!is_negation(c.code(n)) && n > 0) --n;
  if (!is_negation(c.code(n)) || n + 1 >= c.size()) return false;
  // `NO` is a country too, and `no` and `not` are near `on` and `note`.
  const bool country = c.code(0) == kMfa || c.last_before(n, {kEquals}) < c.size();
  if (country || (c.code(n) == kNo && c.mends_with(n, kOn)) || (c.code(n + 1) == kString && c.mends_with(n, kNote))) {
    return false;
  }
  // `with no browser` has lost a word.
  for (const Code lost : {kPersistent, kContinuous, kResilience}) {
    if (c.mends_inserting(n + 1, lost)) return false;
  }
  // `require mfa and no persistent browser` joins a session control to the demands.
  if (n > 0 && one_of<kAnd, kOr, kComma>(c.code(n - 1)) && c.mends_with(n - 1, kWith)) return false;
  const std::size_t context = context_of(c, n);
  const bool before_keyword = begins_phrase(c.code(n + 1));
  const Code keyword = before_keyword ? c.code(n + 1) : context < c.size() ? c.code(context) : kNone;
  const Negation it{c, n, before_keyword ? n + 2 : n + 1, keyword};
  if (it.operand >= c.size()) return false;
  return not_between(it) || demand(it) || outcome(it) || session(it) || (n > 0 && excepted(it)) || behind_noun(it) ||
         phrase(it) || subject(it);
}

}  // namespace doorward::words
