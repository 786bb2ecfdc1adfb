// Compares two policy sets over the space of sign-ins: which kinds of sign-ins are decided otherwise, how, with a
// sign-in for each. What both sets hold alike takes part only where it must: a sign-in to which few of those policies
// apply shows a difference whenever one shows it to which more apply, because policies only add demands. Must not know
// files or how the report is printed.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "doorward/analysis/replay.h"
#include "doorward/compiler/model.h"
#include "doorward/runtime/policy_set.h"

namespace doorward::analysis {

/// A set as it was loaded, and the model that it was compiled from. Both outlive the call.
struct ComparedSet {
  std::shared_ptr<const PolicySet> set;
  const model::PolicySet& model;
};

/// Sign-ins of which the same is said before and after.
struct Difference {
  ReplayExample example;  // its id is the sign-in's sentence
  std::uint64_t kinds = 0;
};

/// Sees the sign-in of each difference, when it is found.
using DifferenceVisitor = std::function<void(const ReplayExample& example, const SignIn& sign_in)>;

struct Comparison {
  /// Counts kinds of sign-ins: combinations of values that policies tell apart.
  ReplayReport report;
  std::vector<Difference> differences;  // those that are demanded less first
  bool complete = true;                 // every combination was looked at
};

/// `now` is the decision time in Unix seconds.
Comparison compare_sets(const ComparedSet& before, const ComparedSet& after, std::int64_t now,
                        const DifferenceVisitor& see = {});

}  // namespace doorward::analysis
