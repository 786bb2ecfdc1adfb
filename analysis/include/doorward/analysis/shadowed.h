// Policies that change nothing: wherever one applies, others demand at least as much, or it applies nowhere. Must not
// know how a finding is reported.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "doorward/analysis/compare.h"

namespace doorward::analysis {

struct Shadowed {
  std::size_t policy = 0;       // index into the model's policies
  std::vector<std::size_t> by;  // those that demand as much, one of them wherever it applies; empty: it never applies
  std::string sentence;         // a sign-in to which it and one of them apply
};

struct ShadowedPolicies {
  std::vector<Shadowed> policies;      // taking all of them out changes no decision
  std::vector<std::size_t> undecided;  // there are too many kinds of sign-ins to say
};

/// Enforced policies only. `now` is the decision time in Unix seconds.
ShadowedPolicies find_shadowed(const ComparedSet& policies, std::int64_t now);

}  // namespace doorward::analysis
