// How much a module may hold, as numbers that a test can lower. Private to the backend.
#pragma once

#include <cstdint>
#include <vector>

#include "doorward/bytecode/format.h"
#include "doorward/compiler/compile.h"

namespace doorward::backend {

struct Limits {
  std::uint64_t module_bytes = bytecode::kMaxModuleSize;
  std::uint32_t policies = bytecode::kMaxPolicies;
  std::uint32_t strengths = bytecode::kMaxStrengths;
  std::uint32_t controls_per_clause = bytecode::kMaxControlsPerClause;
};

/// `compile` within other limits than the format's.
std::vector<std::byte> compile_within(const Limits& limits, const model::PolicySet& set, const SourceMap& sources,
                                      const CompileOptions& options, DiagnosticSink& sink);

}  // namespace doorward::backend
