// The signals that a decision had to assume and that a test did not state, and which conditions they leave open.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "doorward/runtime/decision.h"
#include "doorward/runtime/explain.h"
#include "stated.h"

namespace doorward::analysis {

class OpenSignals {
 public:
  OpenSignals(const PolicySet& set, const Decision& decision, const Stated& stated);

  bool empty() const { return signals_ == 0 && attributes_.empty(); }

  /// The open signals that `mismatches` rest on; empty when one of them rests on what is stated, so that the policy
  /// would not apply whatever the open signals are.
  std::string names_of(const std::vector<Mismatch>& mismatches) const;

 private:
  std::set<std::string> names_in(Dimension dimension) const;

  SignalMask signals_ = 0;
  std::set<std::string> attributes_;
};

}  // namespace doorward::analysis
