// Proofs and tests: what they name, and what tests state and expect. Must not know decisions.
#pragma once

#include "doorward/compiler/tests.h"
#include "resolve/resolution.h"

namespace doorward::resolving {

/// Adds the tests of `file` to `tests`; one with an error is left out after it was reported. Nouns that only claims
/// name are added to the resolution, so the policies of the set are to be taken out before.
void resolve_claims(Resolution& r, const ast::File& file, model::Tests& tests);

}  // namespace doorward::resolving
