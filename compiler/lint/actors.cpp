// Guests, workloads, agents and roles: what each of them can be asked for.
#include "doorward/vocabulary/vocabulary.h"
#include "list_fix.h"
#include "policy_facts.h"
#include "scene.h"

namespace doorward::linting {
namespace {

using model::Policy;
using model::SubjectItem;

}  // namespace

void lint_workload_not_covered(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (!policy.machines) continue;
    for (const model::MachineItem& item : policy.machines->include) {
      if (item.kind != model::MachineItem::Kind::workload) continue;
      const vocabulary::NounRow* app = vocabulary::find_id(vocabulary::apps(), item.id.key);
      if (app == nullptr) continue;
      scene.report<Code::workload_not_covered>(item.origin, label(policy), app->title).help =
          "name the object id of a service principal of your own";
    }
  }
}

void lint_risk_of_another(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    const auto say = [&](const std::optional<model::MaskCondition>& risk, std::string_view what, std::string_view who) {
      if (risk) {
        scene.report<Code::risk_of_another>(risk->origin, label(policy), what, who).help =
            "test the risk that they have";
      }
    };
    if (policy.machines) {
      say(policy.sign_in_risk, "sign-in risk", "workloads and agents");
      say(policy.user_risk, "user risk", "workloads and agents");
      say(policy.insider_risk, "insider risk", "workloads and agents");
    } else {
      say(policy.service_principal_risk, "service principal risk", "users");
      if (!includes(policy, SubjectItem::Kind::all_agent_users) && !includes(policy, SubjectItem::Kind::agent_user)) {
        say(policy.agent_risk, "agent risk", "users");
      }
    }
  }
}

void lint_guests_twice(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (!includes(policy, SubjectItem::Kind::guests_or_external)) continue;
    for (const SubjectItem& item : policy.users->include) {
      if (item.kind != SubjectItem::Kind::guests) continue;
      Diagnostic& found = scene.report<Code::guests_twice>(item.origin, label(policy));
      found.help = "leave the kinds out";
      if (!item.origin.json_path.empty()) continue;  // an object beside the list
      if (auto edit = take_out(scene.sources, item.origin)) found.fixes.push_back({found.help, {*edit}, true});
    }
  }
}

void lint_custom_role(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy) || !policy.users) continue;
    for (const SubjectItem& item : policy.users->include) {
      if (item.kind != SubjectItem::Kind::role) continue;
      if (vocabulary::find_id(vocabulary::roles(), item.id.key) != nullptr) continue;
      scene.report<Code::custom_role>(item.origin, label(policy), shown_name(scene.set, "role", item.id)).help =
          "use a group of those who have the role";
    }
  }
}

void lint_guests_cannot(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy) || !for_guests(policy)) continue;
    for (const ControlKind kind :
         {ControlKind::approved_application, ControlKind::compliant_application, ControlKind::password_change}) {
      if (!insists_on(policy, kind)) continue;
      scene.report<Code::guests_cannot>(grant_origin(policy), label(policy), control_word(kind)).help = "demand `mfa`";
    }
  }
}

void lint_direct_connect_beside(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy) || !policy.users) continue;
    const auto& in = policy.users->include;
    const bool direct = std::any_of(in.begin(), in.end(), [](const SubjectItem& item) {
      return item.kind == SubjectItem::Kind::guests && item.guest_kinds == bit(GuestKind::b2b_direct_connect_user);
    });
    if (!direct) continue;
    const bool terms = demands(policy, ControlKind::terms);
    if (!terms && !policy.session.says_something()) continue;
    scene
        .report<Code::direct_connect_beside>(terms ? grant_origin(policy) : session_origin(policy), label(policy),
                                             terms ? "terms of use" : "session controls")
        .help = "leave these users out";
  }
}

void lint_guest_device(const Scene& scene) {
  if (scene.options.tenant.trusts_guest_devices.value_or(false)) return;
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy) || !for_guests(policy)) continue;
    for (const ControlKind kind : {ControlKind::compliant_device, ControlKind::domain_joined_device}) {
      if (!insists_on(policy, kind)) continue;
      scene.report<Code::guest_device>(grant_origin(policy), label(policy), control_word(kind)).help =
          "demand `mfa`, or trust the devices of the guests' tenants";
    }
  }
}

void lint_service_provider_guests(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy) || !includes(policy, SubjectItem::Kind::guests_or_external)) continue;
    const auto speaks_of = [&](std::string_view word) { return policy.title.find(word) != std::string::npos; };
    if (!speaks_of("GDAP") && !speaks_of("ervice provider") && !speaks_of("erviceProvider")) continue;
    scene.report<Code::service_provider_guests>(who_origin(policy), label(policy)).help =
        "write `service-provider guests`";
  }
}

void lint_licence_missing(const Scene& scene) {
  const auto& licences = scene.options.tenant.licences;
  if (!licences) return;
  const auto has = [&](std::string_view licence) {
    return std::any_of(licences->begin(), licences->end(),
                       [&](const std::string& each) { return equals_ignoring_case(each, licence); });
  };
  for (const Policy& policy : scene.set.policies) {
    const auto need = [&](bool needed, std::string_view licence, std::string_view title) {
      if (!needed || has(licence)) return;
      scene.report<Code::licence_missing>(policy.origin, label(policy), title).help =
          "buy it, or list it in `licences`";
    };
    need(at_risk(policy), "p2", "Entra ID P2");
    need(policy.machines.has_value(), "workload-identities", "Workload Identities Premium");
    need(policy.insider_risk.has_value(), "purview", "Microsoft Purview");
  }
}

}  // namespace doorward::linting
