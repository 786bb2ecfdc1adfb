// Whether a decision is what a test expects (SEMANTICS §7): exact on the outcome and on the clauses' controls, unless
// the test says `at least`. Must not know how the sign-in was made.
#pragma once

#include <string>
#include <vector>

#include "doorward/analysis/demands.h"
#include "doorward/compiler/tests.h"

namespace doorward::analysis {

/// `require mfa or compliant-device`, with the controls as decisions write them.
std::string expectation_text(const model::Expectation& expectation);

/// Empty when `decision` meets all of `expects`, else what differs, in one line.
std::string difference(const PolicySet& set, const Decision& decision, const std::vector<model::Expectation>& expects);

}  // namespace doorward::analysis
