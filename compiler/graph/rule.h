// The rule language of Graph's filters (ENTRA.md §4): over devices, applications and workloads, into the model's
// conditions. Every node and message points into the JSON text of the rule. Must not know policies.
#pragma once

#include <optional>

#include "graph/fields.h"

namespace doorward::graph {

inline constexpr std::size_t kMaxRuleLength = 3072;  // characters
inline constexpr int kMaxRuleDepth = 64;             // parentheses and -not

struct RuleResult {
  std::optional<model::Expr> rule;  // nothing after an error
  bool passed_over = false;         // it tests a property that --ignore-unknown passed over
};

/// Reads the rule in the text at `at`.
RuleResult read_rule(Reading& reading, const Place& at, model::AttributeScope scope);

}  // namespace doorward::graph
