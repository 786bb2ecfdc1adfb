#include "reference/applies.h"

#include <algorithm>

#include "reference/expression.h"
#include "reference/networks.h"
#include "reference/who.h"

namespace doorward::reference {
namespace {

template <class Member>
bool lists(const std::optional<model::MaskCondition>& condition, Member member) {
  return !condition || (condition->mask & bit(member)) != 0;
}

bool client_matches(const model::Policy& policy, const SignIn& sign_in) {
  if (!policy.clients) return true;
  if (!sign_in.client_app || *sign_in.client_app == ClientApp::eas_supported) return false;
  return lists(policy.clients, *sign_in.client_app);
}

/// Membership in the listed levels, never a threshold; `hidden` and absent count as none.
bool risk_matches(const std::optional<model::MaskCondition>& condition, std::optional<RiskLevel> found) {
  RiskLevel level = found.value_or(RiskLevel::none);
  if (level == RiskLevel::hidden) level = RiskLevel::none;
  return lists(condition, level);
}

bool risks_match(const model::Policy& policy, const SignIn& sign_in) {
  return risk_matches(policy.sign_in_risk, sign_in.sign_in_risk) && risk_matches(policy.user_risk, sign_in.user_risk) &&
         risk_matches(policy.service_principal_risk, sign_in.service_principal_risk) &&
         risk_matches(policy.agent_risk, sign_in.agent_risk) &&
         lists(policy.insider_risk, sign_in.insider_risk.value_or(InsiderRisk::none));
}

/// `none` in a policy's list matches no flow, so a sign-in without one matches only where nothing is configured.
bool flow_matches(const model::Policy& policy, const SignIn& sign_in) {
  if (!policy.flows) return true;
  return sign_in.flow && *sign_in.flow != Flow::none && lists(policy.flows, *sign_in.flow);
}

bool actor_matches(const model::Policy& policy, const Circumstances& seen) {
  if (policy.machines) return matches(*policy.machines, seen);
  return policy.users && matches(*policy.users, seen);
}

}  // namespace

bool applies(const model::Policy& policy, const model::PolicySet& set, const AppGroups& groups,
             const Circumstances& seen) {
  const SignIn& sign_in = seen.sign_in;
  return actor_matches(policy, seen) && matches(policy.targets, groups, seen) && client_matches(policy, sign_in) &&
         lists(policy.platforms, sign_in.device.platform.value_or(Platform::unknown)) &&
         (!policy.networks || matches(*policy.networks, set, seen)) && risks_match(policy, sign_in) &&
         flow_matches(policy, sign_in) &&
         std::all_of(policy.device_filters.begin(), policy.device_filters.end(),
                     [&](const model::Filter& filter) { return applies(filter, seen); }) &&
         (!policy.when || holds(*policy.when, seen)) &&
         std::all_of(policy.times.begin(), policy.times.end(),
                     [&](const model::Expr& time) { return holds(time, seen); });
}

}  // namespace doorward::reference
