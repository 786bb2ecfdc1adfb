#include "reference/user_state.h"

#include "reference/networks.h"

namespace doorward::reference {
namespace {

bool is_remembered(const model::PolicySet& set, const SignIn& sign_in) {
  constexpr std::int64_t kSecondsOfDay = 86400;
  if (!set.settings || !set.settings->remember_days || !sign_in.remembered_device.value_or(false)) return false;
  return sign_in.mfa_age && *sign_in.mfa_age <= std::int64_t{*set.settings->remember_days} * kSecondsOfDay;
}

StateDemand modern_demand(const model::PolicySet& set, const Circumstances& seen) {
  StateDemand demand;
  if (is_mfa_trusted(set, seen.sign_in)) {
    demand.effect = Effect::exempt;
    demand.exemption = Exemption::trusted_ip;
  } else if (!seen.sign_in.user.mfa_registered.value_or(true)) {
    demand.effect = Effect::require_registration;
  } else if (is_remembered(set, seen.sign_in)) {
    demand.effect = Effect::exempt;
    demand.exemption = Exemption::remembered_device;
  } else {
    demand.effect = Effect::require_mfa;
  }
  return demand;
}

StateDemand legacy_demand(const model::PolicySet& set, const Circumstances& seen, UserState state) {
  StateDemand demand;
  if (state == UserState::enabled) return demand;
  if (is_mfa_trusted(set, seen.sign_in) && !seen.sign_in.user.has_app_password.value_or(true)) {
    demand.effect = Effect::exempt;
    demand.exemption = Exemption::trusted_ip;
  } else {
    demand.effect = Effect::app_password;
  }
  return demand;
}

Status status_of(Effect effect, const model::PolicySet& set, const Circumstances& seen, const Proofs& proofs) {
  if (effect == Effect::require_mfa || effect == Effect::require_registration) {
    if (proofs.mfa()) return Status::satisfied;
    return seen.promptable ? Status::pending : Status::failed;
  }
  if (effect == Effect::app_password) {
    const bool allowed = !set.settings || set.settings->app_passwords_allowed;
    return allowed && proofs.listed("appPassword") ? Status::satisfied : Status::failed;
  }
  return Status::satisfied;
}

}  // namespace

StateDemand state_demand(const model::PolicySet& set, const Circumstances& seen, const Proofs& proofs) {
  if (!seen.sign_in.has_user) return {};
  const UserState state = seen.sign_in.user.mfa_state.value_or(UserState::disabled);
  StateDemand demand;
  if (state != UserState::disabled && precedence_of(set) != Precedence::state_ignored) {
    demand = seen.legacy ? legacy_demand(set, seen, state) : modern_demand(set, seen);
  }
  demand.state = state;
  demand.status = status_of(demand.effect, set, seen, proofs);
  return demand;
}

Precedence precedence_of(const model::PolicySet& set) {
  return set.settings ? set.settings->precedence : Precedence::state_takes_precedence;
}

bool state_decides_mfa(const model::PolicySet& set, const StateDemand& demand) {
  if (precedence_of(set) != Precedence::state_overrides_policies) return false;
  return demand.effect == Effect::require_mfa || demand.effect == Effect::require_registration ||
         demand.effect == Effect::exempt;
}

std::string word_of(Effect effect) {
  switch (effect) {
    case Effect::none:
      return "none";
    case Effect::require_mfa:
      return "require-mfa";
    case Effect::require_registration:
      return "require-registration";
    case Effect::app_password:
      return "app-password";
    case Effect::exempt:
      return "exempt";
  }
  return "none";
}

std::string word_of(Exemption exemption) {
  switch (exemption) {
    case Exemption::nothing:
      return "";
    case Exemption::trusted_ip:
      return "trusted-ip";
    case Exemption::remembered_device:
      return "remembered-device";
  }
  return "";
}

}  // namespace doorward::reference
