// Which single change of a fact, or which further effort, would improve an outcome: tried by deciding again.
#pragma once

#include <vector>

#include "doorward/runtime/evaluate.h"
#include "doorward/runtime/explain.h"

namespace doorward::runtime {

/// The changes that give a better outcome than `sign_in` has, cheapest first: efforts before facts.
std::vector<Change> try_changes(Scratch& scratch, const SignIn& sign_in, const EvaluateOptions& options);

}  // namespace doorward::runtime
