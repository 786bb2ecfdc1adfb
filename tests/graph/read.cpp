#include "read.h"

#include <fstream>
#include <sstream>

#include "doorward/facts/facts.h"

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

namespace {

std::string listed(const std::vector<std::string>& values) {
  std::string out;
  for (const std::string& value : values) out += (out.empty() ? "\"" : ", \"") + value + '"';
  return values.size() == 1 ? out : '[' + out + ']';
}

std::string comparison_text(const model::Comparison& comparison) {
  const model::AttributeRef& attribute = comparison.attribute;
  const bool device = attribute.scope == model::AttributeScope::device;
  const std::string name =
      device ? std::string(kDeviceAttributes[static_cast<std::size_t>(attribute.device)].graph) : attribute.name;
  const std::string op(kCompareOps[static_cast<std::size_t>(comparison.op)].graph.substr(1));
  return comparison.values.empty() ? name + ' ' + op : name + ' ' + op + ' ' + listed(comparison.values);
}

std::string children_text(const char* word, const model::Expr& expr) {
  std::string out;
  for (const model::Expr& child : expr.children) out += (out.empty() ? "" : ", ") + to_text(child);
  return word + ('(' + out + ')');
}

}  // namespace

std::string to_text(const model::Expr& expr) {
  using Kind = model::Expr::Kind;
  switch (expr.kind) {
    case Kind::all_of: return children_text("all", expr);
    case Kind::any_of: return children_text("any", expr);
    case Kind::negation: return children_text("not", expr);
    case Kind::comparison: return comparison_text(expr.comparison);
    case Kind::time:
      return "time " + std::to_string(expr.time.days) + ' ' + std::to_string(expr.time.start_minute) + '-' +
             std::to_string(expr.time.end_minute) + ' ' + expr.time.zone;
    case Kind::constant: return expr.value ? "true" : "false";
    case Kind::member: return "member";
  }
  return "?";
}

std::string policy_with(const std::string& conditions_members) {
  return R"({"id": "p1", "displayName": "One", "state": "enabled",
  "conditions": {"users": {"includeUsers": ["All"]}, "applications": {"includeApplications": ["All"]})" +
         (conditions_members.empty() ? "" : ",\n    " + conditions_members) + R"(},
  "grantControls": {"operator": "OR", "builtInControls": ["mfa"]}})";
}

}  // namespace doorward::tests
