// Checkstyle and JUnit: findings by file.
#include <fmt/format.h>

#include <map>
#include <vector>

#include "finding_place.h"
#include "findings_report.h"
#include "xml_text.h"

namespace doorward::cli {
namespace {

constexpr std::string_view kXmlHead = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

struct Placed {
  const Diagnostic* diagnostic;
  Position begin;
};

/// Findings by file, every source having an entry. What has no place is of the configuration.
std::map<std::string, std::vector<Placed>> by_file(const Sources& sources) {
  std::map<std::string, std::vector<Placed>> files;
  for (const SourceId id : sources.loaded.sources) files[std::string(sources.map.name(id))];
  for (const Diagnostic& diagnostic : sources.sink.diagnostics()) {
    const auto place = place_of(sources.map, diagnostic.span);
    files[place ? std::string(place->file) : "doorward.toml"].push_back(
        {&diagnostic, place ? place->begin : Position{}});
  }
  return files;
}

std::string_view checkstyle_severity(Severity severity) {
  if (severity == Severity::error) return "error";
  return severity == Severity::warning ? "warning" : "info";
}

std::string with_help(const Diagnostic& diagnostic) {
  return diagnostic.help.empty() ? diagnostic.message : diagnostic.message + "\nhelp: " + diagnostic.help;
}

}  // namespace

std::string findings_checkstyle(const Sources& sources) {
  std::string out(kXmlHead);
  out += "<checkstyle version=\"4.3\">\n";
  for (const auto& [file, findings] : by_file(sources)) {
    if (findings.empty()) continue;
    out += fmt::format("  <file name=\"{}\">\n", xml_text(file));
    for (const Placed& placed : findings) {
      out +=
          fmt::format("    <error line=\"{}\" column=\"{}\" severity=\"{}\" message=\"{}\" source=\"doorward.{}\"/>\n",
                      placed.begin.line, placed.begin.column, checkstyle_severity(placed.diagnostic->severity),
                      xml_text(with_help(*placed.diagnostic)), row_of(placed.diagnostic->code).id);
    }
    out += "  </file>\n";
  }
  return out + "</checkstyle>\n";
}

std::string findings_junit(const Sources& sources) {
  std::string suites;
  std::size_t all = 0;
  for (const auto& [file, findings] : by_file(sources)) {
    std::string cases;
    std::size_t failures = 0;
    for (const Placed& placed : findings) {
      const Diagnostic& diagnostic = *placed.diagnostic;
      const std::string_view code = row_of(diagnostic.code).id;
      cases +=
          fmt::format("    <testcase classname=\"{}\" name=\"{} line {}\">\n", xml_text(file), code, placed.begin.line);
      const std::string text =
          xml_text(fmt::format("{}:{}:{}: {}", file, placed.begin.line, placed.begin.column, with_help(diagnostic)));
      if (diagnostic.severity == Severity::error) {
        ++failures;
        cases += fmt::format("      <failure message=\"{}\" type=\"{}\">{}</failure>\n", xml_text(diagnostic.message),
                             code, text);
      } else {
        cases += fmt::format("      <system-out>{}</system-out>\n", text);
      }
      cases += "    </testcase>\n";
    }
    std::size_t count = findings.size();
    if (failures == 0) {
      ++count;
      cases += fmt::format("    <testcase classname=\"{0}\" name=\"no errors\"/>\n", xml_text(file));
    }
    all += count;
    suites += fmt::format("  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\">\n{}  </testsuite>\n", xml_text(file),
                          count, failures, cases);
  }
  return fmt::format("{}<testsuites name=\"doorward check\" tests=\"{}\" failures=\"{}\">\n{}</testsuites>\n", kXmlHead,
                     all, sources.sink.errors(), suites);
}

}  // namespace doorward::cli
