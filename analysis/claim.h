// What a claim says of one decision: whether it breaks the claim, and which policies keep it true. Must not know sign-ins
// or how they are found.
#pragma once

#include <cstddef>
#include <vector>

#include "doorward/compiler/tests.h"
#include "doorward/runtime/decision.h"
#include "doorward/runtime/policy_set.h"
#include "effort.h"

namespace doorward::analysis {

class ClaimCheck {
 public:
  /// `set` and `proof` outlive this, and so do the strengths.
  ClaimCheck(const PolicySet& set, const model::Proof& proof,
             std::vector<const std::vector<model::Strength>*> strengths)
      : set_(set), claim_(proof.claim), wanted_(proof.control.text, std::move(strengths)) {}

  /// Whether the claim says that policies stop every sign-in, and not that none does.
  bool stops_all() const;
  /// Whether a sign-in of this decision breaks the claim.
  bool broken(const Decision& decision) const;
  /// Adds the policies that keep a claim true that stops all, or that stop those of whom nothing can be required.
  void add_stopping(const Decision& decision, std::vector<std::size_t>& stopping) const;
  /// Whether the policy can break a claim that stops none, where it applies.
  bool may_break(std::uint32_t policy, bool blocks) const;
  /// Whether other policies decide with it whether the claim is broken: one that blocks as well asks for nothing.
  bool needs_others() const { return claim_ == model::Proof::Claim::never_requires; }

 private:
  bool insists(const Clause& clause) const;
  bool insists(const Decision& decision) const;

  const PolicySet& set_;
  model::Proof::Claim claim_;
  Including wanted_;
};

}  // namespace doorward::analysis
