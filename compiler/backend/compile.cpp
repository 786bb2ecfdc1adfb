#include "doorward/compiler/compile.h"

#include "doorward/bytecode/module.h"
#include "doorward/vocabulary/vocabulary.h"
#include "emit.h"
#include "lowering.h"
#include "module_limits.h"
#include "names.h"
#include "source_hash.h"

namespace doorward {

std::vector<std::byte> compile(const model::PolicySet& set, const SourceMap& sources, const CompileOptions& options,
                               DiagnosticSink& sink) {
  return backend::compile_within({}, set, sources, options, sink);
}

namespace backend {

std::vector<std::byte> compile_within(const Limits& limits, const model::PolicySet& set, const SourceMap& sources,
                                      const CompileOptions& options, DiagnosticSink& sink) {
  const std::size_t errors_before = sink.errors();
  Places places(sources);
  Ir ir = lower(set, limits, options.strip, places, sink);
  if (sink.errors() != errors_before) return {};

  bytecode::ModuleTables tables;
  if (options.strip) {
    tables = emit(ir, nullptr);
    tables.stripped = true;
  } else {
    places.resolve(ir.strings);
    const DebugFacts debug{places, names_of_ids(set, ir)};
    tables = emit(ir, &debug);
    tables.source_hash = source_hash(sources);
  }
  tables.vocabulary_date = vocabulary::kDate;
  const Span span = set.policies.empty() ? Span{} : set.policies.front().origin.span;
  if (tables.byte_size() > limits.module_bytes) {
    sink.report<Code::module_too_large>(span, tables.byte_size(), limits.module_bytes);
    return {};
  }
  std::vector<std::byte> module = bytecode::write_module(tables);
  // The compiler holds itself to the rules that the runtime will hold the module to.
  if (const auto result = bytecode::verify(module); !result) {
    sink.report<Code::unsound_module>(span, bytecode::describe(result));
    return {};
  }
  return module;
}

}  // namespace backend
}  // namespace doorward
