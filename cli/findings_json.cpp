#include "findings_json.h"

#include <map>
#include <nlohmann/json.hpp>

#include "doorward/grammar/render.h"

namespace doorward::cli {
namespace {

using Json = nlohmann::ordered_json;

Json place_json(const SourceMap& map, const Span& span) {
  const Position begin = map.position(span.source, span.begin);
  const Position end = map.position(span.source, span.end);
  return {{"file", map.name(span.source)},
          {"line", begin.line},
          {"column", begin.column},
          {"endLine", end.line},
          {"endColumn", end.column}};
}

Json fix_json(const SourceMap& map, const Fix& fix) {
  Json edits = Json::array();
  for (const Edit& edit : fix.edits) {
    Json entry = place_json(map, edit.span);
    entry["text"] = edit.text;
    edits.push_back(std::move(entry));
  }
  return {{"title", fix.title}, {"safe", fix.safe}, {"edits", std::move(edits)}};
}

Json finding_json(const Sources& sources, const Diagnostic& diagnostic) {
  const SourceMap& map = sources.map;
  Json finding{{"code", row_of(diagnostic.code).id}, {"severity", severity_word(diagnostic.severity)}};
  if (diagnostic.span.source < map.size()) finding.update(place_json(map, diagnostic.span));
  finding["message"] = diagnostic.message;
  if (!diagnostic.json_path.empty()) finding["jsonPath"] = diagnostic.json_path;
  if (!diagnostic.help.empty()) finding["help"] = diagnostic.help;
  Json notes = Json::array();
  for (const Note& note : diagnostic.notes) {
    Json entry = place_json(map, note.span);
    entry["text"] = note.text;
    notes.push_back(std::move(entry));
  }
  if (!notes.empty()) finding["notes"] = std::move(notes);
  Json fixes = Json::array();
  for (const Fix& fix : diagnostic.fixes) fixes.push_back(fix_json(map, fix));
  if (!fixes.empty()) finding["fixes"] = std::move(fixes);
  const auto example =
      sources.examples.find({diagnostic.code, diagnostic.span.source, diagnostic.span.begin, diagnostic.message});
  if (example != sources.examples.end()) {
    finding["example"] = example->second.sentence;
    finding["signIn"] = Json::parse(example->second.json, nullptr, false);
  }
  return finding;
}

}  // namespace

std::string findings_json(const Sources& sources) {
  Json findings = Json::array();
  std::map<Severity, std::size_t> counts;
  for (const Diagnostic& diagnostic : sources.sink.diagnostics()) {
    findings.push_back(finding_json(sources, diagnostic));
    ++counts[diagnostic.severity];
  }
  Json undecided = Json::array();
  for (const Undecided& each : sources.undecided) {
    Json entry{{"code", row_of(each.code).id}};
    if (!each.policy.empty()) entry["policy"] = each.policy;
    undecided.push_back(std::move(entry));
  }
  Json report{{"findings", std::move(findings)},
              {"errors", counts[Severity::error]},
              {"warnings", counts[Severity::warning]},
              {"notes", counts[Severity::note]}};
  if (sources.loaded.passed_over != 0) report["passedOver"] = sources.loaded.passed_over;
  if (!undecided.empty()) report["undecided"] = std::move(undecided);
  return report.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace doorward::cli
