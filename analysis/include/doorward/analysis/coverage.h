// What the sign-ins of tests have shown of a policy set: which policies applied, which conditions of each were seen to
// hold and to fail, which outcomes came up. Must not know how a report is written.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "doorward/compiler/model.h"
#include "doorward/runtime/decision.h"
#include "doorward/runtime/explain.h"
#include "doorward/runtime/policy_set.h"

namespace doorward::analysis {

struct ConditionCoverage {
  Dimension dimension{};
  std::uint64_t held = 0;  // sign-ins for which it held
  std::uint64_t failed = 0;
};

struct PolicyCoverage {
  std::size_t policy = 0;                     // index in the set
  std::uint64_t applied = 0;                  // sign-ins to which it applied
  std::vector<ConditionCoverage> conditions;  // those that can fail, in the order of dimensions
};

/// How much of something was seen.
struct Share {
  std::size_t seen = 0;
  std::size_t all = 0;
};

class Coverage {
 public:
  /// Disabled policies are not looked at. `model` is what the set was compiled from; nothing is kept of it.
  explicit Coverage(const model::PolicySet& model);

  void add(const Decision& decision, const Explanation& explanation);

  const std::vector<PolicyCoverage>& policies() const { return policies_; }
  Share policy_share() const;
  /// Each condition counts twice: seen to hold and seen to fail.
  Share condition_share() const;
  /// Of the outcomes that the set can lead to.
  Share outcome_share() const;
  bool outcome_possible(Outcome outcome) const { return possible_[static_cast<std::size_t>(outcome)]; }
  std::uint64_t outcome_count(Outcome outcome) const { return outcomes_[static_cast<std::size_t>(outcome)]; }
  /// All three together, rounded down; 100 where there is nothing to see.
  std::size_t percent() const;

 private:
  std::vector<PolicyCoverage> policies_;
  std::array<std::uint64_t, 3> outcomes_{};
  std::array<bool, 3> possible_{};
};

}  // namespace doorward::analysis
