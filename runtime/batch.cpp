#include "doorward/runtime/batch.h"

#include <algorithm>

namespace doorward {

void evaluate_batch(Scratch& scratch, std::span<const SignIn> sign_ins, const EvaluateOptions& options,
                    std::span<Decision> decisions) noexcept {
  const std::size_t decided = std::min(sign_ins.size(), decisions.size());
  for (std::size_t i = 0; i < decided; ++i) evaluate(scratch, sign_ins[i], options, decisions[i]);
  for (Decision& undecided : decisions.subspan(decided)) undecided.clear();
}

}  // namespace doorward
