// One decision, taken by the reference evaluator, the interpreter and the index, which must agree.
#pragma once

#include "engines.h"
#include "reference/decide.h"

namespace doorward::differential {

/// The reference evaluator's decision, after checking that both engines say the same.
reference::Decision decided_by_all(const model::PolicySet& set, const SignIn& sign_in, std::int64_t now = 0,
                                   bool strict = false);

}  // namespace doorward::differential
