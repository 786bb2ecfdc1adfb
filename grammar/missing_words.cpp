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
  found.fixes.push_back({found.help, {c.insert_before(i, missing)}, false});
  return true;
}

// `1`, `CA101 "Title" …`, `report-only CA101 "Title" …`, `"Title" alice …`
bool beginning(const Case& c) {
  if (c.code(0) == kNumber && c.size() == 1) return report(c, 0, kWard);
  for (std::size_t i = 0; i < 2 && i + 1 < c.size(); ++i) {
    const bool head = i == 0 || one_of<kReportOnly, kDisabled>(c.code(0));
    if (head && is_name(c.code(i)) && c.code(i + 1) == kString && report(c, i, kPolicy)) return true;
  }
  if (c.code(0) == kSettings && report(c, 0, kMfa)) return true;
  if (c.code(0) == kMfa && report(c, 1, kSettings)) return true;
  return c.code(0) == kString && report(c, 0, kTest);
}

// `everyone break-glass`, `all apps payroll`, `using devices except managed`
bool exception(const Case& c) {
  const std::size_t at = c.at();
  if (at < 1 || c.ended()) return false;
  const Code before = c.code(at - 1);
  const bool everything = at > 1 && one_of<kAll, kNo, kOwn>(c.code(at - 2)) &&
                          one_of<kUsers, kNetworks, kDevices, kPlatforms, kApps, kAgents, kWorkloads>(before);
  if ((before == kEveryone || everything) && report(c, at, kExcept)) return true;
  return at > 1 && before == kExcept && c.code(at - 2) == kDevices && report(c, at - 2, kAll);
}

// `model not "x"`, `time is 22:00 and 06:00 …`, `when is between …`, `display-name with "x"`
bool comparison(const Case& c) {
  const std::size_t at = c.at();
  if (at < 1 || c.ended()) return false;
  if (c.code(at) == kIs && c.code(at + 1) == kBetween) return report(c, at, kTime);
  if (c.code(at - 1) == kNot && report(c, at - 1, kIs)) return true;
  if (c.code(at - 1) == kWith && c.code(at) == kString && report(c, at - 1, kStarts)) return true;
  return at > 2 && c.code(at) == kTimeOfDay && c.code(at - 2) == kTimeOfDay && report(c, at - 2, kBetween);
}

// `contractors 2027-01-31 "TKT-12"`, `workloads except daemon`
bool companion(const Case& c) {
  const std::size_t at = c.at();
  if (at < 1 || c.ended()) return false;
  if (c.code(at) == kDate && report(c, at, kUntil)) return true;
  if (c.code(at) == kString && c.code(at - 1) == kDate && report(c, at, kBecause)) return true;
  return c.code(at - 1) == kWorkloads && report(c, at - 1, kOwn);
}

}  // namespace

bool explain_missing_word(const Case& c) { return beginning(c) || exception(c) || comparison(c) || companion(c); }

}  // namespace doorward::words
