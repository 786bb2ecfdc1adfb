// Client apps, platforms and authentication flows: who slips by, and who is asked for what they cannot show.
#include "policy_facts.h"
#include "scene.h"

namespace doorward::linting {
namespace {

using model::Policy;
using model::TargetItem;

/// Whether some enforced policy stops legacy clients wherever `policy` applies: it blocks them for all apps and at
/// least for everyone, or asks them for what they cannot show.
bool legacy_stopped(const model::PolicySet& set) {
  return std::any_of(set.policies.begin(), set.policies.end(), [](const Policy& policy) {
    if (!enforced(policy) || !covers_legacy(policy) || !for_everyone(policy) || !for_all_apps(policy)) return false;
    Policy others = policy;
    others.clients.reset();
    return unconditional(others) && (policy.block || policy.grant);
  });
}

std::string platforms_text(Mask mask) {
  std::string text;
  for (const FactRow& row : kPlatforms) {
    if (row.ward.empty() || (mask >> row.value & 1U) == 0) continue;
    text += (text.empty() ? "`" : ", `") + std::string(row.ward) + '`';
  }
  return text;
}

}  // namespace

void lint_app_control_on_desktop(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy)) continue;
    constexpr Mask desktop = bit(Platform::macos) | bit(Platform::linux_);
    const Mask reached = mask_or(policy.platforms, kAllPlatforms) & desktop;
    if (reached == 0 || legacy_only(policy)) continue;
    for (const ControlKind kind : {ControlKind::approved_application, ControlKind::compliant_application}) {
      const bool only_these =
          demands(policy, kind) &&
          std::all_of(policy.grant->controls.begin(), policy.grant->controls.end(), [](const model::Control& control) {
            return control.kind == ControlKind::approved_application ||
                   control.kind == ControlKind::compliant_application;
          });
      if (!insists_on(policy, kind) && !only_these) continue;
      scene
          .report<Code::app_control_on_desktop>(grant_origin(policy), label(policy), control_word(kind),
                                                platforms_text(reached))
          .help = "add `running android or ios`";
      break;
    }
  }
}

void lint_approved_app_retired(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy) || !demands(policy, ControlKind::approved_application)) continue;
    Diagnostic& found = scene.report<Code::approved_app_retired>(grant_origin(policy), label(policy));
    if (demands(policy, ControlKind::compliant_application)) {
      found.help = "leave `approved-app` out";
    } else {
      found.help = "demand `protected-app`";
    }
  }
}

void lint_activesync_apps(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy) || !policy.clients || policy.clients->mask != bit(ClientApp::activesync)) continue;
    if (policy.targets.include.size() == 1 && targets_app(policy, kExchange)) continue;
    scene.report<Code::activesync_apps>(policy.clients->origin, label(policy)).help = "write `for exchange-online`";
  }
}

void lint_legacy_cannot_answer(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy) || !policy.grant || policy.block || !legacy_only(policy)) continue;
    for (const ControlKind kind : {ControlKind::mfa, ControlKind::strength, ControlKind::terms, ControlKind::custom}) {
      if (!insists_on(policy, kind)) continue;
      scene.report<Code::legacy_cannot_answer>(grant_origin(policy), label(policy), control_word(kind)).help =
          "write `block`";
      break;
    }
  }
}

void lint_legacy_left_open(const Scene& scene) {
  if (legacy_stopped(scene.set)) return;
  for (const Policy& policy : scene.set.policies) {
    if (!enforced(policy) || !policy.clients || !policy.users || !asks_mfa(policy)) continue;
    if ((policy.clients->mask & kLegacyClients) != 0 || at_risk(policy)) continue;
    if (!for_everyone(policy) && !for_administrators(policy)) continue;
    scene.report<Code::legacy_left_open>(policy.clients->origin, label(policy)).help =
        "add a policy `through legacy clients for all apps block`, or leave the phrase out";
  }
}

void lint_platform_gap(const Scene& scene) {
  const auto& policies = scene.set.policies;
  if (std::any_of(policies.begin(), policies.end(),
                  [](const Policy& policy) { return enforced(policy) && unknown_platform_blocked(policy); }))
    return;
  for (const Policy& policy : policies) {
    if (!enforced(policy) || !policy.grant || !names_platforms(policy)) continue;
    if (!for_everyone(policy) && !for_administrators(policy)) continue;
    // What only exists on phones is no protection that another platform would have to have.
    const bool phones = (policy.platforms->mask & ~(bit(Platform::android) | bit(Platform::ios))) == 0;
    if (phones && !insists_on(policy, ControlKind::compliant_device) && !insists_on_mfa(policy)) continue;
    scene.report<Code::platform_gap>(policy.platforms->origin, label(policy)).help =
        "block `running all platforms except …` in a policy of its own";
  }
}

void lint_platform_excluded(const Scene& scene) {
  Mask named = 0;
  for (const Policy& policy : scene.set.policies) {
    if (enforced(policy) && names_platforms(policy)) named |= policy.platforms->mask;
  }
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy) || !unknown_platform_blocked(policy)) continue;
    const Mask loose = kAllPlatforms & ~policy.platforms->mask & ~named;
    if (loose == 0) continue;
    scene.report<Code::platform_excluded>(policy.platforms->origin, label(policy), platforms_text(loose)).help =
        "leave out what is not in use, and protect the rest";
  }
}

void lint_retired_value(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy) || !names_platforms(policy) || policy.platforms->mask != bit(Platform::windows_phone)) continue;
    scene.report<Code::retired_value>(policy.platforms->origin, label(policy), "`windows-phone`").help = "leave it out";
  }
}

void lint_device_in_device_code(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy) || !policy.flows || (policy.flows->mask & bit(Flow::device_code)) == 0 || policy.block)
      continue;
    for (const ControlKind kind : {ControlKind::compliant_device, ControlKind::domain_joined_device}) {
      if (!insists_on(policy, kind)) continue;
      scene.report<Code::device_in_device_code>(grant_origin(policy), label(policy)).help = "write `block`";
    }
  }
}

void lint_registration_service_blocked(const Scene& scene) {
  constexpr std::string_view service = "01cb2876-7ebd-4aa4-9cc9-d28bd4d359a9";
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy) || !policy.flows || !policy.block || !for_all_apps(policy)) continue;
    const auto& out = policy.targets.exclude;
    if (std::any_of(out.begin(), out.end(), [&](const TargetItem& item) { return item.id.key == service; })) continue;
    scene.report<Code::registration_service_blocked>(policy.flows->origin, label(policy)).help =
        "except the Device Registration Service where devices register with a code";
  }
}

void lint_flow_block_ends_sessions(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy) || !policy.flows || !policy.block) continue;
    const bool device_code = (policy.flows->mask & bit(Flow::device_code)) != 0;
    const bool transfer = (policy.flows->mask & bit(Flow::authentication_transfer)) != 0;
    const std::string_view what = device_code && transfer ? "device-code flow and authentication transfer"
                                  : device_code           ? "device-code flow"
                                                          : "authentication transfer";
    scene.report<Code::flow_block_ends_sessions>(policy.flows->origin, label(policy), what).help =
        "let it report first, and tell who uses the flow; they cannot help themselves";
  }
}

void lint_report_only_compliance(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (policy.state != model::PolicyState::report_only || !demands(policy, ControlKind::compliant_device)) continue;
    constexpr Mask prompting = bit(Platform::macos) | bit(Platform::ios) | bit(Platform::android);
    if ((mask_or(policy.platforms, kAllPlatforms) & prompting) == 0) continue;
    scene.report<Code::report_only_compliance>(grant_origin(policy), label(policy)).help =
        "leave these platforms out while it reports";
  }
}

void lint_app_passwords_open(const Scene& scene) {
  if (!scene.set.settings || !scene.set.settings->app_passwords_allowed) return;
  if (scene.set.settings->precedence == Precedence::state_ignored || legacy_stopped(scene.set)) return;
  scene.report<Code::app_passwords_open>(scene.set.settings->origin).help =
      "write `app passwords not allowed`, or block legacy clients";
}

}  // namespace doorward::linting
