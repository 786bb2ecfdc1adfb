// Whether one set demands less of a sign-in than another (SEMANTICS §7): some set of efforts is granted by the new and
// not by the old, or a session limit is looser. What cannot be compared counts as weaker.
#pragma once

#include <string>

#include "doorward/runtime/decision.h"
#include "doorward/runtime/evaluate.h"

namespace doorward::analysis {

/// One set under comparison, and what it decided of the sign-in as it stands.
struct Side {
  Scratch& scratch;
  const Decision& decision;
  const PolicySet& set() const { return scratch.set(); }
};

/// All sets of at most this many efforts are tried.
inline constexpr std::size_t kMaxEfforts = 10;

/// Why `after` is weaker than `before` for `sign_in`, in one line; empty when it is not.
std::string why_weaker(const Side& before, const Side& after, const SignIn& sign_in, const EvaluateOptions& options);

}  // namespace doorward::analysis
