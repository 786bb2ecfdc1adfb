// Expressions over attributes and the decision time, and filters with Graph's modes (SEMANTICS.md §1).
#pragma once

#include "doorward/compiler/model.h"
#include "reference/circumstances.h"

namespace doorward::reference {

bool holds(const model::Expr& expr, const Circumstances& seen);

/// `include` applies when the rule is true, `exclude` when it is false.
bool applies(const model::Filter& filter, const Circumstances& seen);

}  // namespace doorward::reference
