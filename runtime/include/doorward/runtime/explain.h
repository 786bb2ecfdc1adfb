// Why a decision is what it is: for every policy of the set that it applied, or every condition that did not match
// with the value found and the values wanted; and which single change would turn the outcome. Kept out of the
// decision path: it allocates, and evaluates again. Must not know JSON; `io` writes it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "doorward/runtime/decision.h"
#include "doorward/runtime/evaluate.h"
#include "doorward/runtime/policy_set.h"
#include "doorward/runtime/sign_in.h"

namespace doorward {

/// A condition that did not match. `found` and `wanted` are short English phrases with names where the module has
/// them and ids otherwise: found `198.51.100.7`, wanted `trusted networks`.
struct Mismatch {
  Dimension dimension{};  // of which condition
  std::string found;      // in the sign-in
  std::string wanted;     // by the policy
};

/// What one policy of the set had to say. A disabled policy is not evaluated and has no mismatches.
struct PolicyExplanation {
  std::uint32_t policy = 0;                        // index into the set
  PolicyState state = PolicyState::enabled;        // of the policy
  bool applied = false;                            // every condition matched
  std::vector<Mismatch> mismatches;                // every condition that failed, in the order of dimensions.def
  std::vector<std::string_view> analysis_reasons;  // Graph's whatIfAnalysisReasons; `notSet` alone when applied
};

/// A single change of a fact, or a single further effort, after which the outcome is another.
struct Change {
  std::string phrase;  // `a compliant device`, `a trusted network`, `mfa`
  Outcome outcome{};   // after the change
};

/// Why a decision is what it is.
struct Explanation {
  std::vector<PolicyExplanation> policies;  // in the set's order
  std::vector<Change> changes;              // those that improve the outcome, cheapest first; empty for a grant
};

/// Explains the decision that `evaluate` takes for the same arguments. Uses `scratch` as evaluate does.
Explanation explain(Scratch& scratch, const SignIn& sign_in, const EvaluateOptions& options);

/// A control as a policy in Ward says it: `compliant-device` for `compliantDevice`. A control with an id, and an unknown one,
/// stays as it is. The result points into `control` or into a table.
std::string_view control_in_words(std::string_view control) noexcept;

/// The decision and its explanation as English text, several lines, each ended by a line feed.
std::string explain_text(const PolicySet& set, const SignIn& sign_in, const Decision& decision,
                         const Explanation& explanation);

}  // namespace doorward
