// Literals in another form than Ward's: days as other countries write them, ids in double quotes, `insider-risk`.
#include <algorithm>
#include <array>
#include <charconv>

#include "case.h"
#include "doorward/facts/guid.h"
#include "shape.h"
#include "strange_word.h"

namespace doorward::words {
namespace {

/// A number of one to four digits; 0 when it is none.
unsigned number_of(std::string_view digits) {
  unsigned value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return error == std::errc() && end == digits.data() + digits.size() && digits.size() <= 4 ? value : 0;
}

void add_day(std::vector<std::string>& days, unsigned year, unsigned month, unsigned day) {
  std::string text = fmt::format("{:04}-{:02}-{:02}", year, month, day);
  if (is_date(text) && std::find(days.begin(), days.end(), text) == days.end()) days.push_back(std::move(text));
}

// `until 31.01.2027`
bool day(const Case& c) {
  const std::size_t at = c.at();
  if (!one_of<kVersion, kNumber>(c.code(at)) || !c.mends_with(at, kDate)) return false;
  return report_day(c.word(at), c.span(at), c.sink);
}

// `until "2027-01-31"`, `user alice = "alice@contoso.example"`
bool quoted(const Case& c) {
  const std::size_t at = c.at();
  const std::string_view word = c.word(at);
  if (c.code(at) != kString || word.size() < 3) return false;
  const std::string_view inner = word.substr(1, word.size() - 2);
  std::uint8_t classes = 0;
  for (const char letter : inner) classes |= class_of(static_cast<unsigned char>(letter));
  if (inner.find_first_of(" \\") != std::string_view::npos) return false;
  const Code shape = shape_of(inner, classes);
  if (shape < kGuid || shape > kUpn || !c.mends_with(at, shape)) return false;
  Diagnostic& found = c.sink.report<DiagnosticCode::misspelt_keyword>(c.span(at), word);
  found.help = "write `" + std::string(inner) + "`, without quotes";
  found.fixes.push_back({"take the quotes away", {c.replace(at, std::string(inner))}, false});
  return true;
}

// `at elevated insider-risk`
bool joined_risk(const Case& c, std::size_t i) {
  constexpr std::string_view kEnd = "-risk";
  const std::string_view word = c.word(i);
  if (c.code(i) != kName || word.size() <= kEnd.size() ||
      !equals_ignoring_case(word.substr(word.size() - kEnd.size()), kEnd)) {
    return false;
  }
  const std::string_view kind = word.substr(0, word.size() - kEnd.size());
  std::vector<Code> changed = c.codes();
  changed[i] = find_keyword(kind);
  changed.insert(changed.begin() + static_cast<std::ptrdiff_t>(i) + 1, kRisk);
  if (!one_of<kSignIn, kUser, kInsider, kWorkload, kAgent>(changed[i]) || !c.mends(changed)) return false;
  Diagnostic& found = c.sink.report<DiagnosticCode::misspelt_keyword>(c.span(i), word);
  const std::string right = std::string(kind) + " risk";
  found.help = "write `" + right + "`";
  found.fixes.push_back({found.help, {c.replace(i, right)}, false});
  return true;
}

}  // namespace

std::vector<std::string> days_of(std::string_view word) {
  std::array<unsigned, 3> parts{};
  std::size_t count = 0;
  for (std::size_t begin = 0; begin <= word.size(); ++count) {
    const std::size_t end = std::min(word.find_first_of("-/.", begin), word.size());
    if (count == parts.size()) return {};
    parts[count] = number_of(word.substr(begin, end - begin));
    begin = end + 1;
  }
  constexpr unsigned kFirstYear = 1000;
  std::vector<std::string> days;
  if (count != parts.size()) return days;
  if (parts[0] >= kFirstYear) add_day(days, parts[0], parts[1], parts[2]);
  if (parts[2] >= kFirstYear) {
    add_day(days, parts[2], parts[1], parts[0]);
    add_day(days, parts[2], parts[0], parts[1]);
  }
  return days;
}

bool report_day(std::string_view word, Span at, DiagnosticSink& sink) {
  const std::vector<std::string> days = days_of(word);
  if (days.empty()) return false;
  Diagnostic& found = sink.report<DiagnosticCode::bad_date>(at, word);
  found.help = "write year, month and day: ";
  for (const std::string& right : days) {
    found.help += (right == days.front() ? "`" : " or `") + right + "`";
    found.fixes.push_back({"write `" + right + "`", {{at, right}}, false});
  }
  return true;
}

bool explain_literal(const Case& c) {
  if (c.ended()) return false;
  return day(c) || quoted(c) || joined_risk(c, c.at()) || (c.at() > 0 && joined_risk(c, c.at() - 1));
}

}  // namespace doorward::words
