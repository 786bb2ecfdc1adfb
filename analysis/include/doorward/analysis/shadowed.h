// Policies that change nothing: wherever one applies, others demand at least as much, or it applies nowhere. Must not
// know how a finding is reported.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "doorward/analysis/compare.h"

namespace doorward::analysis {

struct Shadowed {
  std::size_t policy = 0;               // index into the model's policies
  std::vector<std::size_t> by;          // those that demand as much, some of them wherever it applies
  std::string sentence;                 // a sign-in to which it and some of them apply; empty: it never applies
  SignIn example;                       // the same
  std::shared_ptr<const void> storage;  // of its texts, beside the model
};

struct ShadowedPolicies {
  std::vector<Shadowed> policies;      // taking all of them out changes no decision
  std::vector<std::size_t> undecided;  // the bounds do not suffice to say
};

/// How far to look where the plainest sign-ins of a policy do not tell.
struct ShadowBounds {
  std::size_t searches = 500;        // in all
  std::size_t decisions = 20'000;    // in all searches
  std::size_t beside = 12;           // policies that are searched beside one
  std::size_t combinations = 2'000;  // that a search keeps at once
};

/// Enforced policies only, and none that was read with something passed over. `now` is the decision time in Unix seconds.
ShadowedPolicies find_shadowed(const ComparedSet& policies, std::int64_t now, const ShadowBounds& bounds = {});

}  // namespace doorward::analysis
