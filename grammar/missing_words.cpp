// Words that a person leaves out and whose place the words around them show: `everyone break-glass`, `CA1 "Title"`.
#include "case.h"

namespace doorward::words {
namespace {

bool report(const Case& c, std::size_t i, Code word) {
  if (!c.mends_inserting(i, word)) return false;
  const std::string missing(spelling(word));
  const std::string next(c.word(i));
  Diagnostic& found = c.sink.report<DiagnosticCode::word_missing>(c.span(i), "`" + missing + "`", "`" + next + "`");
  found.help = "write `" + missing + " " + next + "`";
  // `everyone contractors` may have meant only them, and a policy is no claim.
  const bool guess = one_of<kExcept, kProve, kAll, kOwn>(word);
  found.fixes.push_back({found.help, {c.insert_before(i, missing)}, false, guess});
  return true;
}

// `1`, `test "Title" alice … block`, `where Team is "x" …`, `own except …`, `CA101 "Title" …`, `report-only CA101 "Title" …`, `"Title" alice …`
bool beginning(const Case& c) {
  if (c.code(0) == kNumber && c.size() == 1) return report(c, 0, kWard);
  const bool expects = c.last_before(c.size(), {kExpect}) < c.size();
  if (c.code(0) == kTest && !expects && !c.ended() && report(c, c.at(), kExpect)) return true;
  for (std::size_t i = 0; i < 2 && i + 1 < c.size(); ++i) {
    const bool head = i == 0 || one_of<kReportOnly, kDisabled>(c.code(0));
    if (head && is_name(c.code(i)) && c.code(i) != kPolicy && c.code(i + 1) == kString && report(c, i, kPolicy))
      return true;
  }
  if (c.code(0) == kSettings && report(c, 0, kMfa)) return true;
  if (c.code(0) == kMfa && report(c, 1, kSettings)) return true;
  if (c.code(0) == kWhere && report(c, 0, kWorkloads)) return true;
  if (c.code(0) == kOwn && report(c, 1, kWorkloads)) return true;
  return c.code(0) == kString && report(c, 0, kTest);
}

// `everyone break-glass`, `all apps payroll`, `using devices except managed`
bool exception(const Case& c) {
  const std::size_t at = c.at();
  if (at < 1 || c.ended()) return false;
  const Code before = c.code(at - 1);
  const bool everything = at > 1 && one_of<kAll, kNo, kOwn>(c.code(at - 2)) &&
                          one_of<kUsers, kNetworks, kDevices, kPlatforms, kApps, kAgents, kWorkloads>(before);
  // A kind word ends the list before it.
  const bool ended = at > 2 && one_of<kNetworks, kNetwork, kPlatforms, kPlatform, kApps, kApp>(before) &&
                     one_of<kName, kTwoLetters, kString, kIp, kCidr>(c.code(at)) &&
                     !one_of<kOn, kRunning, kFor, kA, kAn, kThe>(c.code(at - 2));
  if ((before == kEveryone || everything || ended) && report(c, at, kExcept)) return true;
  return at > 1 && before == kExcept && c.code(at - 2) == kDevices && report(c, at - 2, kAll);
}

// `model not "x"`, `model not contain "x"`, `workloads Team is "x"`, `time is 22:00 and 06:00 …`, `when is between …`, `display-name with "x"`
bool comparison(const Case& c) {
  const std::size_t at = c.at();
  if (at < 1 || c.ended()) return false;
  if (c.code(at) == kIs && c.code(at + 1) == kBetween) return report(c, at, kTime);
  if (c.code(at - 1) == kNot && one_of<kContain, kStart, kEnd>(c.code(at)) && report(c, at - 1, kDoes)) return true;
  if (c.code(at - 1) == kNot && report(c, at - 1, kIs)) return true;
  if (at > 1 && one_of<kWorkloads, kAgents, kExcept, kApps, kDevices>(c.code(at - 2)) && report(c, at - 1, kWhere)) {
    return true;
  }
  if (c.code(at - 1) == kWith && c.code(at) == kString && report(c, at - 1, kStarts)) return true;
  if (c.code(at) == kString && c.code(at - 1) == kTimeOfDay && report(c, at, kIn)) return true;
  return at > 2 && c.code(at) == kTimeOfDay && c.code(at - 2) == kTimeOfDay && report(c, at - 2, kBetween);
}

// `contractors 2027-01-31 "TKT-12"`, `policy CA1 "Title" GUID`, `for where Tier is "1"`, `workloads except daemon`
bool companion(const Case& c) {
  const std::size_t at = c.at();
  if (at < 1 || c.ended()) return false;
  if (c.code(at) == kDate && report(c, at, kUntil)) return true;
  if (c.code(at) == kString && c.code(at - 1) == kDate && report(c, at, kBecause)) return true;
  if (c.code(at) == kGuid && (report(c, at, kAs) || report(c, at, kTemplate))) return true;
  if (c.code(at - 1) == kString && report(c, at - 1, kNote)) return true;
  if (c.code(at - 1) == kLeast && report(c, at - 1, kAt)) return true;
  if (c.code(at) == kWhere && (report(c, at, kApps) || report(c, at, kDevices))) return true;
  return c.code(at - 1) == kWorkloads && report(c, at - 1, kOwn);
}

// `agents high agent risk`: `at` belongs before the levels.
bool risk(const Case& c) {
  constexpr std::size_t kMostLevels = 12;
  std::size_t at = c.at();
  if (at < 1 || c.ended() || !one_of<kSignIn, kUser, kInsider, kWorkload, kAgent>(c.code(at))) return false;
  if (c.code(at + 1) != kRisk) return false;
  for (std::size_t steps = 0; steps < kMostLevels && at > 1; ++steps) {
    if (report(c, --at, kAt)) return true;
  }
  return false;
}

// `network nordics = DK, NO`
bool countries(const Case& c) {
  const std::size_t network = c.code(0) == kTrusted ? 1 : 0;
  if (c.code(network) != kNetwork || c.at() < 3) return false;
  std::size_t value = network + 2;
  while (value < c.at() && c.code(value - 1) != kEquals) ++value;
  return value < c.at() && may_be_country(c.code(value)) && report(c, value, kCountries);
}

// `contractors for all apps are never blocked`
bool claim(const Case& c) {
  return c.root == Root::statement && one_of<kIs, kAre, kAlways, kNever>(c.code(c.at())) && report(c, 0, kProve);
}

// `assistant or workloads daemon`; `agents assistant or daemon`: of one kind they are listed with commas.
bool machines(const Case& c) {
  const std::size_t at = c.at();
  const Code here = c.ended() ? kNone : c.code(at);
  if (at > 1 && c.code(at - 1) == kOr && one_of<kAgents, kWorkloads>(here)) {
    return report(c, 0, here == kAgents ? kWorkloads : kAgents);
  }
  if (at < 2 || c.code(at - 1) != kOr || !one_of<kAgents, kWorkloads>(c.code(0)) ||
      !c.mends_inserting(at, kWorkloads)) {
    return false;
  }
  const std::string next(c.word(at));
  Diagnostic& found = c.sink.report<DiagnosticCode::word_missing>(c.span(at), "a word", "`" + next + "`");
  const std::string one(spelling(c.code(0) == kAgents ? kWorkloads : kAgents));
  const std::string other(spelling(c.code(0)));
  found.help = "write `" + one + " " + next + "` or `" + other + " " + next + "`";
  for (const std::string& word : {one, other}) {
    found.fixes.push_back({"write `" + word + " " + next + "`", {c.insert_before(at, word)}, false, true});
  }
  return true;
}

}  // namespace

// `policy "Contractors step up" contractors …`: the title reads as the id.
bool explain_policy_without_id(const Case& c) {
  const std::size_t policy = one_of<kReportOnly, kDisabled>(c.code(0)) ? 1 : 0;
  if (c.code(policy) != kPolicy || c.code(policy + 1) != kString || c.at() != policy + 2) return false;
  const std::string title(c.word(policy + 1));
  c.sink.report<DiagnosticCode::word_missing>(c.span(policy + 1), "an id", "`" + title + "`").help =
      "write an id before the title: `policy CA101 " + title + "`";
  return true;
}

bool explain_missing_word(const Case& c) {
  return beginning(c) || exception(c) || comparison(c) || companion(c) || risk(c) || countries(c) || claim(c) ||
         machines(c);
}

}  // namespace doorward::words
