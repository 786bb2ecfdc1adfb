// What a protected tenant has: each of these lints asks for one policy.
#include "policy_facts.h"
#include "scene.h"

namespace doorward::linting {
namespace {

using model::Policy;
using model::SubjectItem;

/// Reports at the first place of the set when no enforced policy is as `wanted`.
template <Code C, class Wanted>
void want(const Scene& scene, std::string_view help, Wanted wanted) {
  for (const Policy& policy : scene.set.policies) {
    if (enforced(policy) && wanted(policy)) return;
  }
  model::Origin place;
  if (!scene.set.policies.empty()) {
    place = scene.set.policies.front().origin;
  } else if (!scene.trees.empty()) {
    place.span.source = scene.trees.front().source;
  }
  scene.report<C>(place).help = std::string(help);
}

constexpr Mask kResistant = bit(Method::fido2) | bit(Method::windows_hello) | bit(Method::x509_multi_factor);

bool strong(const Policy& policy, const model::PolicySet& set) {
  if (!policy.grant) return false;
  return std::any_of(policy.grant->controls.begin(), policy.grant->controls.end(), [&](const model::Control& control) {
    if (control.kind != ControlKind::strength) return false;
    const auto& all = set.strengths[control.strength].combinations;
    return std::all_of(all.begin(), all.end(), [](const auto& each) { return (each.methods & kResistant) != 0; });
  });
}

}  // namespace

void lint_baseline_mfa(const Scene& scene) {
  want<Code::baseline_mfa>(scene, "write `everyone except break-glass for all apps require mfa`",
                           [](const Policy& policy) {
                             return for_everyone(policy) && for_all_apps(policy) && insists_on_mfa(policy) &&
                                    unconditional(policy) && policy.targets.exclude.empty();
                           });
}

void lint_baseline_admin_strength(const Scene& scene) {
  want<Code::baseline_admin_strength>(
      scene, "write `global-administrator for all apps require strength phishing-resistant`",
      [&](const Policy& policy) {
        return (for_administrators(policy) || for_everyone(policy)) && strong(policy, scene.set);
      });
}

void lint_baseline_azure(const Scene& scene) {
  want<Code::baseline_azure>(scene, "write `everyone except break-glass for azure-management require mfa`",
                             [](const Policy& policy) {
                               return policy.users && asks_mfa(policy) &&
                                      (targets_app(policy, "797f4846-ba00-4fd7-ba43-dac1f8f63013") ||
                                       (for_all_apps(policy) && for_everyone(policy)));
                             });
}

void lint_baseline_legacy(const Scene& scene) {
  want<Code::baseline_legacy>(
      scene, "write `everyone except break-glass through legacy clients for all apps block`", [](const Policy& policy) {
        return policy.block && covers_legacy(policy) && for_all_apps(policy) && for_everyone(policy);
      });
}

void lint_baseline_registration(const Scene& scene) {
  want<Code::baseline_registration>(
      scene, "use Microsoft's template for the registration of security information",
      [](const Policy& policy) { return for_action(policy, UserAction::register_security_info); });
}

void lint_baseline_device_registration(const Scene& scene) {
  want<Code::baseline_device_registration>(
      scene, "write `for action register-device require mfa`",
      [](const Policy& policy) { return for_action(policy, UserAction::register_device); });
}

void lint_baseline_flows(const Scene& scene) {
  want<Code::baseline_flows>(scene, "write `by device-code flow for all apps block`",
                             [](const Policy& policy) { return policy.block && policy.flows; });
}

void lint_baseline_risk(const Scene& scene) {
  want<Code::baseline_risk>(scene, "write `at medium or high sign-in risk for all apps require mfa`",
                            [](const Policy& policy) { return at_risk(policy); });
}

void lint_baseline_platforms(const Scene& scene) {
  want<Code::baseline_platforms>(scene, "write `running all platforms except … for all apps block`",
                                 [](const Policy& policy) { return unknown_platform_blocked(policy); });
}

void lint_baseline_guests(const Scene& scene) {
  want<Code::baseline_guests>(scene, "write `guests for all apps require mfa`", [](const Policy& policy) {
    const bool guests = includes(policy, SubjectItem::Kind::guests) ||
                        includes(policy, SubjectItem::Kind::guests_or_external) ||
                        (for_everyone(policy) && !excludes_guests(policy));
    return guests && asks_mfa(policy) && for_all_apps(policy);
  });
}

void lint_baseline_sessions(const Scene& scene) {
  want<Code::baseline_sessions>(scene, "write `using unmanaged devices for all apps with no persistent browser`",
                                [](const Policy& policy) {
                                  return policy.session.persistent_browser == false ||
                                         (policy.session.primary_and_secondary && !policy.device_filters.empty());
                                });
}

void lint_baseline_restrictions(const Scene& scene) {
  want<Code::baseline_restrictions>(
      scene, "write `for office-365 with app-enforced restrictions`",
      [](const Policy& policy) { return policy.session.application_enforced_restrictions; });
}

void lint_baseline_devices(const Scene& scene) {
  want<Code::baseline_devices>(
      scene, "write `require compliant-device or hybrid-joined-device`", [](const Policy& policy) {
        return demands(policy, ControlKind::compliant_device) || demands(policy, ControlKind::domain_joined_device);
      });
}

void lint_baseline_protected_apps(const Scene& scene) {
  want<Code::baseline_protected_apps>(
      scene, "write `running android or ios for office-365 require protected-app`",
      [](const Policy& policy) { return demands(policy, ControlKind::compliant_application); });
}

void lint_baseline_token_protection(const Scene& scene) {
  want<Code::baseline_token_protection>(scene, "write `with token protection`",
                                        [](const Policy& policy) { return protects_tokens(policy); });
}

void lint_baseline_workloads(const Scene& scene) {
  want<Code::baseline_workloads>(
      scene, "write `workloads … on untrusted networks for all apps block`", [](const Policy& policy) {
        return policy.machines && policy.block && (policy.networks || policy.service_principal_risk);
      });
}

void lint_baseline_sync(const Scene& scene) {
  want<Code::baseline_sync>(
      scene, "write `directory-synchronization-accounts on untrusted networks for all apps block`",
      [](const Policy& policy) {
        return policy.users && policy.block && policy.networks &&
               std::any_of(policy.users->include.begin(), policy.users->include.end(), is_sync_role);
      });
}

void lint_baseline_agents(const Scene& scene) {
  want<Code::baseline_agents>(scene, "write `agents at high agent risk for all apps block`",
                              [](const Policy& policy) { return policy.block && policy.agent_risk; });
}

void lint_baseline_contexts(const Scene& scene) {
  want<Code::baseline_contexts>(scene, "write a policy `for context c1`",
                                [](const Policy& policy) { return targets(policy, model::TargetItem::Kind::context); });
}

void lint_baseline_networks(const Scene& scene) {
  want<Code::baseline_networks>(scene, "declare networks and use them in a policy", [&](const Policy& policy) {
    if (!policy.networks) return false;
    for (const auto* items : {&policy.networks->include, &policy.networks->exclude}) {
      for (const model::NetworkItem& item : *items) {
        if (item.kind == model::NetworkItem::Kind::named && !scene.set.networks[item.network].builtin) return true;
      }
    }
    return false;
  });
}

}  // namespace doorward::linting
