// Which signals a policy tests, and which of them the sign-in does not carry (SEMANTICS.md §1 "assumed"). What is
// tested follows from the policy's words, not from the way in which it failed to apply.
#pragma once

#include <set>
#include <string>

#include "doorward/compiler/model.h"
#include "reference/circumstances.h"

namespace doorward::reference {

/// Adds the absent signals that `policy` tests, by their paths in a sign-in.
void add_absent_signals(const model::Policy& policy, const model::PolicySet& set, const Circumstances& seen,
                        std::set<std::string>& paths);

}  // namespace doorward::reference
