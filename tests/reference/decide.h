// The reference evaluator: one sign-in against one resolved policy set, read from SEMANTICS.md sentence by sentence
// and slow on purpose. It is the truth that the bytecode engines are compared with, so it must not share code with
// the runtime beyond the vocabulary of facts.
#pragma once

#include <cstdint>

#include "doorward/compiler/model.h"
#include "doorward/runtime/sign_in.h"
#include "reference/decision.h"
#include "reference/targets.h"

namespace doorward::reference {

struct DecideOptions {
  std::int64_t now = 0;  // decision time, Unix seconds
  bool strict = true;    // a non-empty `assumed` is a block with status `signal-missing`
};

Decision decide(const model::PolicySet& set, const AppGroups& groups, const SignIn& sign_in,
                const DecideOptions& options);

}  // namespace doorward::reference
