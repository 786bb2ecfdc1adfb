// Controls and conditions that Entra refuses together, or that do nothing together.
#include "doorward/vocabulary/vocabulary.h"
#include "policy_facts.h"
#include "scene.h"

namespace doorward::linting {
namespace {

using model::Policy;
using model::TargetItem;

constexpr std::string_view kIntuneEnrollment = "d4ebce55-015a-49b5-a083-c84d1797ae8c";
constexpr std::uint32_t kLongestHours = 365 * 24;

/// What Microsoft has otherwise than the password change of `policy`; empty when nothing. A frequency is not needed:
/// Microsoft's template and the portal add one, and tenants have policies without (ENTRA.md §7.4 B008 is of those with
/// another).
std::string_view password_fault(const Policy& policy) {
  for (const model::Control& control : policy.grant->controls) {
    const bool fits = control.kind == ControlKind::password_change || control.kind == ControlKind::mfa ||
                      control.kind == ControlKind::strength || control.kind == ControlKind::unknown;
    if (!fits) return "Entra takes only `mfa` or a strength beside it";
  }
  if (!asks_mfa(policy)) return "it needs `mfa` or a strength beside it";
  if (policy.grant->any) return "with `or` the password need not be changed";
  if (!for_all_apps(policy)) return "Entra takes it for all apps only";
  if (!policy.user_risk) return "Entra takes it at a user risk only";
  if (policy.clients || policy.platforms || policy.networks || policy.sign_in_risk || policy.insider_risk ||
      policy.flows || !policy.device_filters.empty() || !policy.times.empty() || policy.when) {
    return "Entra takes no condition but user risk beside it";
  }
  if (!every_time(policy.session)) {
    const bool periodic = policy.session.primary_and_secondary || policy.session.secondary;
    return periodic ? "Entra takes no frequency but `sign-in every time` beside it"
                    : "Microsoft's template and portal add `with sign-in every time`";
  }
  if (policy.session.persistent_browser) return "Entra takes no `persistent browser` beside it";
  return {};
}

std::string_view frequency_fault(const model::Session& session) {
  if (session.primary_and_secondary && session.secondary) return "it has two timers, and Entra keeps one";
  for (const auto& timer : {session.primary_and_secondary, session.secondary}) {
    if (timer && !timer->every_time && timer->hours > kLongestHours) return "it is longer than 365 days";
  }
  return {};
}

}  // namespace

void lint_mfa_beside_strength(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (!demands(policy, ControlKind::mfa) || !demands(policy, ControlKind::strength)) continue;
    scene.report<Code::mfa_beside_strength>(grant_origin(policy), label(policy)).help = "keep one of the two";
  }
}

void lint_password_change_shape(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy) || policy.approximated || !demands(policy, ControlKind::password_change)) continue;
    const std::string_view fault = password_fault(policy);
    if (fault.empty()) continue;
    scene.report<Code::password_change_shape>(grant_origin(policy), fault).help =
        "write `at high user risk for all apps require mfa and password-change with sign-in every time`";
  }
}

void lint_password_change_unwritten(const Scene& scene) {
  if (scene.options.tenant.password_writeback.value_or(true)) return;
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy) || !demands(policy, ControlKind::password_change)) continue;
    scene.report<Code::password_change_unwritten>(grant_origin(policy), label(policy)).help =
        "switch password writeback on";
  }
}

void lint_user_risk_without_remedy(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy) || !policy.user_risk || policy.block || !every_time(policy.session)) continue;
    if (demands(policy, ControlKind::password_change) || demands(policy, ControlKind::risk_remediation)) continue;
    scene.report<Code::user_risk_without_remedy>(session_origin(policy), label(policy)).help =
        "demand `mfa and password-change`";
  }
}

void lint_remediation_shape(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy) || !demands(policy, ControlKind::risk_remediation)) continue;
    const bool strength = demands(policy, ControlKind::strength);
    const bool fresh = every_time(policy.session);
    if (strength && fresh) continue;
    const std::string_view lacks = strength ? "`sign-in every time`"
                                   : fresh  ? "a strength"
                                            : "a strength and `sign-in every time`";
    scene.report<Code::remediation_shape>(grant_origin(policy), label(policy), lacks).help =
        "write `require strength mfa-strength and risk-remediation with sign-in every time`";
  }
}

void lint_frequency_refused(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    const std::string_view fault = frequency_fault(policy.session);
    if (fault.empty()) continue;
    scene.report<Code::frequency_refused>(session_origin(policy), label(policy), fault).help =
        "write one policy for each timer, of 1 hour to 365 days";
  }
}

void lint_persistent_browser_of_some(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (!policy.session.persistent_browser || (for_all_apps(policy) && policy.targets.exclude.empty())) continue;
    scene.report<Code::persistent_browser_of_some>(session_origin(policy), label(policy)).help =
        "write `for all apps`, and move the rest to another policy";
  }
}

void lint_continuous_access_narrowed(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (policy.session.continuous_access != model::ContinuousAccess::disabled) continue;
    const std::string_view what = !for_all_apps(policy) ? std::string_view("some apps only") : narrowing(policy);
    if (what.empty()) continue;
    scene.report<Code::continuous_access_narrowed>(session_origin(policy), label(policy), what).help =
        "leave the condition out";
  }
}

void lint_restrictions_of_other_apps(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy) || !policy.session.application_enforced_restrictions) continue;
    const auto& in = policy.targets.include;
    const bool fits = std::all_of(in.begin(), in.end(), [&](const TargetItem& item) {
      return (item.kind == TargetItem::Kind::app && (item.id.key == kExchange || item.id.key == kSharePoint)) ||
             (item.kind == TargetItem::Kind::app_group && equals_ignoring_case(item.id.text, "Office365"));
    });
    if (fits) continue;
    scene.report<Code::restrictions_of_other_apps>(session_origin(policy), label(policy)).help =
        "write `for office-365`";
  }
}

void lint_register_device_beside(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy) || !for_action(policy, UserAction::register_device)) continue;
    std::string_view what;
    if (policy.clients) what = "client apps";
    if (!policy.device_filters.empty()) what = "a device filter";
    if (policy.grant) {
      for (const model::Control& control : policy.grant->controls) {
        if (control.kind != ControlKind::mfa && control.kind != ControlKind::strength)
          what = control_word(control.kind);
      }
    }
    if (policy.block) what = "`block`";
    if (what.empty()) continue;
    scene.report<Code::register_device_beside>(policy.origin, label(policy), what).help = "demand `mfa` or a strength";
  }
}

void lint_register_device_setting(const Scene& scene) {
  if (!scene.options.tenant.join_requires_mfa.value_or(false)) return;
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy) || !for_action(policy, UserAction::register_device)) continue;
    scene.report<Code::register_device_setting>(policy.targets.origin, label(policy)).help =
        "switch the device setting off";
  }
}

void lint_app_filter_beside_all(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (!for_all_apps(policy)) continue;
    for (const TargetItem& item : policy.targets.include) {
      if (item.kind != TargetItem::Kind::filter) continue;
      scene.report<Code::app_filter_beside_all>(item.origin, label(policy)).help = "leave one of the two out";
    }
  }
}

void lint_terms_before_enrolment(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy) || !demands(policy, ControlKind::terms) || !targets_app(policy, kIntuneEnrollment)) continue;
    scene.report<Code::terms_before_enrolment>(grant_origin(policy), label(policy)).help = "leave that app out";
  }
}

void lint_custom_control_beside(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy) || !demands(policy, ControlKind::custom)) continue;
    std::string_view what;
    if (policy.session.primary_and_secondary || policy.session.secondary) what = "a sign-in frequency";
    if (at_risk(policy)) what = "a risk";
    if (for_action(policy, UserAction::register_device)) what = "the registration of devices";
    if (what.empty()) continue;
    scene.report<Code::custom_control_beside>(grant_origin(policy), label(policy), what).help = "demand `mfa` there";
  }
}

void lint_report_only_action(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (policy.state != model::PolicyState::report_only || !targets(policy, TargetItem::Kind::user_action)) continue;
    scene.report<Code::report_only_action>(policy.origin, label(policy)).help = "try it on a test group instead";
  }
}

void lint_security_defaults_on(const Scene& scene) {
  if (!scene.options.tenant.security_defaults.value_or(false) || scene.set.policies.empty()) return;
  scene.report<Code::security_defaults_on>(scene.set.policies.front().origin, scene.set.policies.size()).help =
      "switch security defaults off";
}

void lint_legacy_policies_present(const Scene& scene) {
  if (scene.set.policies.empty()) return;
  const TenantFacts& tenant = scene.options.tenant;
  const auto say = [&](bool present, std::string_view what) {
    if (!present) return;
    scene.report<Code::legacy_policies_present>(scene.set.policies.front().origin, what).help =
        "write them as conditional access policies and delete them";
  };
  say(tenant.legacy_risk_policies.value_or(false), "risk policies of Identity Protection");
  say(tenant.classic_policies.value_or(false), "classic policies");
}

void lint_token_lifetime_beside(const Scene& scene) {
  if (!scene.options.tenant.token_lifetime_policies.value_or(false)) return;
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy) || (!policy.session.primary_and_secondary && !policy.session.secondary)) continue;
    scene.report<Code::token_lifetime_beside>(session_origin(policy), label(policy)).help =
        "delete the token lifetime policies";
  }
}

}  // namespace doorward::linting
