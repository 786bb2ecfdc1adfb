#include "finding_baseline.h"

#include <nlohmann/json.hpp>

#include "finding_place.h"

namespace doorward::cli {
namespace {

using Json = nlohmann::ordered_json;

}  // namespace

std::optional<Baseline> read_baseline(std::string_view text, std::string& error) {
  const Json root = Json::parse(text, nullptr, false);
  if (!root.is_object() || !root.contains("findings") || !root["findings"].is_array()) {
    error = "it is no baseline: an object with `findings` is expected";
    return std::nullopt;
  }
  Baseline baseline;
  for (const Json& finding : root["findings"]) {
    if (!finding.is_object() || !finding.contains("fingerprint") || !finding["fingerprint"].is_string()) {
      error = "a finding of the baseline has no `fingerprint`";
      return std::nullopt;
    }
    ++baseline[finding["fingerprint"].get<std::string>()];
  }
  return baseline;
}

std::string baseline_text(const SourceMap& sources, const DiagnosticSink& sink) {
  Json findings = Json::array();
  Fingerprints fingerprints(sources);
  for (const Diagnostic& diagnostic : sink.diagnostics()) {
    if (diagnostic.severity == Severity::error) continue;
    const auto place = place_of(sources, diagnostic.span);
    findings.push_back({{"code", row_of(diagnostic.code).id},
                        {"file", place ? place->file : std::string_view()},
                        {"message", diagnostic.message},
                        {"fingerprint", fingerprints.of(diagnostic)}});
  }
  const Json root{{"version", 1}, {"findings", std::move(findings)}};
  return root.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::size_t apply_baseline(Baseline baseline, const SourceMap& sources, DiagnosticSink& sink) {
  Fingerprints fingerprints(sources);
  DiagnosticSink left;
  for (Diagnostic& diagnostic : sink.diagnostics()) {
    const auto known =
        diagnostic.severity == Severity::error ? baseline.end() : baseline.find(fingerprints.of(diagnostic));
    if (known == baseline.end()) {
      left.add(std::move(diagnostic));
    } else if (--known->second == 0) {
      baseline.erase(known);
    }
  }
  sink = std::move(left);
  std::size_t gone = 0;
  for (const auto& [fingerprint, count] : baseline) gone += count;
  return gone;
}

}  // namespace doorward::cli
