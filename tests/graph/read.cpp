#include "read.h"

#include <fstream>
#include <sstream>

namespace doorward::tests {

ReadResult read_graph(const std::vector<JsonFile>& files, GraphReadOptions options) {
  SourceMap sources;
  DiagnosticSink sink;
  ReadResult result;
  GraphReader reader(sources, options, sink);
  const auto origin = files.size() == 1 ? GraphFileOrigin::named : GraphFileOrigin::in_folder;
  for (const JsonFile& file : files) reader.add(sources.add(file.name, file.text), origin);
  reader.finish(result.set);
  result.passed_over = reader.passed_over();
  result.messages = message_lines(sources, sink);
  result.errors = sink.has_errors();
  return result;
}

ReadResult read_graph(const std::string& text, GraphReadOptions options) {
  return read_graph({{"p.json", text}}, options);
}

std::string message_lines(const SourceMap& sources, const DiagnosticSink& sink) {
  std::ostringstream out;
  for (const Diagnostic& diagnostic : sink.diagnostics()) {
    const Position at = sources.position(diagnostic.span.source, diagnostic.span.begin);
    out << sources.name(diagnostic.span.source) << ':' << at.line << ':' << at.column << ": "
        << row_of(diagnostic.code).id << ": " << diagnostic.message;
    if (!diagnostic.json_path.empty()) out << " [" << diagnostic.json_path << ']';
    if (!diagnostic.help.empty()) out << " (" << diagnostic.help << ')';
    out << '\n';
  }
  return out.str();
}

std::string file_text(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

std::string policy_with(const std::string& conditions_members) {
  return R"({"id": "p1", "displayName": "One", "state": "enabled",
  "conditions": {"users": {"includeUsers": ["All"]}, "applications": {"includeApplications": ["All"]})" +
         (conditions_members.empty() ? "" : ",\n    " + conditions_members) + R"(},
  "grantControls": {"operator": "OR", "builtInControls": ["mfa"]}})";
}

}  // namespace doorward::tests
