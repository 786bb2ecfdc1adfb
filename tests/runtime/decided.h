// Deciding in tests: from a model to the runtime's decision, in the words of the reference evaluator, which must have
// come to the same one. So every case below holds for both.
#pragma once

#include <memory>
#include <string>

#include "doorward/compiler/model.h"
#include "doorward/runtime/evaluate.h"
#include "reference/build.h"
#include "reference/decision.h"

namespace doorward::test {

/// Compiles and loads a set; fails the test when either goes wrong.
std::shared_ptr<const PolicySet> load(const model::PolicySet& set);

/// A decision of the runtime in names instead of numbers.
reference::Decision named(const PolicySet& set, const SignIn& sign_in, const Decision& decision);

/// Decides with every engine and with the reference evaluator, checks that all agree, and returns the decision.
reference::Decision decided(const model::PolicySet& set, const SignIn& sign_in, bool strict = false,
                            std::int64_t now = 0);

/// Whether `policy`, alone in a set with these networks, applies.
bool applies(const model::Policy& policy, const SignIn& sign_in, std::int64_t now = 0,
             const std::vector<model::Network>& networks = {});

}  // namespace doorward::test
