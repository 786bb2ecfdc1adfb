// Mistakes with `and`, `or`, `not`, `except` and commas: what was written can be read in two ways, and the message
// offers both.
#include "case.h"

namespace doorward::words {
namespace {

// The word behind the operand that begins at `i`: parentheses and comparisons are taken whole.
std::size_t operand_end(const Case& c, std::size_t i) {
  std::size_t depth = 0;
  for (; i < c.size(); ++i) {
    const Code code = c.code(i);
    if (one_of<kOpen, kOpenBracket>(code)) ++depth;
    if (one_of<kClose, kCloseBracket>(code)) {
      if (depth == 0) return i;
      --depth;
    }
    if (depth > 0 || code == kNot) continue;
    const bool between = code == kAnd && i >= 2 && c.code(i - 1) == kTimeOfDay && c.code(i - 2) == kBetween;
    if (between) continue;
    if (one_of<kAnd, kOr, kComma, kWith, kBlock, kRequire, kGiven, kExpect, kHaving, kOn, kUsing, kRunning, kThrough,
               kBy, kAt, kFor, kWhen, kDevices, kDevice>(code)) {
      // `starts with` and `ends with` are no session controls.
      if (code == kWith && one_of<kStarts, kEnds, kStart, kEnd>(c.code(i - 1))) continue;
      return i;
    }
  }
  return i;
}

// The first word of the list of operands that word `i` goes on with.
std::size_t list_begin(const Case& c, std::size_t i) {
  std::size_t depth = 0;
  for (std::size_t k = i; k-- > 0;) {
    const Code code = c.code(k);
    if (one_of<kClose, kCloseBracket>(code)) ++depth;
    if (one_of<kOpen, kOpenBracket>(code)) {
      if (depth == 0) return k + 1;
      --depth;
    }
    if (depth > 0) continue;
    const bool article = one_of<kA, kAn, kThe>(code);
    if (article || one_of<kUsing, kWhen, kWhere, kGiven, kRequire, kHaving, kExpect, kEquals>(code)) return k + 1;
  }
  return 0;
}

// Parentheses around the words `first` to `last` of the list `begin` to `end`.
Fix parenthesise(const Case& c, std::size_t first, std::size_t last, std::size_t begin, std::size_t end) {
  const Span before = c.span(first);
  const Span behind = c.span(last - 1);
  Fix fix;
  fix.title = "write `";
  if (begin < first) fix.title += c.shown(begin, first) + " ";
  fix.title += "(" + c.shown(first, last) + ")";
  if (last < end) fix.title += " " + c.shown(last, end);
  fix.title += "`";
  fix.edits.push_back({{before.source, before.begin, before.begin}, "("});
  fix.edits.push_back({{behind.source, behind.end, behind.end}, ")"});
  return fix;
}

bool mixed(const Case& c, std::size_t at) {
  const Code code = c.code(at);
  const std::size_t begin = list_begin(c, at);
  std::size_t last = at;  // the last operator before this one
  for (std::size_t i = operand_end(c, begin); i < at; i = operand_end(c, i + 1)) {
    if (!one_of<kAnd, kOr>(c.code(i))) return false;
    last = i;
  }
  if (last == at || c.code(last) == code) return false;
  const std::size_t context = context_of(c, at);
  if (one_of<kRequire, kExpect, kHaving>(c.code(context))) {
    c.sink.report<DiagnosticCode::mixed_controls>(c.span(at)).help =
        "write two policies: all of their demands must be met, so each adds its own `require … or …`";
    return true;
  }
  Diagnostic& found = c.sink.report<DiagnosticCode::mixed_operators>(c.span(at), c.word(at), c.word(last));
  const std::size_t end = operand_end(c, at + 1);
  found.fixes.push_back(parenthesise(c, begin, at, begin, end));
  found.fixes.push_back(parenthesise(c, last + 1, end, begin, end));
  found.help = "put parentheses around what belongs together";
  return true;
}

// `contractors and vendors`.
bool and_between_nouns(const Case& c, std::size_t at) {
  const bool either = c.mends_with(at, kOr);
  const bool comma = !either && c.mends_with(at, kComma);
  if (at == 0 || at + 1 >= c.size() || (!either && !comma)) return false;
  if (comma) {
    Diagnostic& found = c.sink.report<DiagnosticCode::misspelt_keyword>(c.span(at), c.word(at));
    found.help = "these are listed with commas: write `,`";
    found.fixes.push_back({"write `,`", {{{c.span(at).source, c.span(at - 1).end, c.span(at).end}, ","}}, false});
    return true;
  }
  Diagnostic& found = c.sink.report<DiagnosticCode::and_between_nouns>(c.span(at), c.word(at - 1), c.word(at + 1));
  found.help =
      "write `or` for either of them; for what is both, narrow with a further phrase such as `when …`, or "
      "declare one noun for it";
  found.fixes.push_back({"either of them: write `or`", {c.replace(at, "or")}, false, true});
  return true;
}

// `everyone except interns, vendors`
bool comma_after_except(const Case& c, std::size_t at) {
  const std::size_t except = c.last_before(at, {kExcept});
  if (except == c.size() || at + 1 >= c.size()) return false;
  std::vector<Code> changed = c.codes();
  Fix excepted{"excepted too: write `or`", {}, false, true};
  std::vector<std::string> nouns;
  std::size_t last = at;
  while (one_of<kComma, kOr>(c.code(last)) && last + 1 < c.size()) {
    changed[last] = kOr;
    if (c.code(last) == kComma) excepted.edits.push_back({c.span(last), " or"});
    nouns.emplace_back(c.word(last + 1));
    last += 2;
  }
  if (!c.mends(changed)) return false;
  Diagnostic& found = c.sink.report<DiagnosticCode::comma_after_except>(c.span(at), c.word(at + 1));
  const bool one = nouns.size() == 1;
  found.help = one ? "write `or` when `" + nouns.front() + "` is excepted too; put it before `except` when it is not"
                   : "write `or` when all of them are excepted; put those before `except` that are not";
  found.fixes.push_back(std::move(excepted));
  if (except == 0 || one_of<kUsers, kEveryone, kNetworks, kPlatforms, kDevices, kApps>(c.code(except - 1))) return true;
  std::string more;
  for (const std::string& noun : nouns) more += " or " + noun;
  Fix included{"not excepted: write `" + std::string(c.word(except - 1)) + more + " except …`", {}, false, true};
  included.edits.push_back(c.insert_after(except - 1, more.substr(1)));
  included.edits.push_back({c.span(at, last), ""});
  found.fixes.push_back(std::move(included));
  return true;
}

bool comma_between_conditions(const Case& c, std::size_t at) {
  const std::size_t context = context_of(c, at);
  if (context == c.size() || !joins_with_and(c.code(context)) || at == 0 || at + 1 >= c.size()) return false;
  const bool both = c.mends_with(at, kAnd);
  const bool either = c.mends_with(at, kOr);
  if (!both && !either) return false;
  Diagnostic& found =
      c.sink.report<DiagnosticCode::comma_between_conditions>(c.span(at), c.word(at - 1), c.word(at + 1));
  found.help = "write `and` when both are needed, `or` when one is enough";
  if (both) found.fixes.push_back({"both: write `and`", {{c.span(at), " and"}}, false});
  if (either) found.fixes.push_back({"one is enough: write `or`", {{c.span(at), " or"}}, false});
  return true;
}

}  // namespace

// `through browser except legacy`, `using compliant devices except joined devices`
bool explain_exception(const Case& c) {
  const std::size_t at = c.at();
  const std::size_t context = context_of(c, at);
  const Code list = context < c.size() ? c.code(context) : kNone;
  if (c.code(at) != kExcept || !one_of<kUsing, kThrough, kBy, kAt>(list) || at + 1 >= c.size()) return false;
  // `using devices except …` has lost its `all`, and `using except where …` its `devices`.
  if (c.mends_inserting(at, kDevices) || c.mends_inserting(at - 1, kAll)) return false;
  const std::string_view what = list == kUsing     ? "a list of devices"
                                : list == kThrough ? "a list of clients"
                                : list == kBy      ? "a list of flows"
                                                   : "a list of risk levels";
  Diagnostic& found = c.sink.report<DiagnosticCode::nothing_excepted>(c.span(at), what);
  if (list != kUsing) {
    found.help = "name the ones that are meant";
    return true;
  }
  found.help = "write `and not " + std::string(c.word(at + 1)) + "`";
  const std::size_t first = one_of<kDevices, kDevice>(c.code(at - 1)) ? at - 1 : at;
  if (c.mends_replacing(first, at + 1, {kAnd, kNot}))
    found.fixes.push_back({found.help, {{c.span(first, at + 1), "and not"}}, false});
  return true;
}

bool explain_operators(const Case& c) {
  std::size_t at = c.at();
  // `and` may begin `and at … risk`, so the word behind it is the one that did not fit.
  if (at > 0 && c.code(at - 1) == kAnd && c.expected.has(kAt)) --at;
  const Code code = c.code(at);
  if (code == kComma) return comma_after_except(c, at) || comma_between_conditions(c, at);
  if (!one_of<kAnd, kOr>(code)) return false;
  const std::size_t context = context_of(c, at);
  if (context < c.size() && joins_with_and(c.code(context)) && mixed(c, at)) return true;
  return code == kAnd && and_between_nouns(c, at);
}

}  // namespace doorward::words
