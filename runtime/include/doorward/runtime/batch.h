// Many sign-ins at once, as arrays. Must not know more of deciding than evaluate.h.
#pragma once

#include <span>

#include "doorward/runtime/evaluate.h"

namespace doorward {

/// Decides sign_ins[i] into decisions[i], each as `evaluate` does. A decision without a sign-in becomes a block with
/// status `internal`; a sign-in without a decision is not decided.
void evaluate_batch(Scratch& scratch, std::span<const SignIn> sign_ins, const EvaluateOptions& options,
                    std::span<Decision> decisions) noexcept;

}  // namespace doorward
