// Faults in what a policy demands, and in how it stands to others.
#include <algorithm>
#include <array>

#include "planting.h"
#include "seeds.h"

namespace doorward::test {
namespace {

constexpr auto kSeeds = std::to_array<Seed>({
    {Code::password_change_shape,
     [](Policy& policy, PolicySet&) {
       if (!of_users(policy) || policy.state == model::PolicyState::disabled || policy.approximated) return false;
       without_conditions(policy);
       demand(policy, {ControlKind::mfa, ControlKind::password_change}, false);
       return true;
     }},
    {Code::mfa_beside_strength,
     [](Policy& policy, PolicySet&) {
       demand(policy, {ControlKind::mfa, ControlKind::strength}, false);
       return true;
     }},
    {Code::frequency_refused,
     [](Policy& policy, PolicySet&) {
       policy.session.primary_and_secondary = model::Frequency{false, 4, false};
       policy.session.secondary = model::Frequency{false, 8, false};
       return true;
     }},
    {Code::persistent_browser_of_some,
     [](Policy& policy, PolicySet&) {
       policy.targets.include = {target(TargetItem::Kind::app, "00000002-0000-0ff1-ce00-000000000000")};
       policy.session.persistent_browser = false;
       return true;
     }},
    {Code::restrictions_of_other_apps,
     [](Policy& policy, PolicySet&) {
       if (policy.state == model::PolicyState::disabled) return false;
       for_all_apps(policy);
       policy.session.application_enforced_restrictions = true;
       return true;
     }},
    {Code::continuous_access_narrowed,
     [](Policy& policy, PolicySet&) {
       at(policy.platforms, bit(Platform::windows));
       policy.session.continuous_access = model::ContinuousAccess::disabled;
       return true;
     }},
    {Code::report_only_action,
     [](Policy& policy, PolicySet&) {
       policy.state = model::PolicyState::report_only;
       policy.targets.include = {target(TargetItem::Kind::user_action)};
       return true;
     }},
    {Code::empty_effect,
     [](Policy& policy, PolicySet&) {
       if (!of_users(policy)) return false;
       policy.users->exclude = policy.users->include;
       return std::none_of(policy.users->include.begin(), policy.users->include.end(), [](const SubjectItem& item) {
         return item.kind == SubjectItem::Kind::anything || item.tenants.has_value();
       });
     }},
    {Code::exclusion_too_broad,
     [](Policy& policy, PolicySet&) {
       if (!of_users(policy) || policy.state == model::PolicyState::disabled) return false;
       policy.users->include.push_back(person(SubjectItem::Kind::group, "4f1c2d7e-0000-4000-8000-00000000aaaa"));
       policy.users->exclude.push_back(person(SubjectItem::Kind::group, "4f1c2d7e-0000-4000-8000-00000000aaaa"));
       return policy.users->exclude.size() == 1;
     }},
    {Code::duplicate_policy,
     [](Policy& policy, PolicySet& set) {
       if (policy.approximated) return false;
       Policy copy = policy;
       copy.name += "-copy";
       set.policies.push_back(std::move(copy));
       return true;
     }},
    {Code::same_title,
     [](Policy& policy, PolicySet& set) {
       if (policy.title.empty()) return false;
       Policy copy = policy;
       copy.name += "-copy";
       set.policies.push_back(std::move(copy));
       return true;
     }},
    {Code::report_only_long,
     [](Policy& policy, PolicySet&) {
       policy.state = model::PolicyState::report_only;
       policy.changed = "2025-01-01T00:00:00Z";
       return true;
     }},
    {Code::disabled_long,
     [](Policy& policy, PolicySet&) {
       policy.state = model::PolicyState::disabled;
       policy.changed = "2025-01-01T00:00:00Z";
       policy.title = "Require MFA";
       return true;
     }},
    {Code::filter_exempts_unregistered,
     [](Policy& policy, PolicySet&) {
       if (!of_users(policy) || policy.state == model::PolicyState::disabled) return false;
       policy.block = true;
       filter(policy, model::Filter::Mode::exclude, compare(DeviceAttribute::trust_type, CompareOp::ne, "ServerAD"));
       return true;
     }},
    {Code::filter_misses_unregistered,
     [](Policy& policy, PolicySet&) {
       if (!of_users(policy) || policy.state == model::PolicyState::disabled) return false;
       filter(policy, model::Filter::Mode::include, compare(DeviceAttribute::is_compliant, CompareOp::eq, "False"));
       return true;
     }},
    {Code::filter_of_free_text,
     [](Policy& policy, PolicySet&) {
       if (!of_users(policy) || policy.state == model::PolicyState::disabled) return false;
       filter(policy, model::Filter::Mode::exclude, compare(DeviceAttribute::model, CompareOp::eq, "Surface"));
       return true;
     }},
    {Code::filter_always_true,
     [](Policy& policy, PolicySet&) {
       if (!of_users(policy) || policy.state == model::PolicyState::disabled) return false;
       model::Expr either;
       either.kind = model::Expr::Kind::any_of;
       either.children = {compare(DeviceAttribute::model, CompareOp::ne, "A"),
                          compare(DeviceAttribute::model, CompareOp::ne, "B")};
       filter(policy, model::Filter::Mode::include, either);
       return true;
     }},
    {Code::custom_control_used,
     [](Policy& policy, PolicySet&) {
       if (policy.state == model::PolicyState::disabled) return false;
       demand(policy, {ControlKind::custom});
       return true;
     }},
    {Code::guest_device,
     [](Policy& policy, PolicySet&) {
       if (!of_users(policy) || policy.state == model::PolicyState::disabled) return false;
       policy.users->include = {person(SubjectItem::Kind::guests_or_external)};
       demand(policy, {ControlKind::compliant_device});
       return true;
     }},
    {Code::guests_cannot,
     [](Policy& policy, PolicySet&) {
       if (!of_users(policy) || policy.state == model::PolicyState::disabled) return false;
       policy.users->include = {person(SubjectItem::Kind::guests_or_external)};
       demand(policy, {ControlKind::compliant_application});
       return true;
     }},
    {Code::every_time_everywhere,
     [](Policy& policy, PolicySet&) {
       if (!of_users(policy)) return false;
       for_everyone(policy);
       without_conditions(policy);
       for_all_apps(policy);
       policy.session.primary_and_secondary = model::Frequency{true, 0, false};
       return true;
     }},
    {Code::persistent_on_unmanaged,
     [](Policy& policy, PolicySet&) {
       if (policy.state == model::PolicyState::disabled) return false;
       policy.device_filters.clear();
       demand(policy, {ControlKind::mfa});
       policy.session.persistent_browser = true;
       return true;
     }},
    {Code::admin_frequency_long,
     [](Policy& policy, PolicySet&) {
       if (!of_users(policy) || policy.state == model::PolicyState::disabled) return false;
       policy.users->include = {person(SubjectItem::Kind::role, "62e90394-69f5-4237-9190-012177145e10")};
       policy.session.primary_and_secondary = model::Frequency{false, 720, true};
       return true;
     }},
    {Code::or_moots_mfa,
     [](Policy& policy, PolicySet&) {
       if (!of_users(policy) || policy.state == model::PolicyState::disabled) return false;
       policy.users->include = {person(SubjectItem::Kind::role, "62e90394-69f5-4237-9190-012177145e10")};
       demand(policy, {ControlKind::mfa, ControlKind::compliant_device});
       return true;
     }},
    {Code::exception_ended,
     [](Policy& policy, PolicySet&) {
       if (!of_users(policy) || policy.state == model::PolicyState::disabled) return false;
       policy.users->exclude.push_back(person(SubjectItem::Kind::group, "4f1c2d7e-0000-4000-8000-00000000aaaa"));
       policy.users->exclude.back().until = 20000;
       return true;
     }},
    {Code::exception_never_ends,
     [](Policy& policy, PolicySet&) {
       if (!of_users(policy) || policy.state == model::PolicyState::disabled) return false;
       policy.users->exclude.push_back(person(SubjectItem::Kind::group, "4f1c2d7e-0000-4000-8000-00000000aaaa"));
       policy.users->exclude.back().until = 47000;
       return true;
     }},
    {Code::client_as_target,
     [](Policy& policy, PolicySet&) {
       policy.targets.include = {target(TargetItem::Kind::app, "27922004-5251-4030-b22d-91ecd9a37ea4")};
       return true;
     }},
    {Code::long_list,
     [](Policy& policy, PolicySet&) {
       if (!of_users(policy)) return false;
       for (int i = 0; i < 51; ++i) {
         policy.users->include.push_back(person(SubjectItem::Kind::upn, "u" + std::to_string(i) + "@contoso.example"));
       }
       return true;
     }},
    {Code::shadowed_policy,
     [](Policy& policy, PolicySet& set) {
       if (!of_users(policy) || policy.approximated) return false;
       policy.state = model::PolicyState::enabled;
       Policy cover = policy;
       cover.name += "-cover";
       cover.block = true;
       cover.targets.exclude.clear();
       cover.users->include.push_back(person(SubjectItem::Kind::everyone));
       cover.users->exclude.clear();
       without_conditions(cover);
       cover.agent_risk.reset();
       cover.service_principal_risk.reset();
       set.policies.push_back(std::move(cover));
       return true;
     }},
});

}  // namespace

std::span<const Seed> seeds_of_demands() { return kSeeds; }

}  // namespace doorward::test
