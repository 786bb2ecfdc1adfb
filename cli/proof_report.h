// Results of proofs as text for people, JSON for programs and JUnit XML for CI. Must not know how proofs are checked.
#pragma once

#include <string>
#include <vector>

#include "doorward/analysis/prove.h"
#include "doorward/compiler/tests.h"
#include "doorward/grammar/source.h"

namespace doorward::cli {

class ProofReport {
 public:
  /// `results` are those of `proofs`, in their order; all outlive this.
  ProofReport(const SourceMap& sources, const std::vector<model::Proof>& proofs,
              const std::vector<analysis::ProofResult>& results);

  std::size_t count(analysis::ProofResult::Verdict verdict) const;
  std::string text() const;
  std::string json() const;
  std::string junit() const;

 private:
  std::string name(std::size_t i) const;
  std::size_t line(std::size_t i) const;

  const SourceMap& sources_;
  const std::vector<model::Proof>& proofs_;
  const std::vector<analysis::ProofResult>& results_;
};

}  // namespace doorward::cli
