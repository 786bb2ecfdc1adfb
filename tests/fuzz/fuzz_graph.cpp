// Any bytes as Graph JSON, strictly and with what is unknown passed over. What has no errors compiles to a module that
// loads.
#include "doorward/compiler/compile.h"
#include "doorward/compiler/graph_reader.h"
#include "doorward/compiler/resolve.h"
#include "doorward/grammar/render.h"
#include "doorward/runtime/policy_set.h"
#include "holds.h"

namespace {

void read(std::string_view text, bool ignore_unknown) {
  doorward::SourceMap sources;
  doorward::DiagnosticSink sink;
  // The prelude, with the built-in strengths and networks.
  doorward::model::PolicySet set = doorward::resolve(sources, {}, {}, sink);
  doorward::GraphReader reader(sources, {.ignore_unknown = ignore_unknown}, sink);
  reader.add(sources.add("input.json", std::string(text)), doorward::GraphFileOrigin::named);
  reader.finish(set);
  std::vector<std::byte> module;
  if (!sink.has_errors()) module = doorward::compile(set, sources, {}, sink);
  for (const doorward::Diagnostic& diagnostic : sink.diagnostics()) doorward::render(sources, diagnostic);
  if (sink.has_errors()) return;
  std::string error;
  doorward::fuzz::must(doorward::PolicySet::load(module, error) != nullptr, "what compiles loads", error);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  read(text, false);
  read(text, true);
  return 0;
}
