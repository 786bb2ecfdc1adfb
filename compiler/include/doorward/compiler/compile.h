// From the resolved model to module bytes (docs/bytecode.md). The same model gives the same bytes on every compiler.
#pragma once

#include <cstddef>
#include <vector>

#include "doorward/compiler/model.h"
#include "doorward/grammar/diagnostic.h"
#include "doorward/grammar/source.h"

namespace doorward {

/// How to write a module.
struct CompileOptions {
  bool strip = false;  // leave out the debug section: spans, titles, condition texts
};

/// Lowers and emits `set`, which passed all checks. Limits of the format are reported to `sink` and give an empty
/// module; nothing else can fail.
std::vector<std::byte> compile(const model::PolicySet& set, const SourceMap& sources, const CompileOptions& options,
                               DiagnosticSink& sink);

}  // namespace doorward
