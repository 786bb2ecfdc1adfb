// Authentication strengths that people cannot meet.
#include "policy_facts.h"
#include "scene.h"

namespace doorward::linting {
namespace {

using model::Policy;
using model::Strength;

/// What cannot be registered by a user alone in the browser.
constexpr Mask kIssued = bit(Method::x509_single_factor) | bit(Method::x509_multi_factor) | bit(Method::windows_hello) |
                         bit(Method::hardware_oath) | bit(Method::federated_single_factor) |
                         bit(Method::federated_multi_factor) | bit(Method::qr_code_pin) | bit(Method::tap_one_time) |
                         bit(Method::tap_multi_use);
constexpr Mask kPasswordless =
    bit(Method::windows_hello) | bit(Method::fido2) | bit(Method::x509_multi_factor) | bit(Method::device_based_push);

const Strength* strength_of(const Policy& policy, const model::PolicySet& set) {
  if (!policy.grant) return nullptr;
  for (const model::Control& control : policy.grant->controls) {
    if (control.kind == ControlKind::strength) return &set.strengths[control.strength];
  }
  return nullptr;
}

template <class Test>
bool every_combination(const Strength& strength, Test test) {
  return !strength.combinations.empty() &&
         std::all_of(strength.combinations.begin(), strength.combinations.end(), test);
}

/// Whether one set of methods can meet both: a combination of one that the other's methods hold.
bool share_methods(const Strength& a, const Strength& b) {
  for (const model::Combination& mine : a.combinations) {
    for (const model::Combination& theirs : b.combinations) {
      if ((mine.methods & theirs.methods) == mine.methods || (mine.methods & theirs.methods) == theirs.methods)
        return true;
    }
  }
  return false;
}

bool broad(const Policy& policy) {
  return enforced(policy) && policy.users && unconditional(policy) &&
         (for_everyone(policy) || for_administrators(policy));
}

}  // namespace

void lint_strength_not_registrable(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy) || !for_everyone(policy) || !unconditional(policy)) continue;
    const Strength* strength = strength_of(policy, scene.set);
    if (strength == nullptr || !insists_on(policy, ControlKind::strength)) continue;
    if (!every_combination(*strength, [](const auto& each) { return (each.methods & kIssued) != 0; })) continue;
    scene.report<Code::strength_not_registrable>(grant_origin(policy), label(policy), strength->name).help =
        "add a method such as `fido2` to the strength";
  }
}

void lint_strength_of_guests(const Scene& scene) {
  if (scene.options.tenant.trusts_guest_mfa.value_or(false)) return;
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy) || !for_guests(policy)) continue;
    const Strength* strength = strength_of(policy, scene.set);
    if (strength == nullptr || !insists_on(policy, ControlKind::strength)) continue;
    if (!every_combination(*strength, [](const auto& each) { return (each.methods & ~kPasswordless) == 0; })) continue;
    scene.report<Code::strength_of_guests>(grant_origin(policy), label(policy), strength->name).help =
        "demand `mfa`, or trust the MFA of the guests' tenants";
  }
}

void lint_disjoint_strengths(const Scene& scene) {
  struct Use {
    const Policy* policy;
    const Strength* strength;
  };
  std::vector<Use> uses;
  for (const Policy& policy : scene.set.policies) {
    if (!broad(policy) || !insists_on(policy, ControlKind::strength)) continue;
    const Strength* strength = strength_of(policy, scene.set);
    if (std::any_of(uses.begin(), uses.end(), [&](const Use& use) { return use.strength == strength; })) continue;
    for (const Use& use : uses) {
      if (share_methods(*use.strength, *strength)) continue;
      if (!for_all_apps(*use.policy) && !for_all_apps(policy)) continue;
      Diagnostic& found =
          scene.report<Code::disjoint_strengths>(grant_origin(policy), label(*use.policy), label(policy));
      found.notes.push_back({grant_origin(*use.policy).span, "the other demand"});
      found.help = "let the strengths have a method in common";
    }
    uses.push_back({&policy, strength});
  }
}

}  // namespace doorward::linting
