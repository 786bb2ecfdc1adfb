// Faults in whom a policy is for, and in its conditions.
#include "seeds.h"

#include <array>

#include "planting.h"

namespace doorward::test {
namespace {

constexpr auto kSeeds = std::to_array<Seed>({

    {Code::no_break_glass,
     [](Policy& policy, PolicySet&) {
       if (!of_users(policy)) return false;
       for_everyone(policy);
       policy.users->exclude.clear();
       return true;
     }},
    {Code::administrators_locked_out,
     [](Policy& policy, PolicySet&) {
       if (!of_users(policy)) return false;
       for_everyone(policy);
       policy.users->exclude.clear();
       without_conditions(policy);
       for_all_apps(policy);
       policy.block = true;
       return true;
     }},
    {Code::block_everyone,
     [](Policy& policy, PolicySet&) {
       if (!of_users(policy)) return false;
       for_everyone(policy);
       without_conditions(policy);
       for_all_apps(policy);
       policy.block = true;
       return true;
     }},
    {Code::device_for_everyone,
     [](Policy& policy, PolicySet&) {
       if (!of_users(policy)) return false;
       for_everyone(policy);
       without_conditions(policy);
       for_all_apps(policy);
       demand(policy, {ControlKind::compliant_device});
       return true;
     }},
    {Code::block_except_apps,
     [](Policy& policy, PolicySet&) {
       if (!of_users(policy) || policy.state == model::PolicyState::disabled) return false;
       for_all_apps(policy);
       policy.targets.exclude = {target(TargetItem::Kind::app, "00000002-0000-0ff1-ce00-000000000000")};
       policy.block = true;
       return true;
     }},
    {Code::two_risks,
     [](Policy& policy, PolicySet&) {
       if (!of_users(policy) || policy.state == model::PolicyState::disabled) return false;
       at(policy.sign_in_risk, bit(RiskLevel::high));
       at(policy.user_risk, bit(RiskLevel::high));
       return true;
     }},
    {Code::risk_hole,
     [](Policy& policy, PolicySet& set) {
       if (!of_users(policy) || policy.state == model::PolicyState::disabled) return false;
       for (Policy& other : set.policies) other.user_risk.reset();
       at(policy.user_risk, bit(RiskLevel::medium));
       return true;
     }},
    {Code::low_risk,
     [](Policy& policy, PolicySet&) {
       if (!of_users(policy) || policy.state == model::PolicyState::disabled) return false;
       at(policy.sign_in_risk, bit(RiskLevel::low) | bit(RiskLevel::medium) | bit(RiskLevel::high));
       return true;
     }},
    {Code::risk_without_fresh,
     [](Policy& policy, PolicySet&) {
       if (!of_users(policy) || policy.state == model::PolicyState::disabled) return false;
       at(policy.sign_in_risk, bit(RiskLevel::high));
       demand(policy, {ControlKind::mfa});
       policy.session = {};
       return true;
     }},
    {Code::legacy_left_open,
     [](Policy& policy, PolicySet& set) {
       if (!of_users(policy)) return false;
       std::erase_if(set.policies, [&](const Policy& other) { return &other != &policy; });
       Policy& only = set.policies.front();
       for_everyone(only);
       without_conditions(only);
       at(only.clients, bit(ClientApp::browser) | bit(ClientApp::desktop));
       demand(only, {ControlKind::mfa});
       return true;
     }},
    {Code::platform_gap,
     [](Policy& policy, PolicySet& set) {
       if (!of_users(policy)) return false;
       for (Policy& other : set.policies) other.platforms.reset();
       for_everyone(policy);
       at(policy.platforms, bit(Platform::windows) | bit(Platform::macos));
       demand(policy, {ControlKind::mfa});
       return true;
     }},
    {Code::approved_app_retired,
     [](Policy& policy, PolicySet&) {
       if (!of_users(policy) || policy.state == model::PolicyState::disabled) return false;
       demand(policy, {ControlKind::approved_application});
       return true;
     }},
    {Code::app_control_on_desktop,
     [](Policy& policy, PolicySet&) {
       if (!of_users(policy) || policy.state == model::PolicyState::disabled) return false;
       without_conditions(policy);
       demand(policy, {ControlKind::compliant_application});
       return true;
     }},
    {Code::legacy_cannot_answer,
     [](Policy& policy, PolicySet&) {
       if (!of_users(policy) || policy.state == model::PolicyState::disabled) return false;
       at(policy.clients, bit(ClientApp::activesync) | bit(ClientApp::other));
       demand(policy, {ControlKind::mfa});
       return true;
     }},
    {Code::device_in_device_code,
     [](Policy& policy, PolicySet&) {
       if (!of_users(policy) || policy.state == model::PolicyState::disabled) return false;
       at(policy.flows, bit(Flow::device_code));
       demand(policy, {ControlKind::compliant_device});
       return true;
     }},
});

}  // namespace

std::span<const Seed> seeds_of_conditions() { return kSeeds; }

}  // namespace doorward::test
