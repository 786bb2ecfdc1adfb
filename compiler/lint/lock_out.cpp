// Policies that lock out more people than was meant.
#include <array>

#include "doorward/vocabulary/vocabulary.h"
#include "policy_facts.h"
#include "scene.h"

namespace doorward::linting {
namespace {

using model::Policy;
using model::SubjectItem;
using model::TargetItem;

constexpr std::string_view kGlobalAdministrator = "62e90394-69f5-4237-9190-012177145e10";
constexpr std::string_view kRightsManagement = "00000012-0000-0000-c000-000000000000";

bool for_global_administrators(const Policy& policy) {
  return for_everyone(policy) || includes(policy, SubjectItem::Kind::members) ||
         (policy.users && std::any_of(policy.users->include.begin(), policy.users->include.end(),
                                      [](const SubjectItem& item) { return item.id.key == kGlobalAdministrator; }));
}

/// Whether the policy stops whoever it applies to, unless a device was enrolled before.
std::string_view stops(const Policy& policy) {
  if (policy.block) return "blocks them";
  for (const ControlKind kind :
       {ControlKind::compliant_device, ControlKind::domain_joined_device, ControlKind::compliant_application}) {
    if (insists_on(policy, kind)) return "asks for a device that has to be enrolled first";
  }
  return {};
}

bool is_registration(const Policy& policy) {
  return for_action(policy, UserAction::register_security_info) && !policy.block && asks_mfa(policy);
}

constexpr Mask kPass = bit(Method::tap_one_time) | bit(Method::tap_multi_use);

bool meets_pass(const Policy& policy, const model::PolicySet& set) {
  return std::any_of(policy.grant->controls.begin(), policy.grant->controls.end(), [&](const model::Control& control) {
    if (control.kind != ControlKind::strength) return false;
    const auto& combinations = set.strengths[control.strength].combinations;
    return std::any_of(combinations.begin(), combinations.end(),
                       [](const auto& each) { return (each.methods & kPass) != 0; });
  });
}

}  // namespace

void lint_administrators_locked_out(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (!enforced(policy) || !policy.users || !unconditional(policy) || !for_all_apps(policy)) continue;
    if (!for_global_administrators(policy) || !policy.users->exclude.empty() || !policy.targets.exclude.empty())
      continue;
    const std::string_view how = stops(policy);
    if (how.empty()) continue;
    scene
        .report<Code::administrators_locked_out>(policy.origin,
                                                 fmt::format("`{}` {} and excludes nobody", label(policy), how))
        .help = "exclude the break-glass accounts";
  }
}

void lint_block_everyone(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy) || !policy.block || !for_everyone(policy) || !for_all_apps(policy)) continue;
    if (!unconditional(policy) || !policy.targets.exclude.empty()) continue;
    scene.report<Code::block_everyone>(policy.origin, label(policy)).help =
        "narrow it by a condition, or say whom it is for";
  }
}

void lint_device_for_everyone(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy) || !for_everyone(policy) || !for_all_apps(policy) || !unconditional(policy)) continue;
    if (!policy.targets.exclude.empty()) continue;
    for (const ControlKind kind :
         {ControlKind::compliant_device, ControlKind::domain_joined_device, ControlKind::compliant_application}) {
      if (!insists_on(policy, kind)) continue;
      scene.report<Code::device_for_everyone>(grant_origin(policy), label(policy), control_word(kind)).help =
          "offer `or mfa`, or narrow it by platforms";
    }
  }
}

void lint_block_except_apps(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy) || !policy.users || !policy.block || !for_all_apps(policy) || policy.targets.exclude.empty())
      continue;
    scene.report<Code::block_except_apps>(policy.targets.exclude.front().origin, label(policy)).help =
        "name the apps that are blocked";
  }
}

void lint_sync_account_included(const Scene& scene) {
  bool hybrid = scene.options.tenant.hybrid.value_or(false);
  for (const Policy& policy : scene.set.policies) {
    hybrid = hybrid || demands(policy, ControlKind::domain_joined_device);
    if (policy.users) {
      hybrid = hybrid || std::any_of(policy.users->exclude.begin(), policy.users->exclude.end(), is_sync_role);
    }
  }
  if (!hybrid || !scene.options.tenant.hybrid.value_or(true)) return;
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy) || !for_everyone(policy) || !for_all_apps(policy) || !unconditional(policy)) continue;
    if (!policy.grant && !policy.block) continue;
    if (std::any_of(policy.users->exclude.begin(), policy.users->exclude.end(), is_sync_role)) continue;
    scene.report<Code::sync_account_included>(who_origin(policy), label(policy)).help =
        "exclude the role `directory-synchronization-accounts`";
  }
}

void lint_registration_needs_mfa(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy) || !for_everyone(policy) || !is_registration(policy)) continue;
    if (policy.networks || meets_pass(policy, scene.set)) continue;
    scene.report<Code::registration_needs_mfa>(grant_origin(policy), label(policy)).help =
        "add `on untrusted networks`, or demand a strength with temporary access pass";
  }
}

void lint_registration_for_guests(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy) || !for_everyone(policy) || !is_registration(policy)) continue;
    const bool guests = !excludes_guests(policy);
    const bool administrators = !excludes_role(policy, kGlobalAdministrator);
    if (!guests && !administrators) continue;
    const std::string_view who = guests && administrators ? "guests and global administrators"
                                 : guests                 ? "guests"
                                                          : "global administrators";
    scene.report<Code::registration_for_guests>(who_origin(policy), label(policy), who).help = "exclude them";
  }
}

void lint_admin_portals_blocked(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy) || !policy.block || !for_everyone(policy)) continue;
    if (!targets_group(policy, "MicrosoftAdminPortals") || !unconditional(policy)) continue;
    scene.report<Code::admin_portals_blocked>(policy.targets.origin, label(policy)).help =
        "demand mfa or a device there instead";
  }
}

void lint_custom_control_used(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy) || !demands(policy, ControlKind::custom)) continue;
    scene.report<Code::custom_control_used>(grant_origin(policy), label(policy)).help =
        "move to an external authentication method";
  }
}

void lint_no_resilience_for_group(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy) || !policy.session.disable_resilience_defaults) continue;
    if (!includes(policy, SubjectItem::Kind::group) && !includes(policy, SubjectItem::Kind::role)) continue;
    scene.report<Code::no_resilience_for_group>(session_origin(policy), label(policy)).help =
        "leave out `no resilience defaults`";
  }
}

void lint_strict_location_everywhere(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy) || policy.networks) continue;
    if (policy.session.continuous_access != model::ContinuousAccess::strict_location) continue;
    scene.report<Code::strict_location_everywhere>(session_origin(policy), label(policy)).help =
        "say `on all networks except …` with every exit address";
  }
}

void lint_token_protection_devices(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy) || !protects_tokens(policy) || !policy.device_filters.empty()) continue;
    scene.report<Code::token_protection_devices>(session_origin(policy), label(policy)).help =
        "add `using devices except where system-labels contains \"CloudPC\" …`";
  }
}

void lint_encrypted_content_unreadable(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy) || !policy.grant || !for_all_apps(policy)) continue;
    if (!for_guests(policy) && (!for_everyone(policy) || excludes_guests(policy))) continue;
    const auto& out = policy.targets.exclude;
    if (std::any_of(out.begin(), out.end(), [](const TargetItem& item) { return item.id.key == kRightsManagement; }))
      continue;
    scene.report<Code::encrypted_content_unreadable>(policy.origin, label(policy)).help =
        "except the app `00000012-0000-0000-c000-000000000000`";
  }
}

}  // namespace doorward::linting
