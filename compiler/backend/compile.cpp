#include "doorward/compiler/compile.h"

#include "doorward/bytecode/module.h"
#include "doorward/vocabulary/vocabulary.h"
#include "emit.h"
#include "lowering.h"
#include "names.h"
#include "source_hash.h"

namespace doorward {
namespace {

bool fits(const bytecode::ModuleTables& tables) { return tables.byte_size() <= bytecode::kMaxModuleSize; }

}  // namespace

std::vector<std::byte> compile(const model::PolicySet& set, const SourceMap& sources, const CompileOptions& options,
                               DiagnosticSink& sink) {
  const std::size_t errors_before = sink.errors();
  backend::Places places(sources);
  backend::Ir ir = backend::lower(set, options.strip, places, sink);
  if (sink.errors() != errors_before) return {};

  bytecode::ModuleTables tables;
  if (options.strip) {
    tables = backend::emit(ir, nullptr);
    tables.stripped = true;
  } else {
    places.resolve(ir.strings);
    const backend::DebugFacts debug{places, backend::names_of_ids(set, ir)};
    tables = backend::emit(ir, &debug);
    tables.source_hash = backend::source_hash(sources);
  }
  tables.vocabulary_date = vocabulary::kDate;
  const Span span = set.policies.empty() ? Span{} : set.policies.front().origin.span;
  if (!fits(tables)) {
    sink.report<Code::module_too_large>(span, tables.byte_size(), bytecode::kMaxModuleSize);
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

}  // namespace doorward
