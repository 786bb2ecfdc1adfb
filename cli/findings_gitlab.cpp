// https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
#include <nlohmann/json.hpp>
#include <set>

#include "finding_place.h"
#include "findings_report.h"

namespace doorward::cli {
namespace {

using Json = nlohmann::ordered_json;

std::string_view severity(Severity severity) {
  if (severity == Severity::error) return "critical";
  return severity == Severity::warning ? "major" : "info";
}

}  // namespace

std::string findings_gitlab(const Sources& sources) {
  Json report = Json::array();
  Fingerprints fingerprints(sources.map);
  std::set<std::string> seen;
  for (const Diagnostic& diagnostic : sources.sink.diagnostics()) {
    std::string fingerprint = fingerprints.of(diagnostic);
    // Two findings of one code in one line need two fingerprints.
    const std::string first = fingerprint;
    for (int next = 2; !seen.insert(fingerprint).second; ++next) fingerprint = first + '-' + std::to_string(next);
    const auto place = place_of(sources.map, diagnostic.span);
    Json location{{"path", place ? place->file : std::string_view("doorward.toml")},
                  {"lines", {{"begin", place ? place->begin.line : 1}, {"end", place ? place->end.line : 1}}}};
    // GitLab asks for less than Code Climate, whose format it is: `type`, `categories` and `end` are for others.
    report.push_back({{"type", "issue"},
                      {"description", diagnostic.message},
                      {"categories", {"Security"}},
                      {"check_name", row_of(diagnostic.code).id},
                      {"fingerprint", std::move(fingerprint)},
                      {"severity", severity(diagnostic.severity)},
                      {"location", std::move(location)}});
  }
  return report.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace doorward::cli
