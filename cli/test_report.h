// Results of tests as text for people, JSON for programs and JUnit XML for CI. Must not know how tests run.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "doorward/analysis/run_tests.h"
#include "doorward/grammar/source.h"

namespace doorward::cli {

class TestReport {
 public:
  TestReport(const SourceMap& sources, const std::vector<TestResult>& results, std::size_t proofs);

  bool all_passed() const { return failed_ + errors_ == 0; }
  std::string text() const;
  /// With what they covered, unless that is null.
  std::string json(const nlohmann::ordered_json& coverage) const;
  std::string junit() const;

 private:
  std::string place(const TestResult& result) const;

  const SourceMap& sources_;
  const std::vector<TestResult>& results_;
  std::size_t proofs_;
  std::size_t failed_ = 0;
  std::size_t errors_ = 0;
};

}  // namespace doorward::cli
