// What every lint looks at, and how it reports. The functions are those of the rows of diagnostics_lint.def and
// diagnostics_lint_optional.def: a row without its function does not link. Must not know levels.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "doorward/grammar/ast.h"
#include "doorward/lint/lint.h"

namespace doorward::linting {

/// The accounts that must always get in, as they were stated or found (find_break_glass).
struct BreakGlass {
  std::vector<model::Id> groups;
  std::vector<model::Id> users;  // ids and user principal names
  bool stated = false;           // in doorward.toml

  bool known() const { return !groups.empty() || !users.empty(); }
};

struct Scene {
  const SourceMap& sources;
  const model::PolicySet& set;
  const std::vector<ast::File>& trees;  // the Ward sources
  const LintOptions& options;
  BreakGlass break_glass;
  DiagnosticSink& sink;

  template <Code C, class... Args>
  Diagnostic& report(const model::Origin& origin, Args&&... args) const {
    Diagnostic& diagnostic = sink.report<C>(origin.span, std::forward<Args>(args)...);
    diagnostic.json_path = origin.json_path;
    return diagnostic;
  }
};

#define DW_DIAGNOSTIC(id, name, severity, text) void lint_##name(const Scene& scene);
#include "doorward/grammar/diagnostics_lint.def"
#include "doorward/grammar/diagnostics_lint_optional.def"
#undef DW_DIAGNOSTIC

/// The break-glass accounts: those that are stated, else those whose names say so, else those that most policies for
/// everyone exclude.
BreakGlass find_break_glass(const model::PolicySet& set, const TenantFacts& tenant);

}  // namespace doorward::linting
