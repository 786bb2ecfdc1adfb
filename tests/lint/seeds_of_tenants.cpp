// Faults of a whole set: what a protected tenant has is missing, or there is too much of it.
#include <array>

#include "planting.h"
#include "seeds.h"

namespace doorward::test {
namespace {

/// Leaves one policy that answers none of what the baseline asks for.
bool hush(const Policy& policy, PolicySet& set) {
  if (!of_users(policy)) return false;
  Policy& only = alone(policy, set);
  only.state = model::PolicyState::enabled;
  only.users->include = {person(SubjectItem::Kind::group, kSomeGroup)};
  only.users->exclude.clear();
  without_conditions(only);
  only.service_principal_risk.reset();
  only.agent_risk.reset();
  for_app(only, kSomeApp);
  only.session = {};
  demand(only, {ControlKind::terms});
  return true;
}

constexpr auto kSeeds = std::to_array<Seed>({
{Code::baseline_mfa, [](Policy& policy, PolicySet& set) {
return hush(policy, set);
}},
{Code::baseline_admin_strength, [](Policy& policy, PolicySet& set) {
return hush(policy, set);
}},
{Code::baseline_azure, [](Policy& policy, PolicySet& set) {
return hush(policy, set);
}},
{Code::baseline_legacy, [](Policy& policy, PolicySet& set) {
return hush(policy, set);
}},
{Code::baseline_registration, [](Policy& policy, PolicySet& set) {
return hush(policy, set);
}},
{Code::baseline_device_registration, [](Policy& policy, PolicySet& set) {
return hush(policy, set);
}},
{Code::baseline_flows, [](Policy& policy, PolicySet& set) {
return hush(policy, set);
}},
{Code::baseline_risk, [](Policy& policy, PolicySet& set) {
return hush(policy, set);
}},
{Code::baseline_platforms, [](Policy& policy, PolicySet& set) {
return hush(policy, set);
}},
{Code::baseline_guests, [](Policy& policy, PolicySet& set) {
return hush(policy, set);
}},
{Code::baseline_sessions, [](Policy& policy, PolicySet& set) {
return hush(policy, set);
}},
{Code::baseline_restrictions, [](Policy& policy, PolicySet& set) {
return hush(policy, set);
}},
{Code::baseline_devices, [](Policy& policy, PolicySet& set) {
return hush(policy, set);
}},
{Code::baseline_protected_apps, [](Policy& policy, PolicySet& set) {
return hush(policy, set);
}},
{Code::baseline_token_protection, [](Policy& policy, PolicySet& set) {
return hush(policy, set);
}},
{Code::baseline_workloads, [](Policy& policy, PolicySet& set) {
return hush(policy, set);
}},
{Code::baseline_sync, [](Policy& policy, PolicySet& set) {
return hush(policy, set);
}},
{Code::baseline_agents, [](Policy& policy, PolicySet& set) {
return hush(policy, set);
}},
{Code::baseline_contexts, [](Policy& policy, PolicySet& set) {
return hush(policy, set);
}},
{Code::baseline_networks, [](Policy& policy, PolicySet& set) {
return hush(policy, set);
}},
{Code::limit_exceeded, [](Policy& policy, PolicySet& set) {
if (!of_users(policy)) return false;
while (set.policies.size() <= 195) {
Policy copy = set.policies.front();
set.policies.push_back(std::move(copy));
}
return true;
}},
{Code::many_policies, [](Policy& policy, PolicySet& set) {
if (!of_users(policy)) return false;
while (set.policies.size() <= 180) {
Policy copy = set.policies.front();
set.policies.push_back(std::move(copy));
} return true;
}},
{Code::security_defaults_on, [](Policy& policy, PolicySet&) {
return policy.state != model::PolicyState::disabled;
}, [](LintOptions& options) {
options.tenant.security_defaults = true;
}},
});

}  // namespace

std::span<const Seed> seeds_of_tenants() { return kSeeds; }

}  // namespace doorward::test
