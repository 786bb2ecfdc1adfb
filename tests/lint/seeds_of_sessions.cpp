// Faults in how long a session lasts and what is demanded beside it.
#include <array>

#include "planting.h"
#include "seeds.h"

namespace doorward::test {
namespace {

constexpr auto kSeeds = std::to_array<Seed>({
    {Code::strict_location_everywhere,
     [](Policy& policy, PolicySet&) {
       if (policy.state == model::PolicyState::disabled) return false;
       policy.networks.reset();
       policy.session.continuous_access = model::ContinuousAccess::strict_location;
       return true;
     }},
    {Code::no_resilience_for_group,
     [](Policy& policy, PolicySet&) {
       if (!live(policy)) return false;
       policy.users->include = {person(SubjectItem::Kind::group, kSomeGroup)};
       policy.session.disable_resilience_defaults = true;
       return true;
     }},
    {Code::token_protection_devices,
     [](Policy& policy, PolicySet&) {
       if (policy.state == model::PolicyState::disabled) return false;
       policy.device_filters.clear();
       policy.session.secure_sign_in_session = true;
       return true;
     }},
    {Code::token_protection_scope,
     [](Policy& policy, PolicySet&) {
       if (policy.state == model::PolicyState::disabled) return false;
       policy.clients.reset();
       policy.session.secure_sign_in_session = true;
       return true;
     }},
    {Code::user_risk_without_remedy,
     [](Policy& policy, PolicySet&) {
       if (policy.state == model::PolicyState::disabled) return false;
       at(policy.user_risk, bit(RiskLevel::high));
       demand(policy, {ControlKind::mfa});
       policy.session.primary_and_secondary = model::Frequency{true, 0, false};
       return true;
     }},
    {Code::remediation_shape,
     [](Policy& policy, PolicySet&) {
       if (policy.state == model::PolicyState::disabled) return false;
       demand(policy, {ControlKind::risk_remediation});
       return true;
     }},
    {Code::custom_control_beside,
     [](Policy& policy, PolicySet&) {
       if (policy.state == model::PolicyState::disabled) return false;
       demand(policy, {ControlKind::custom});
       policy.session.primary_and_secondary = model::Frequency{false, 4, false};
       return true;
     }},
    {Code::password_change_unwritten,
     [](Policy& policy, PolicySet&) {
       if (policy.state == model::PolicyState::disabled) return false;
       demand(policy, {ControlKind::mfa, ControlKind::password_change}, false);
       return true;
     },
     [](LintOptions& options) { options.tenant.password_writeback = false; }},
    {Code::report_only_compliance,
     [](Policy& policy, PolicySet&) {
       policy.state = model::PolicyState::report_only;
       policy.platforms.reset();
       demand(policy, {ControlKind::compliant_device});
       return true;
     }},
    {Code::risk_blocked,
     [](Policy& policy, PolicySet&) {
       if (policy.state == model::PolicyState::disabled) return false;
       policy.block = true;
       at(policy.user_risk, bit(RiskLevel::high));
       return true;
     }},
    {Code::frequency_on_ios,
     [](Policy& policy, PolicySet&) {
       if (policy.state == model::PolicyState::disabled) return false;
       at(policy.platforms, bit(Platform::ios));
       demand(policy, {ControlKind::compliant_application});
       policy.session.primary_and_secondary = model::Frequency{false, 4, false};
       return true;
     }},
    {Code::frequency_differs,
     [](Policy& policy, PolicySet& set) {
       if (!of_users(policy)) return false;
       Policy& only = alone(policy, set);
       only.state = model::PolicyState::enabled;
       without_conditions(only);
       for_app(only, "00000002-0000-0ff1-ce00-000000000000");
       only.session.primary_and_secondary = model::Frequency{false, 4, false};
       Policy other = only;
       other.name += "-other";
       for_app(other, "00000003-0000-0ff1-ce00-000000000000");
       other.session.primary_and_secondary->hours = 8;
       set.policies.push_back(std::move(other));
       return true;
     }},
    {Code::persistence_conflict,
     [](Policy& policy, PolicySet& set) {
       if (!of_users(policy)) return false;
       Policy& only = alone(policy, set);
       only.state = model::PolicyState::enabled;
       only.device_filters.clear();
       only.session.persistent_browser = true;
       Policy other = only;
       other.name += "-other";
       other.session.persistent_browser = false;
       set.policies.push_back(std::move(other));
       return true;
     }},
    {Code::remember_beside_frequency,
     [](Policy& policy, PolicySet& set) {
       if (!of_users(policy)) return false;
       policy.state = model::PolicyState::enabled;
       policy.sign_in_risk.reset();
       policy.user_risk.reset();
       policy.session.primary_and_secondary = model::Frequency{false, 4, false};
       set.settings.emplace().remember_days = 30;
       return true;
     }},
    {Code::token_lifetime_beside,
     [](Policy& policy, PolicySet&) {
       if (policy.state == model::PolicyState::disabled) return false;
       policy.session.primary_and_secondary = model::Frequency{false, 4, false};
       return true;
     },
     [](LintOptions& options) { options.tenant.token_lifetime_policies = true; }},
    {Code::state_overrides_policies,
     [](Policy& policy, PolicySet& set) {
       if (!of_users(policy)) return false;
       policy.state = model::PolicyState::enabled;
       demand(policy, {ControlKind::mfa});
       set.settings.emplace().precedence = Precedence::state_overrides_policies;
       return true;
     }},
    {Code::app_passwords_open,
     [](Policy& policy, PolicySet& set) {
       if (!of_users(policy)) return false;
       Policy& only = alone(policy, set);
       at(only.clients, bit(ClientApp::browser));
       set.settings.emplace().app_passwords_allowed = true;
       return true;
     }},
    {Code::name_off_pattern,
     [](Policy& policy, PolicySet&) {
       policy.name = "off the pattern";
       policy.title = "off the pattern";
       return true;
     },
     [](LintOptions& options) { options.id_pattern = "CA###"; }},
});

}  // namespace

std::span<const Seed> seeds_of_sessions() { return kSeeds; }

}  // namespace doorward::test
