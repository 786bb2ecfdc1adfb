// Checks of a whole policy set on the model, the same for Ward and Graph JSON. Must not know syntax.
#pragma once

#include "doorward/compiler/model.h"
#include "doorward/grammar/diagnostic.h"

namespace doorward {

/// Reports what SEMANTICS.md calls an error or a warning, and takes out policies that repeat another one exactly.
/// The set must be complete: all of its files read and joined.
void check(model::PolicySet& set, DiagnosticSink& sink);

}  // namespace doorward
