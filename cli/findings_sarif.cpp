// SARIF 2.1.0 (OASIS), as GitHub's code scanning and the SARIF validator take it.
#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>

#include "finding_place.h"
#include "findings_report.h"

namespace doorward::cli {
namespace {

using Json = nlohmann::ordered_json;

std::string_view level(Severity severity) {
  if (severity == Severity::error) return "error";
  return severity == Severity::warning ? "warning" : "note";
}

constexpr std::string_view kHome = "https://github.com/doorward/doorward";

/// A path as a URI reference: what is not plain is percent-encoded.
std::string uri(std::string_view path) {
  std::string out;
  if (path.starts_with('/')) out = "file://";
  for (const char c : path) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view("-._~/").find(c) != std::string_view::npos;
    if (plain) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

Json region(const FindingPlace& place) {
  return {{"startLine", place.begin.line},
          {"startColumn", place.begin.column},
          {"endLine", place.end.line},
          {"endColumn", place.end.column}};
}

Json location(const FindingPlace& place) {
  return {{"physicalLocation", {{"artifactLocation", {{"uri", uri(place.file)}}}, {"region", region(place)}}}};
}

/// The title of a page: its first line without the code.
std::string title_of(std::string_view page, std::string_view code) {
  const std::string_view line = page.substr(0, page.find('\n'));
  const std::size_t colon = line.find(": ");
  return colon == std::string_view::npos ? std::string(code) : std::string(line.substr(colon + 2));
}

/// `unused_noun` as `UnusedNoun`, which is how rules of all tools are called (SARIF2012 of Microsoft's validator).
std::string pascal_case(std::string_view name) {
  std::string out;
  bool begins = true;
  for (const char c : name) {
    if (c != '_') out += begins && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    begins = c == '_';
  }
  return out;
}

Json rule(const CodeRow& row) {
  const std::string_view page = diagnostic_page(row.id);
  const std::string title = title_of(page, row.id);
  return {{"id", row.id},
          {"name", pascal_case(row.name)},
          {"shortDescription", {{"text", title}}},
          {"fullDescription", {{"text", title}}},
          {"help", {{"text", page}, {"markdown", page}}},
          {"helpUri", fmt::format("{}/blob/main/docs/diagnostics/{}.md", kHome, row.id)},
          {"defaultConfiguration", {{"level", level(row.severity)}}},
          {"properties", {{"tags", Json::array({row.id.starts_with("W3") ? "lint" : "check"})}}}};
}

Json fix(const SourceMap& map, const Fix& written) {
  std::map<std::string, Json> changes;
  for (const Edit& edit : written.edits) {
    const auto place = place_of(map, edit.span);
    if (!place) continue;
    Json& replacements = changes.try_emplace(uri(place->file), Json::array()).first->second;
    replacements.push_back({{"deletedRegion", region(*place)}, {"insertedContent", {{"text", edit.text}}}});
  }
  Json list = Json::array();
  for (auto& [file, replacements] : changes) {
    list.push_back({{"artifactLocation", {{"uri", file}}}, {"replacements", std::move(replacements)}});
  }
  return {{"description", {{"text", written.title}}}, {"artifactChanges", std::move(list)}};
}

Json result(const Sources& sources, const Diagnostic& diagnostic, std::size_t rule_index, Fingerprints& fingerprints) {
  const SourceMap& map = sources.map;
  std::string text = diagnostic.message;
  if (!diagnostic.help.empty()) text += "\nhelp: " + diagnostic.help;
  Json out{{"ruleId", row_of(diagnostic.code).id},
           {"ruleIndex", rule_index},
           {"level", level(diagnostic.severity)},
           {"message", {{"text", text}}}};
  const auto place = place_of(map, diagnostic.span);
  if (place) {
    out["locations"] = Json::array({location(*place)});
    out["partialFingerprints"] = {{"primaryLocationLineHash", fingerprints.line_hash(diagnostic.span)}};
  }
  Json related = Json::array();
  for (const Note& note : diagnostic.notes) {
    const auto at = place_of(map, note.span);
    if (!at) continue;
    Json entry = location(*at);
    entry["message"] = {{"text", note.text}};
    related.push_back(std::move(entry));
  }
  if (!related.empty()) out["relatedLocations"] = std::move(related);
  Json fixes = Json::array();
  for (const Fix& each : diagnostic.fixes) {
    if (!each.edits.empty()) fixes.push_back(fix(map, each));
  }
  if (!fixes.empty()) out["fixes"] = std::move(fixes);
  if (!diagnostic.json_path.empty()) out["properties"]["jsonPath"] = diagnostic.json_path;
  const auto example =
      sources.examples.find({diagnostic.code, diagnostic.span.source, diagnostic.span.begin, diagnostic.message});
  if (example != sources.examples.end()) {
    out["properties"]["example"] = example->second.sentence;
    out["properties"]["signIn"] = Json::parse(example->second.json, nullptr, false);
  }
  return out;
}

}  // namespace

std::string findings_sarif(const Sources& sources) {
  Json rules = Json::array();
  std::map<Code, std::size_t> indexes;
  Json results = Json::array();
  Fingerprints fingerprints(sources.map);
  for (const Diagnostic& diagnostic : sources.sink.diagnostics()) {
    const auto [index, fresh] = indexes.try_emplace(diagnostic.code, rules.size());
    if (fresh) rules.push_back(rule(row_of(diagnostic.code)));
    results.push_back(result(sources, diagnostic, index->second, fingerprints));
  }
  Json driver{{"name", "doorward"},
              {"version", DOORWARD_VERSION},
              {"semanticVersion", DOORWARD_VERSION},
              {"informationUri", kHome},
              {"rules", std::move(rules)}};
  Json run{
      {"tool", {{"driver", std::move(driver)}}}, {"columnKind", "unicodeCodePoints"}, {"results", std::move(results)}};
  const Json report{{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                    {"version", "2.1.0"},
                    {"runs", Json::array({std::move(run)})}};
  return report.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace doorward::cli
