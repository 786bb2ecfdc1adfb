#include "doorward/analysis/coverage.h"

#include <algorithm>

namespace doorward::analysis {
namespace {

bool is_everyone(const model::Policy& policy) {
  if (!policy.users || !policy.users->exclude.empty()) return false;
  const auto& include = policy.users->include;
  return std::any_of(include.begin(), include.end(),
                     [](const model::SubjectItem& item) { return item.kind == model::SubjectItem::Kind::everyone; });
}

bool is_everything(const model::Targets& targets) {
  return targets.exclude.empty() &&
         std::any_of(targets.include.begin(), targets.include.end(),
                     [](const model::TargetItem& item) { return item.kind == model::TargetItem::Kind::all; });
}

/// The conditions that some sign-in does not meet.
std::vector<Dimension> conditions_of(const model::Policy& policy) {
  std::vector<Dimension> conditions;
  const auto add = [&](bool there, Dimension dimension) {
    if (there) conditions.push_back(dimension);
  };
  add(policy.users && !is_everyone(policy), Dimension::users);
  add(policy.machines.has_value(), Dimension::workloads);
  add(!is_everything(policy.targets), Dimension::targets);
  add(policy.clients.has_value(), Dimension::clients);
  add(policy.platforms.has_value(), Dimension::platforms);
  add(policy.networks.has_value(), Dimension::networks);
  add(policy.sign_in_risk.has_value(), Dimension::sign_in_risk);
  add(policy.user_risk.has_value(), Dimension::user_risk);
  add(policy.insider_risk.has_value(), Dimension::insider_risk);
  add(policy.service_principal_risk.has_value(), Dimension::service_principal_risk);
  add(policy.agent_risk.has_value(), Dimension::agent_risk);
  add(policy.flows.has_value(), Dimension::flows);
  add(!policy.device_filters.empty(), Dimension::devices);
  add(policy.when.has_value(), Dimension::when);
  add(!policy.times.empty(), Dimension::time);
  return conditions;
}

}  // namespace

Coverage::Coverage(const model::PolicySet& model) {
  possible_[static_cast<std::size_t>(Outcome::grant)] = true;
  for (std::size_t p = 0; p < model.policies.size(); ++p) {
    const model::Policy& policy = model.policies[p];
    if (policy.state == model::PolicyState::disabled) continue;
    PolicyCoverage& coverage = policies_.emplace_back();
    coverage.policy = p;
    for (const Dimension dimension : conditions_of(policy)) coverage.conditions.push_back({dimension, 0, 0});
    if (policy.state != model::PolicyState::enabled) continue;
    const bool asks = policy.grant && !policy.block;
    if (policy.block || asks) possible_[static_cast<std::size_t>(Outcome::block)] = true;
    if (asks && std::any_of(policy.grant->controls.begin(), policy.grant->controls.end(), [](const auto& control) {
          return nature_of(control.kind) == ControlNature::interactive;
        })) {
      possible_[static_cast<std::size_t>(Outcome::challenge)] = true;
    }
  }
}

void Coverage::add(const Decision& decision, const Explanation& explanation) {
  ++outcomes_[static_cast<std::size_t>(decision.outcome)];
  for (PolicyCoverage& coverage : policies_) {
    if (coverage.policy >= explanation.policies.size()) continue;
    const PolicyExplanation& said = explanation.policies[coverage.policy];
    if (said.applied) ++coverage.applied;
    for (ConditionCoverage& condition : coverage.conditions) {
      const bool failed = std::any_of(said.mismatches.begin(), said.mismatches.end(), [&](const Mismatch& mismatch) {
        return mismatch.dimension == condition.dimension;
      });
      ++(failed ? condition.failed : condition.held);
    }
  }
}

Share Coverage::policy_share() const {
  Share share{0, policies_.size()};
  for (const PolicyCoverage& policy : policies_) share.seen += policy.applied != 0 ? 1 : 0;
  return share;
}

Share Coverage::condition_share() const {
  Share share;
  for (const PolicyCoverage& policy : policies_) {
    for (const ConditionCoverage& condition : policy.conditions) {
      share.all += 2;
      share.seen += (condition.held != 0 ? 1U : 0U) + (condition.failed != 0 ? 1U : 0U);
    }
  }
  return share;
}

Share Coverage::outcome_share() const {
  Share share;
  for (std::size_t outcome = 0; outcome < possible_.size(); ++outcome) {
    if (!possible_[outcome]) continue;
    ++share.all;
    share.seen += outcomes_[outcome] != 0 ? 1 : 0;
  }
  return share;
}

std::size_t Coverage::percent() const {
  std::size_t seen = 0;
  std::size_t all = 0;
  for (const Share& share : {policy_share(), condition_share(), outcome_share()}) {
    seen += share.seen;
    all += share.all;
  }
  return all == 0 ? 100 : seen * 100 / all;
}

}  // namespace doorward::analysis
