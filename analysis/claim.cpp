#include "claim.h"

#include <algorithm>

namespace doorward::analysis {

using Claim = model::Proof::Claim;

bool ClaimCheck::stops_all() const {
  return claim_ == Claim::always_blocked || claim_ == Claim::never_granted || claim_ == Claim::always_requires;
}

/// Whether nobody to whom it applies gets in by efforts that leave the wanted control out.
bool ClaimCheck::insists(const Clause& clause) const {
  if (clause.status == ClauseStatus::failed) return true;
  const auto controls = set_.controls(clause.policy);
  const auto does = [&](std::size_t c) {
    const std::string_view text = set_.control(controls[c]);
    const bool met = (clause.unmet >> c & 1U) == 0;
    // What a device is stays required of those who have it.
    if (met) return !(is_fact(text) && wanted_.includes(text));
    return is_effort(text) && !wanted_.includes(text);
  };
  std::size_t doing = 0;
  for (std::size_t c = 0; c < controls.size(); ++c) doing += does(c) ? 1U : 0U;
  return set_.clause_is_any(clause.policy) ? doing == 0 : doing < controls.size();
}

/// The same of everything that is demanded; the sign-in is not blocked.
bool ClaimCheck::insists(const Decision& decision) const {
  const StateEffect effect = decision.user_state.effect;
  const bool state = effect == StateEffect::require_mfa || effect == StateEffect::require_registration;
  if (state && wanted_.is_mfa()) return true;
  return std::any_of(decision.require.begin(), decision.require.end(),
                     [this](const Clause& clause) { return insists(clause); });
}

bool ClaimCheck::broken(const Decision& decision) const {
  switch (claim_) {
    case Claim::always_blocked:
      return decision.outcome != Outcome::block;
    case Claim::never_blocked:
      return decision.outcome == Outcome::block;
    case Claim::always_granted:
      return decision.outcome != Outcome::grant;
    case Claim::never_granted:
      return decision.outcome == Outcome::grant;
    case Claim::always_requires:
      return decision.outcome != Outcome::block && !insists(decision);
    case Claim::never_requires:
      return decision.outcome != Outcome::block && insists(decision);
  }
  return true;
}

void ClaimCheck::add_stopping(const Decision& decision, std::vector<std::size_t>& stopping) const {
  stopping.insert(stopping.end(), decision.blocked_by.begin(), decision.blocked_by.end());
  for (const Clause& clause : decision.require) {
    const bool stops = claim_ == Claim::never_granted     ? clause.status != ClauseStatus::satisfied
                       : claim_ == Claim::always_requires ? insists(clause)
                                                          : clause.status == ClauseStatus::failed;
    if (stops) stopping.push_back(clause.policy);
  }
}

bool ClaimCheck::may_break(std::uint32_t policy, bool blocks) const {
  if (claim_ != Claim::never_requires) return blocks || !set_.controls(policy).empty();
  const auto controls = set_.controls(policy);
  return std::any_of(controls.begin(), controls.end(),
                     [this](std::uint32_t control) { return wanted_.includes(set_.control(control)); });
}

}  // namespace doorward::analysis
