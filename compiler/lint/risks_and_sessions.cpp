// Risk conditions, and how long a session lasts.
#include <array>

#include "policy_facts.h"
#include "scene.h"

namespace doorward::linting {
namespace {

using model::Policy;

struct Risk {
  const std::optional<model::MaskCondition>& condition;
  std::string_view what;
};

std::array<Risk, 4> risks_of(const Policy& policy) {
  return {{{policy.sign_in_risk, "sign-in risk"},
           {policy.user_risk, "user risk"},
           {policy.service_principal_risk, "service principal risk"},
           {policy.agent_risk, "agent risk"}}};
}

/// The first level that is not listed though a lower one is; nullptr when there is none.
const FactRow* hole_in(Mask levels) {
  bool lower = false;
  for (const RiskLevel level : {RiskLevel::low, RiskLevel::medium, RiskLevel::high}) {
    const bool listed = (levels & bit(level)) != 0;
    if (lower && !listed) return &kRiskLevels[static_cast<std::size_t>(level)];
    lower = lower || listed;
  }
  return nullptr;
}

std::string levels_text(Mask levels) {
  std::string text;
  for (const FactRow& row : kRiskLevels) {
    if ((levels >> row.value & 1U) != 0) text += (text.empty() ? "" : " or ") + std::string(row.ward);
  }
  return text;
}

/// Whether another enforced policy of the same answer takes the level that is missing here.
bool answered_elsewhere(const model::PolicySet& set, const Policy& policy, Mask level, std::size_t which) {
  return std::any_of(set.policies.begin(), set.policies.end(), [&](const Policy& other) {
    const auto& condition = risks_of(other)[which].condition;
    return &other != &policy && active(other) && condition && (condition->mask & level) != 0 &&
           for_everyone(other) == for_everyone(policy);
  });
}

std::string period_text(const model::Frequency& frequency) {
  if (frequency.every_time) return "time";
  constexpr std::uint32_t kDay = 24;
  if (frequency.hours % kDay == 0) return fmt::format("{} days", frequency.hours / kDay);
  return fmt::format("{} hours", frequency.hours);
}

}  // namespace

void lint_two_risks(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy) || !policy.sign_in_risk || !policy.user_risk) continue;
    scene.report<Code::two_risks>(policy.user_risk->origin, label(policy)).help = "write one policy for each risk";
  }
}

void lint_risk_hole(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy)) continue;
    const auto risks = risks_of(policy);
    for (std::size_t i = 0; i < risks.size(); ++i) {
      if (!risks[i].condition) continue;
      const FactRow* hole = hole_in(risks[i].condition->mask);
      if (hole == nullptr || answered_elsewhere(scene.set, policy, Mask{1} << hole->value, i)) continue;
      scene
          .report<Code::risk_hole>(risks[i].condition->origin, label(policy), levels_text(risks[i].condition->mask),
                                   risks[i].what, hole->ward)
          .help = fmt::format("add `{}`", hole->ward);
    }
  }
}

void lint_low_risk(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy)) continue;
    for (const Risk& risk : risks_of(policy)) {
      // Of workloads and agents nobody is worn out.
      if (policy.machines || !risk.condition || (risk.condition->mask & bit(RiskLevel::low)) == 0) continue;
      scene.report<Code::low_risk>(risk.condition->origin, label(policy), risk.what).help = "leave `low` out";
    }
  }
}

void lint_risk_blocked(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy) || !policy.block || !at_risk(policy)) continue;
    scene.report<Code::risk_blocked>(policy.origin, label(policy), policy.user_risk ? "user risk" : "sign-in risk")
        .help = "demand `mfa`, and for users at risk a new password";
  }
}

void lint_risk_without_fresh(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy) || !at_risk(policy) || !asks_mfa(policy) || every_time(policy.session)) continue;
    if (policy.session.secondary && policy.session.secondary->every_time) continue;
    scene.report<Code::risk_without_fresh>(grant_origin(policy), label(policy)).help = "add `with sign-in every time`";
  }
}

void lint_every_time_everywhere(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy) || !every_time(policy.session) || at_risk(policy) || !policy.users) continue;
    const bool office = targets_group(policy, "Office365");
    const bool portals = targets_group(policy, "MicrosoftAdminPortals");
    const bool all = for_all_apps(policy) && unconditional(policy) && for_everyone(policy);
    if (!office && !portals && !all) continue;
    scene
        .report<Code::every_time_everywhere>(session_origin(policy), label(policy),
                                             all      ? "all apps"
                                             : office ? "Office 365"
                                                      : "the admin portals")
        .help = "give a number of hours";
  }
}

void lint_frequency_differs(const Scene& scene) {
  const Policy* exchange = nullptr;
  const Policy* share_point = nullptr;
  for (const Policy& policy : scene.set.policies) {
    if (!enforced(policy) || !policy.session.primary_and_secondary || !unconditional(policy)) continue;
    const bool mail = targets_app(policy, kExchange);
    const bool files = targets_app(policy, kSharePoint);
    if (mail && !files && exchange == nullptr) exchange = &policy;
    if (files && !mail && share_point == nullptr) share_point = &policy;
  }
  if (exchange == nullptr || share_point == nullptr) return;
  const model::Frequency& a = *exchange->session.primary_and_secondary;
  const model::Frequency& b = *share_point->session.primary_and_secondary;
  if (a.every_time == b.every_time && a.hours == b.hours) return;
  scene
      .report<Code::frequency_differs>(session_origin(*share_point), label(*exchange), period_text(a),
                                       label(*share_point), period_text(b))
      .help = "write one policy for both";
}

void lint_frequency_on_ios(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy) || !policy.session.primary_and_secondary || !policy.platforms) continue;
    if ((policy.platforms->mask & bit(Platform::ios)) == 0 || !demands(policy, ControlKind::compliant_application))
      continue;
    scene.report<Code::frequency_on_ios>(session_origin(policy), label(policy)).help = "leave iOS out";
  }
}

void lint_persistent_on_unmanaged(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy) || !policy.session.persistent_browser.value_or(false)) continue;
    const auto& filters = policy.device_filters;
    const bool managed = std::any_of(filters.begin(), filters.end(), [](const model::Filter& filter) {
      const bool include = filter.mode == model::Filter::Mode::include;
      return holds_unregistered(filter.rule) != include;
    });
    if (managed || demands(policy, ControlKind::compliant_device) || demands(policy, ControlKind::domain_joined_device))
      continue;
    scene.report<Code::persistent_on_unmanaged>(session_origin(policy), label(policy)).help =
        "add `using managed devices`";
  }
}

void lint_admin_frequency_long(const Scene& scene) {
  constexpr std::uint32_t longest = 24;
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy) || !for_administrators(policy) || for_everyone(policy)) continue;
    const auto& timer = policy.session.primary_and_secondary;
    if (!timer || timer->every_time || timer->hours <= longest) continue;
    scene.report<Code::admin_frequency_long>(session_origin(policy), label(policy), period_text(*timer)).help =
        "write `sign-in every 4 hours`";
  }
}

void lint_persistence_conflict(const Scene& scene) {
  for (const Policy& always : scene.set.policies) {
    if (!enforced(always) || !always.session.persistent_browser.value_or(false)) continue;
    for (const Policy& never : scene.set.policies) {
      if (!enforced(never) || never.session.persistent_browser.value_or(true)) continue;
      const auto meets_managed = [](const model::Filter& filter) {
        return holds_unregistered(filter.rule) == (filter.mode == model::Filter::Mode::include);
      };
      // One for managed and one for unmanaged devices do not meet.
      if (std::any_of(never.device_filters.begin(), never.device_filters.end(), meets_managed)) continue;
      Diagnostic& found = scene.report<Code::persistence_conflict>(session_origin(always), label(always), label(never));
      found.notes.push_back({session_origin(never).span, "the other word"});
      found.help = "narrow them so that they do not meet";
    }
  }
}

void lint_remember_beside_frequency(const Scene& scene) {
  if (!scene.set.settings || !scene.set.settings->remember_days) return;
  if (scene.set.settings->precedence == Precedence::state_ignored) return;
  for (const Policy& policy : scene.set.policies) {
    if (!enforced(policy) || !policy.session.primary_and_secondary || at_risk(policy)) continue;
    Diagnostic& found = scene.report<Code::remember_beside_frequency>(
        scene.set.settings->origin, *scene.set.settings->remember_days, label(policy));
    found.notes.push_back({session_origin(policy).span, "the frequency"});
    found.help = "leave `remember devices` out";
    return;
  }
}

void lint_or_moots_mfa(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy) || !asks_mfa(policy) || !policy.grant->any || policy.grant->controls.size() < 2) continue;
    const bool administrators = for_administrators(policy) && !for_everyone(policy);
    for (const model::Control& control : policy.grant->controls) {
      const bool weak = control.kind == ControlKind::terms || control.kind == ControlKind::password_change ||
                        control.kind == ControlKind::approved_application ||
                        control.kind == ControlKind::compliant_application;
      const bool device =
          control.kind == ControlKind::compliant_device || control.kind == ControlKind::domain_joined_device;
      if (!weak && !(device && administrators)) continue;
      scene.report<Code::or_moots_mfa>(grant_origin(policy), label(policy), control_word(control.kind)).help =
          "write `and`";
      break;
    }
  }
}

}  // namespace doorward::linting
