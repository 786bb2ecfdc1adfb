#include "reference/decide.h"

#include <algorithm>
#include <set>

#include "reference/applies.h"
#include "reference/assumed.h"
#include "reference/demands.h"
#include "reference/session.h"
#include "reference/user_state.h"

namespace doorward::reference {
namespace {

/// The applying policies of one decision, by what becomes of them.
struct Applying {
  std::vector<const model::Policy*> enforced;
  std::vector<const model::Policy*> reporting;
};

Applying find_applying(const model::PolicySet& set, const AppGroups& groups, const Circumstances& seen,
                       Decision& decision) {
  Applying applying;
  std::set<std::string> assumed;
  for (const model::Policy& policy : set.policies) {
    if (policy.state == model::PolicyState::disabled) continue;
    if (policy.approximated) decision.approximated.push_back(policy.name);
    const bool enforced = policy.state == model::PolicyState::enabled;
    if (applies(policy, set, groups, seen)) {
      (enforced ? applying.enforced : applying.reporting).push_back(&policy);
    } else if (enforced) {
      add_absent_signals(policy, set, seen, assumed);
    }
  }
  const auto by_name = [](const auto* a, const auto* b) { return a->name < b->name; };
  std::sort(applying.enforced.begin(), applying.enforced.end(), by_name);
  std::sort(applying.reporting.begin(), applying.reporting.end(), by_name);
  std::sort(decision.approximated.begin(), decision.approximated.end());
  decision.assumed.assign(assumed.begin(), assumed.end());
  return applying;
}

std::vector<std::string> texts_of(const std::vector<ShownControl>& controls) {
  std::vector<std::string> texts;
  for (const ShownControl& control : controls) texts.push_back(control.text);
  return texts;
}

std::string report_word(const model::Policy& policy, const std::optional<Clause>& clause) {
  if (policy.block) return "reportOnlyFailure";
  if (!clause || clause->status == Status::satisfied) return "reportOnlySuccess";
  return clause->status == Status::pending ? "reportOnlyInterrupted" : "reportOnlyFailure";
}

/// Everything that is asked of the sign-in: the clauses and the user state's own demand.
struct Demands {
  std::vector<std::pair<const model::Policy*, Clause>> clauses;
  StateDemand state;

  bool any(Status status) const {
    return state.status == status ||
           std::any_of(clauses.begin(), clauses.end(), [&](const auto& c) { return c.second.status == status; });
  }
};

/// The policies whose own word on mfa the user state overrides, if it does (SEMANTICS.md §5).
std::vector<std::string> overridden(const model::PolicySet& set, const Demands& demands) {
  const Effect effect = demands.state.effect;
  const bool demands_mfa = effect == Effect::require_mfa || effect == Effect::require_registration;
  const bool takes_precedence = precedence_of(set) == Precedence::state_takes_precedence && demands_mfa;
  const bool overrides = state_decides_mfa(set, demands.state);
  std::vector<std::string> names;
  for (const auto& [policy, clause] : demands.clauses) {
    const bool waives = takes_precedence && clause.meetable_without_mfa();
    if (waives || (overrides && clause.asks(ControlKind::mfa))) names.push_back(policy->name);
  }
  return names;
}

/// What to prompt for now, in Entra's order.
std::vector<ShownControl> prompts_of(const Demands& demands) {
  std::vector<ShownControl> prompts;
  for (const auto& [policy, clause] : demands.clauses) {
    if (clause.status != Status::pending) continue;
    const auto own = clause.prompts();
    prompts.insert(prompts.end(), own.begin(), own.end());
  }
  if (demands.state.status == Status::pending) {
    model::Control mfa;
    mfa.kind = ControlKind::mfa;
    prompts.push_back({mfa, "mfa"});
  }
  std::sort(prompts.begin(), prompts.end(), before);
  const auto same = [](const ShownControl& a, const ShownControl& b) { return a.text == b.text; };
  prompts.erase(std::unique(prompts.begin(), prompts.end(), same), prompts.end());
  return prompts;
}

std::string outcome_of(const Demands& demands, bool blocked, bool due, bool promptable) {
  if (blocked || demands.any(Status::failed) || (due && !promptable)) return "block";
  return demands.any(Status::pending) || due ? "challenge" : "grant";
}

void write_clauses(const Demands& demands, Decision& decision) {
  for (const auto& [policy, clause] : demands.clauses) {
    decision.require.push_back({policy->name, clause.any ? "OR" : "AND", texts_of(clause.controls),
                                texts_of(clause.unmet), word_of(clause.status)});
  }
}

void write_user_state(const model::PolicySet& set, const Demands& demands, Decision& decision) {
  const StateDemand& state = demands.state;
  decision.user_state = {std::string(kUserStates[static_cast<std::size_t>(state.state)].graph), word_of(state.effect),
                         word_of(state.exemption), word_of(state.status), overridden(set, demands)};
}

/// Outcome, and all that hangs on it: nothing is prompted for, nobody registers, and no session is given on block.
void conclude(const Demands& demands, const SessionResult& session, bool strict, const Circumstances& seen,
              Decision& decision) {
  const bool blocked = !decision.blocked_by.empty();
  const bool due = reauthentication_due(session, seen.sign_in);
  decision.outcome = outcome_of(demands, blocked, due, seen.promptable);
  decision.reauthenticate = due && !blocked;
  if (strict && !decision.assumed.empty()) {
    decision.outcome = "block";
    decision.status = "signal-missing";
  }
  if (decision.outcome != "block") decision.session = session;
  if (decision.outcome != "challenge") return;
  const std::vector<ShownControl> prompts = prompts_of(demands);
  decision.next = texts_of(prompts);
  const bool mfa_prompted = std::any_of(prompts.begin(), prompts.end(), [](const ShownControl& prompt) {
    return prompt.control.kind == ControlKind::mfa || prompt.control.kind == ControlKind::strength;
  });
  decision.register_mfa = mfa_prompted && !seen.sign_in.user.mfa_registered.value_or(true);
}

}  // namespace

Decision decide(const model::PolicySet& set, const AppGroups& groups, const SignIn& sign_in,
                const DecideOptions& options) {
  const Circumstances seen(sign_in, options.now);
  const Proofs proofs(set, seen);
  Decision decision;
  decision.id = sign_in.id;
  const Applying applying = find_applying(set, groups, seen, decision);

  Demands demands;
  demands.state = state_demand(set, seen, proofs);
  const bool waived = state_decides_mfa(set, demands.state);
  for (const model::Policy* policy : applying.enforced) {
    decision.applied.push_back(policy->name);
    if (policy->block) decision.blocked_by.push_back(policy->name);
    auto clause = clause_of(*policy, set, proofs, seen.promptable, waived);
    if (clause) demands.clauses.emplace_back(policy, std::move(*clause));
  }
  for (const model::Policy* policy : applying.reporting) {
    const auto clause = clause_of(*policy, set, proofs, seen.promptable, waived);
    decision.report_only.emplace_back(policy->name, report_word(*policy, clause));
  }
  write_clauses(demands, decision);
  write_user_state(set, demands, decision);
  conclude(demands, merge_sessions(applying.enforced), options.strict, seen, decision);
  return decision;
}

}  // namespace doorward::reference
