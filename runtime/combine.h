// From applying policies to the decision: clauses, user state, session, outcome, prompts (SEMANTICS.md §2 to §5).
#pragma once

#include <cstdint>
#include <vector>

#include "applying.h"
#include "bound_request.h"
#include "doorward/runtime/decision.h"
#include "doorward/runtime/evaluate.h"
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

void combine(const SetImage& image, const SignIn& sign_in, const BoundRequest& request, const Applying& applying,
             bool strict, ClauseVerdicts& verdicts, Decision& decision);

}  // namespace doorward::runtime
