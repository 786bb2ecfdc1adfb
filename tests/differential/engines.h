// A policy set on its way through the product: compiled, loaded, and decided by either engine. Decisions come back in
// the words of the reference evaluator, so that the two can be compared.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "doorward/compiler/model.h"
#include "doorward/runtime/evaluate.h"
#include "reference/decision.h"

namespace doorward::differential {

class Engines {
 public:
  /// Compiles and loads. `fault()` says why not.
  explicit Engines(const model::PolicySet& set, bool strip = false);

  const std::string& fault() const { return fault_; }
  reference::Decision decide(const SignIn& sign_in, const EvaluateOptions& options);
  /// With user and device bound before. Only for sign-ins of users.
  reference::Decision decide_bound(const SignIn& sign_in, const EvaluateOptions& options);
  const std::shared_ptr<const PolicySet>& loaded() const { return loaded_; }
  const Decision& last() const { return decision_; }

 private:
  std::shared_ptr<const PolicySet> loaded_;
  std::unique_ptr<Scratch> scratch_;
  Decision decision_;
  std::string fault_;
};

/// What Detail::outcome keeps of a decision.
reference::Decision outcome_of(reference::Decision decision);

/// The decision with names for indices.
reference::Decision in_words(const Decision& decision, const PolicySet& set, std::string_view id);

}  // namespace doorward::differential
