#include "doorward/lint/lint.h"

#include <algorithm>

#include "doorward/compiler/graph_reader.h"
#include "doorward/grammar/parse.h"
#include "policy_facts.h"
#include "scene.h"

namespace doorward {
namespace {

struct Row {
  Code code;
  void (*run)(const linting::Scene&);  // null: what the whole set decides has to be asked
  bool optional;
};

constexpr auto kRows = std::to_array<Row>({
#define DW_DIAGNOSTIC(id, name, severity, text) {Code::name, linting::lint_##name, false},
#include "doorward/grammar/diagnostics_lint.def"
#undef DW_DIAGNOSTIC
#define DW_DIAGNOSTIC(id, name, severity, text) {Code::name, linting::lint_##name, true},
#include "doorward/grammar/diagnostics_lint_optional.def"
#undef DW_DIAGNOSTIC
#define DW_DIAGNOSTIC(id, name, severity, text) {Code::name, nullptr, true},
#include "doorward/grammar/diagnostics_set.def"
#undef DW_DIAGNOSTIC
});

const Row* row_for(Code code) noexcept {
  const auto* row = std::find_if(kRows.begin(), kRows.end(), [&](const Row& each) { return each.code == code; });
  return row == kRows.end() ? nullptr : row;
}

/// The Ward sources as they were written: the model keeps no declarations.
std::vector<ast::File> trees_of(const LoadedSources& loaded, const SourceMap& sources) {
  std::vector<ast::File> trees;
  DiagnosticSink said_before;
  for (const SourceId id : loaded.sources) {
    if (!looks_like_json(sources.text(id))) trees.push_back(parse(sources, id, said_before));
  }
  return trees;
}

}  // namespace

std::string policy_label(const model::Policy& policy) { return linting::label(policy); }

std::vector<model::SubjectItem> break_glass_items(const model::PolicySet& set, const TenantFacts& tenant) {
  using Kind = model::SubjectItem::Kind;
  std::vector<model::SubjectItem> items;
  const auto add = [&](Kind kind, const model::Id& id) {
    model::SubjectItem& item = items.emplace_back();
    item.kind = kind;
    item.id = id;
  };
  const linting::BreakGlass accounts = linting::find_break_glass(set, tenant);
  for (const model::Id& id : accounts.groups) add(Kind::group, id);
  for (const model::Id& id : accounts.users) add(id.key.find('@') == std::string::npos ? Kind::user : Kind::upn, id);
  return items;
}

bool is_lint(Code code) noexcept { return row_for(code) != nullptr; }

bool is_optional_lint(Code code) noexcept {
  const Row* row = row_for(code);
  return row != nullptr && row->optional;
}

void lint(const LoadedSources& loaded, const SourceMap& sources, const LintOptions& options, DiagnosticSink& sink) {
  const std::vector<ast::File> trees = trees_of(loaded, sources);
  const linting::Scene scene{sources, loaded.set, trees, options, linting::find_break_glass(loaded.set, options.tenant),
                             sink};
  for (const Row& row : kRows) {
    const bool wanted = options.wanted ? options.wanted(row.code) : !row.optional;
    if (wanted && row.run != nullptr) row.run(scene);
  }
}

}  // namespace doorward
