// What one policy demands and whether it is met: a clause (SEMANTICS.md §2).
#pragma once

#include <string>
#include <vector>

#include "doorward/compiler/model.h"
#include "reference/strengths.h"

namespace doorward::reference {

enum class Status { satisfied, pending, failed };
std::string word_of(Status status);

/// A control with its place in Entra's order and its name in decisions.
struct ShownControl {
  model::Control control;
  std::string text;
};
/// Entra's order: by kind, then by the shown id.
bool before(const ShownControl& a, const ShownControl& b);

/// The grant controls of one policy as the sign-in stands to them.
struct Clause {
  bool any = true;                     // OR
  std::vector<ShownControl> controls;  // in Entra's order, without repetitions
  std::vector<ShownControl> unmet;
  Status status = Status::satisfied;

  bool asks(ControlKind kind) const;
  /// Whether the clause could be met without the control mfa.
  bool meetable_without_mfa() const;
  /// What to prompt for: all that is unmet under AND, the first that a person can do under OR.
  std::vector<ShownControl> prompts() const;
};

/// Nothing when the policy has no grant controls, or has block. `mfa_counts_as_met`: the user state alone decides
/// two-step verification (SEMANTICS.md §5).
std::optional<Clause> clause_of(const model::Policy& policy, const model::PolicySet& set, const Proofs& proofs,
                                bool promptable, bool mfa_counts_as_met);

}  // namespace doorward::reference
