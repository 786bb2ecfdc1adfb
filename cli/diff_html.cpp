#include "diff_html.h"

#include <fmt/format.h>

#include <initializer_list>

#include "comparison_report.h"
#include "diff_report.h"
#include "xml_text.h"

namespace doorward::cli {
namespace {

std::string text(std::string_view text) { return xml_text(text, XmlSpace::literal); }

std::string cells(std::string_view element, std::initializer_list<std::string> texts) {
  std::string row;
  for (const std::string& each : texts) row += fmt::format("<{0}>{1}</{0}>", element, text(each));
  return row;
}

std::string row_of_cells(std::string_view element, std::initializer_list<std::string> texts,
                         const std::string& last = {}) {
  return "<tr>" + cells(element, texts) + last + "</tr>\n";
}

std::string page(const std::string& headline, const std::string& body) {
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
      "<title>Policy change</title>\n"
      "<style>body{{font-family:sans-serif;margin:2em}}table{{border-collapse:collapse;margin-top:1em}}"
      "td,th{{border:1px solid #999;padding:4px 8px;text-align:left;vertical-align:top}}"
      ".weaker{{color:#a00;font-weight:bold}}</style>\n</head>\n<body>\n<h1>Policy change</h1>\n<p>{}</p>\n{}"
      "</body>\n</html>\n",
      text(headline), body);
}

/// The last cell of a row: why less is demanded.
std::string weaker_cell(const std::string& why) {
  return why.empty() ? "<td></td>" : fmt::format("<td class=\"weaker\">{}</td>", text(why));
}

std::string policies_html(const ReplayReport& report) {
  if (report.policies.empty()) return {};
  std::string out = "<table>\n" + row_of_cells("th", {"policy", "change", "example"});
  for (const auto& [policy, row] : report.policies)
    out += row_of_cells("td", {policy, policy_change(row), row.example});
  return out + "</table>\n";
}

std::string parties_html(const std::string& what, const std::map<std::string, PartyRow>& parties) {
  if (parties.empty()) return {};
  std::string out = "<table>\n" + row_of_cells("th", {what, "sign-ins", "demanded less", "example"});
  for (const PartyLine& line : party_lines(parties)) {
    out += row_of_cells(
        "td", {line.party, std::to_string(line.row.count), std::to_string(line.row.weaker), line.row.example});
  }
  out += "</table>\n";
  if (parties.size() > kMostParties) out += fmt::format("<p>and {} others</p>\n", parties.size() - kMostParties);
  return out;
}

}  // namespace

std::string diff_html(const ReplayReport& report) {
  std::string out;
  if (!report.outcomes.empty()) {
    out = "<table>\n" +
          row_of_cells("th", {"change", "sign-ins", "demanded less", "example", "before", "now", "why it is weaker"});
  }
  for (const auto& [outcomes, row] : report.outcomes) {
    out += row_of_cells("td",
                        {change_title(outcomes.first, outcomes.second), std::to_string(row.count),
                         std::to_string(row.weaker), row.example.id, row.example.before, row.example.after},
                        weaker_cell(row.example.weaker));
  }
  if (!report.outcomes.empty()) out += "</table>\n";
  return page(diff_headline(report),
              out + policies_html(report) + parties_html("user", report.users) + parties_html("group", report.groups));
}

std::string comparison_html(const analysis::Comparison& comparison) {
  std::string out;
  if (!comparison.differences.empty()) {
    out = "<table>\n" + row_of_cells("th", {"for example", "kinds of sign-ins", "before", "now", "why it is weaker"});
  }
  for (const analysis::Difference& difference : comparison.differences) {
    const ReplayExample& example = difference.example;
    out += row_of_cells("td", {example.id, std::to_string(difference.kinds), example.before, example.after},
                        weaker_cell(example.weaker));
  }
  if (!comparison.differences.empty()) out += "</table>\n";
  return page(comparison_headline(comparison), out + policies_html(comparison.report));
}

}  // namespace doorward::cli
