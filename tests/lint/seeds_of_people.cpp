// Faults in whom a policy is for.
#include <array>

#include "planting.h"
#include "seeds.h"

namespace doorward::test {
namespace {

constexpr auto kSeeds = std::to_array<Seed>({
    {Code::only_one_excluded,
     [](Policy& policy, PolicySet&) {
       if (!live(policy)) return false;
       for_everyone(policy);
       policy.users->exclude = {person(SubjectItem::Kind::user, "ac2d7e00-0000-4000-8000-00000000aaaa")};
       return true;
     },
     [](LintOptions& options) { options.tenant.break_glass_groups = {"4f1c2d7e-0000-4000-8000-00000000bbbb"}; }},
    {Code::sync_account_included,
     [](Policy& policy, PolicySet&) {
       if (!live(policy)) return false;
       for_everyone(policy);
       for_all_apps(policy);
       without_conditions(policy);
       policy.users->exclude.clear();
       policy.block = true;
       return true;
     },
     [](LintOptions& options) { options.tenant.hybrid = true; }},
    {Code::service_account_included,
     [](Policy& policy, PolicySet&) {
       if (!live(policy)) return false;
       for_everyone(policy);
       policy.users->exclude.clear();
       policy.block = true;
       return true;
     },
     [](LintOptions& options) { options.tenant.service_accounts = {"robot@contoso.example"}; }},
    {Code::registration_needs_mfa,
     [](Policy& policy, PolicySet&) {
       if (!live(policy)) return false;
       for_everyone(policy);
       without_conditions(policy);
       for_action(policy, UserAction::register_security_info);
       demand(policy, {ControlKind::mfa});
       return true;
     }},
    {Code::registration_for_guests,
     [](Policy& policy, PolicySet&) {
       if (!live(policy)) return false;
       for_everyone(policy);
       policy.users->exclude.clear();
       for_action(policy, UserAction::register_security_info);
       demand(policy, {ControlKind::mfa});
       return true;
     }},
    {Code::strength_not_registrable,
     [](Policy& policy, PolicySet& set) {
       if (!live(policy)) return false;
       for_everyone(policy);
       without_conditions(policy);
       for_all_apps(policy);
       demand_strength(policy, set, {Method::x509_multi_factor, Method::windows_hello});
       return true;
     }},
    {Code::strength_of_guests,
     [](Policy& policy, PolicySet& set) {
       if (!live(policy)) return false;
       policy.users->include = {person(SubjectItem::Kind::guests_or_external)};
       demand_strength(policy, set, {Method::fido2});
       return true;
     }},
    {Code::workload_not_covered,
     [](Policy& policy, PolicySet&) {
       if (!of_users(policy)) return false;
       policy.users.reset();
       policy.machines.emplace().include.emplace_back().kind = model::MachineItem::Kind::workload;
       policy.machines->include.front().id = model::Id::of("00000002-0000-0ff1-ce00-000000000000");
       return true;
     }},
    {Code::risk_of_another,
     [](Policy& policy, PolicySet&) {
       if (!of_users(policy)) return false;
       if (policy.agent_risk) return false;
       at(policy.service_principal_risk, bit(RiskLevel::high));
       return true;
     }},
    {Code::guests_twice,
     [](Policy& policy, PolicySet&) {
       if (!of_users(policy)) return false;
       policy.users->include = {person(SubjectItem::Kind::guests_or_external), person(SubjectItem::Kind::guests)};
       policy.users->include.back().guest_kinds = bit(GuestKind::b2b_collaboration_guest);
       return true;
     }},
    {Code::custom_role,
     [](Policy& policy, PolicySet&) {
       if (!live(policy)) return false;
       policy.users->include = {person(SubjectItem::Kind::role, "4f1c2d7e-0000-4000-8000-00000000cccc")};
       return true;
     }},
    {Code::direct_connect_beside,
     [](Policy& policy, PolicySet&) {
       if (!live(policy)) return false;
       policy.users->include = {person(SubjectItem::Kind::guests)};
       policy.users->include.front().guest_kinds = bit(GuestKind::b2b_direct_connect_user);
       policy.session.persistent_browser = false;
       return true;
     }},
    {Code::service_provider_guests,
     [](Policy& policy, PolicySet&) {
       if (!live(policy)) return false;
       policy.users->include = {person(SubjectItem::Kind::guests_or_external)};
       policy.title += " (GDAP)";
       return true;
     }},
    {Code::licence_missing,
     [](Policy& policy, PolicySet&) {
       at(policy.sign_in_risk, bit(RiskLevel::high));
       return true;
     },
     [](LintOptions& options) { options.tenant.licences = std::vector<std::string>{"p1"}; }},
    {Code::group_not_protected,
     [](Policy& policy, PolicySet&) {
       if (!live(policy)) return false;
       policy.users->exclude = {person(SubjectItem::Kind::group, kSomeGroup)};
       return true;
     },
     [](LintOptions& options) { options.tenant.protected_groups = std::vector<std::string>{}; }},
    {Code::exclusion_without_fallback,
     [](Policy& policy, PolicySet&) {
       if (!of_users(policy)) return false;
       policy.state = model::PolicyState::enabled;
       policy.users->exclude.push_back(person(SubjectItem::Kind::group, kSomeGroup));
       return true;
     },
     [](LintOptions& options) { options.tenant.break_glass_groups = {"4f1c2d7e-0000-4000-8000-00000000bbbb"}; }},
    {Code::encrypted_content_unreadable,
     [](Policy& policy, PolicySet&) {
       if (!live(policy)) return false;
       for_everyone(policy);
       policy.users->exclude.clear();
       for_all_apps(policy);
       demand(policy, {ControlKind::mfa});
       return true;
     }},
    {Code::disjoint_strengths,
     [](Policy& policy, PolicySet& set) {
       if (!of_users(policy)) return false;
       Policy& only = alone(policy, set);
       for_everyone(only);
       without_conditions(only);
       for_all_apps(only);
       Policy other = only;
       other.name += "-other";
       demand_strength(only, set, {Method::fido2});
       demand_strength(other, set, {Method::windows_hello});
       set.policies.push_back(std::move(other));
       return true;
     }},
    {Code::admin_portals_blocked,
     [](Policy& policy, PolicySet&) {
       if (!live(policy)) return false;
       for_everyone(policy);
       without_conditions(policy);
       policy.block = true;
       policy.targets.include = {target(TargetItem::Kind::app_group, "MicrosoftAdminPortals")};
       return true;
     }},
});

}  // namespace

std::span<const Seed> seeds_of_people() { return kSeeds; }

}  // namespace doorward::test
