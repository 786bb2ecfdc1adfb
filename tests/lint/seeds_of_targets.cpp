// Faults in what a policy is for, and how a sign-in has to come.
#include <array>

#include "planting.h"
#include "seeds.h"

namespace doorward::test {
namespace {

constexpr auto kSeeds = std::to_array<Seed>({
    {Code::apps_excluded,
     [](Policy& policy, PolicySet&) {
       if (!live(policy)) return false;
       for_all_apps(policy);
       policy.targets.exclude = {target(TargetItem::Kind::app, kSomeApp)};
       demand(policy, {ControlKind::mfa});
       return true;
     }},
    {Code::single_office_apps,
     [](Policy& policy, PolicySet&) {
       if (!live(policy)) return false;
       for_app(policy, "00000002-0000-0ff1-ce00-000000000000");
       policy.clients.reset();
       policy.session = {};
       demand(policy, {ControlKind::mfa});
       return true;
     }},
    {Code::devops_left_open,
     [](Policy& policy, PolicySet&) {
       if (!live(policy)) return false;
       for_app(policy, "797f4846-ba00-4fd7-ba43-dac1f8f63013");
       demand(policy, {ControlKind::mfa});
       return true;
     }},
    {Code::portals_only,
     [](Policy& policy, PolicySet& set) {
       if (!of_users(policy)) return false;
       Policy& only = alone(policy, set);
       for_administrators(only);
       only.targets.include = {target(TargetItem::Kind::app_group, "MicrosoftAdminPortals")};
       demand(only, {ControlKind::mfa});
       return true;
     }},
    {Code::registration_app_exclusions,
     [](Policy& policy, PolicySet&) {
       for_action(policy, UserAction::register_security_info);
       policy.targets.exclude = {target(TargetItem::Kind::app, kSomeApp)};
       return true;
     }},
    {Code::app_filter_beside_all,
     [](Policy& policy, PolicySet&) {
       for_all_apps(policy);
       policy.targets.include.push_back(target(TargetItem::Kind::filter));
       return true;
     }},
    {Code::activesync_apps,
     [](Policy& policy, PolicySet&) {
       if (policy.state == model::PolicyState::disabled) return false;
       for_all_apps(policy);
       at(policy.clients, bit(ClientApp::activesync));
       return true;
     }},
    {Code::platform_excluded,
     [](Policy& policy, PolicySet& set) {
       if (policy.state == model::PolicyState::disabled) return false;
       Policy& only = alone(policy, set);
       only.block = true;
       at(only.platforms, bit(Platform::unknown) | bit(Platform::windows));
       return true;
     }},
    {Code::retired_value,
     [](Policy& policy, PolicySet&) {
       if (policy.state == model::PolicyState::disabled) return false;
       at(policy.platforms, bit(Platform::windows_phone));
       return true;
     }},
    {Code::registration_service_blocked,
     [](Policy& policy, PolicySet&) {
       if (policy.state == model::PolicyState::disabled) return false;
       for_all_apps(policy);
       policy.block = true;
       at(policy.flows, bit(Flow::device_code));
       return true;
     }},
    {Code::flow_block_ends_sessions,
     [](Policy& policy, PolicySet&) {
       if (policy.state == model::PolicyState::disabled) return false;
       policy.block = true;
       at(policy.flows, bit(Flow::device_code) | bit(Flow::authentication_transfer));
       return true;
     }},
    {Code::register_device_beside,
     [](Policy& policy, PolicySet&) {
       if (policy.state == model::PolicyState::disabled) return false;
       for_action(policy, UserAction::register_device);
       policy.block = true;
       return true;
     }},
    {Code::register_device_setting,
     [](Policy& policy, PolicySet&) {
       if (policy.state == model::PolicyState::disabled) return false;
       for_action(policy, UserAction::register_device);
       return true;
     },
     [](LintOptions& options) { options.tenant.join_requires_mfa = true; }},
    {Code::terms_before_enrolment,
     [](Policy& policy, PolicySet&) {
       if (policy.state == model::PolicyState::disabled) return false;
       for_app(policy, "d4ebce55-015a-49b5-a083-c84d1797ae8c");
       demand(policy, {ControlKind::terms});
       return true;
     }},
    {Code::filter_too_long,
     [](Policy& policy, PolicySet&) {
       if (policy.state == model::PolicyState::disabled) return false;
       filter(policy, model::Filter::Mode::include,
              compare(DeviceAttribute::model, CompareOp::eq, std::string(3073, 'x')));
       return true;
     }},
    {Code::extension_attribute_unread,
     [](Policy& policy, PolicySet&) {
       if (policy.state == model::PolicyState::disabled) return false;
       filter(policy, model::Filter::Mode::include,
              compare(DeviceAttribute::extension_attribute_1, CompareOp::ne, "SAW"));
       return true;
     }},
});

}  // namespace

std::span<const Seed> seeds_of_targets() { return kSeeds; }

}  // namespace doorward::test
