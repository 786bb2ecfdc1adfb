// Counts over a run of decisions, and their report: how many were granted, challenged and blocked, and by which
// policies. Must not know how decisions are taken.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "doorward/runtime/decision.h"
#include "doorward/runtime/policy_set.h"

namespace doorward::cli {

class EvalSummary {
 public:
  explicit EvalSummary(const PolicySet& set);

  void add(const Decision& decision);
  void add_error() { ++errors_; }

  /// The report, for people. `seconds` is what the run took, reading and writing included.
  std::string text(double seconds) const;

 private:
  struct Row {
    std::uint64_t applied = 0;
    std::uint64_t challenged = 0;
    std::uint64_t blocked = 0;
    std::uint64_t report_only = 0;
  };
  const PolicySet& set_;
  std::vector<Row> rows_;  // by policy
  std::array<std::uint64_t, 3> outcomes_{};
  std::uint64_t errors_ = 0;
  std::uint64_t challenged_by_state_ = 0;
  std::uint64_t blocked_by_state_ = 0;
  std::uint64_t exempt_by_state_ = 0;
};

}  // namespace doorward::cli
