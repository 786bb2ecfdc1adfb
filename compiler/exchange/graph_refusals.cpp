// What Graph's service would not store, found by reading what was written. The reader knows its rules (docs/graph.md).
#include <charconv>
#include <nlohmann/json.hpp>

#include "doorward/compiler/graph_reader.h"
#include "exchange/graph_parts.h"

namespace doorward::exchange {
namespace {

/// The built-in networks and strengths of `set`, which references may name.
model::PolicySet builtins_of(const model::PolicySet& set) {
  model::PolicySet builtins;
  for (const model::Network& network : set.networks) {
    if (network.builtin) builtins.networks.push_back(network);
  }
  for (const model::Strength& strength : set.strengths) {
    if (strength.builtin) builtins.strengths.push_back(strength);
  }
  return builtins;
}

/// The index in `$[3].conditions`; `count` when the path has none below it.
std::size_t index_of(std::string_view path, std::size_t count) {
  std::size_t index = count;
  if (path.starts_with("$[")) std::from_chars(path.data() + 2, path.data() + path.size(), index);
  return index;
}

}  // namespace

void report_refusals(GraphExport& out, const Json& json, const std::vector<Written>& written) {
  SourceMap sources;
  DiagnosticSink said;
  GraphReader reader(sources, {}, said);
  const std::string text = json.dump(-1, ' ', false, Json::error_handler_t::replace);
  reader.add(sources.add("export", text), GraphFileOrigin::in_folder);
  model::PolicySet set = builtins_of(out.set());
  reader.finish(set);
  for (const Diagnostic& one : said.diagnostics()) {
    // A policy that never applies is stored all the same.
    if (one.severity != Severity::error || one.code == Code::never_applies) continue;
    const std::size_t index = index_of(one.json_path, written.size());
    const Written source = index < written.size() ? written[index] : Written{};
    Diagnostic& refusal = out.sink().report<Code::graph_refuses>(source.origin.span, source.name, one.message);
    refusal.json_path = source.origin.json_path;
    refusal.help = one.help;
  }
}

}  // namespace doorward::exchange
