// From applying policies to the decision: clauses, user state, session, outcome, prompts (SEMANTICS.md §2 to §5).
#pragma once

#include <cstdint>
#include <vector>

#include "applying.h"
#include "bound_request.h"
#include "doorward/runtime/decision.h"
#include "doorward/runtime/evaluate.h"
#include "policy_index.h"
#include "set_image.h"

namespace doorward::runtime {

/// What the sign-in's met controls make of each form of clause: judged once, however many policies share it.
struct ClauseVerdict {
  std::uint32_t round = 0;  // of the request that it was judged for
  ClauseStatus status = ClauseStatus::satisfied;
  std::uint64_t unmet = 0;
};
struct ClauseVerdicts {
  std::vector<ClauseVerdict> by_clause;
  std::uint32_t round = 0;
};

/// The whole decision, from the policies that apply.
void combine(const SetImage& image, const SignIn& sign_in, const BoundRequest& request, const Applying& applying,
             const EvaluateOptions& options, ClauseVerdicts& verdicts, Decision& decision);

/// What Detail::outcome asks for: searches the index only as far as the outcome hangs on it, with no look at each policy
/// that applies. Leaves the search in `index` and what was assumed in `applying`.
void combine_outcome(const SetImage& image, const SignIn& sign_in, BoundRequest& request, IndexScratch& index,
                     Applying& applying, const EvaluateOptions& options, ClauseVerdicts& verdicts, Decision& decision);

/// Empties what Detail::outcome leaves empty.
void keep_outcome(Decision& decision) noexcept;

}  // namespace doorward::runtime
