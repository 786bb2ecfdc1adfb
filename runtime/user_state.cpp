#include "user_state.h"

#include <algorithm>

namespace doorward::runtime {
namespace {

constexpr std::int64_t kSecondsPerDay = 86400;

Precedence precedence_of(const SetImage& image) noexcept {
  return static_cast<Precedence>(image.module.settings.front().precedence);
}

bool is_remembered(const SetImage& image, const SignIn& sign_in) noexcept {
  const std::int64_t days = image.module.settings.front().remember_days;
  return days != 0 && sign_in.remembered_device.value_or(false) && sign_in.mfa_age &&
         *sign_in.mfa_age <= days * kSecondsPerDay;
}

void exempt(ExemptBy by, UserStateResult& result) noexcept {
  result.effect = StateEffect::exempt;
  result.exempt_by = by;
}

void judge_modern(const SetImage& image, const SignIn& sign_in, const BoundRequest& request,
                  UserStateResult& result) noexcept {
  if (request.network.mfa_trusted) return exempt(ExemptBy::trusted_ip, result);
  if (!request.user->mfa_registered.value_or(true)) {
    result.effect = StateEffect::require_registration;
    return;
  }
  if (is_remembered(image, sign_in)) return exempt(ExemptBy::remembered_device, result);
  result.effect = StateEffect::require_mfa;
}

void judge_legacy(const BoundRequest& request, UserStateResult& result) noexcept {
  // An enabled user continues on the password until registration completes.
  if (result.state == UserState::enabled) return;
  const bool has_app_password = request.user->has_app_password.value_or(true);
  if (request.network.mfa_trusted && !has_app_password) return exempt(ExemptBy::trusted_ip, result);
  result.effect = StateEffect::app_password;
}

ClauseStatus status_of(const SetImage& image, const BoundRequest& request, StateEffect effect) noexcept {
  if (effect == StateEffect::app_password) {
    const bool allowed = (image.module.settings.front().flags & bytecode::kAppPasswordsAllowed) != 0;
    return allowed && request.met.app_password ? ClauseStatus::satisfied : ClauseStatus::failed;
  }
  if (effect != StateEffect::require_mfa && effect != StateEffect::require_registration) return ClauseStatus::satisfied;
  if (request.met.mfa) return ClauseStatus::satisfied;
  return request.promptable ? ClauseStatus::pending : ClauseStatus::failed;
}

bool asks_mfa(const SetImage& image, const ClauseForm& clause) noexcept {
  return std::binary_search(clause.controls.begin(), clause.controls.end(), image.controls.mfa());
}

bool demands_mfa(StateEffect effect) noexcept {
  return effect == StateEffect::require_mfa || effect == StateEffect::require_registration;
}

}  // namespace

void judge_user_state(const SetImage& image, const SignIn& sign_in, const BoundRequest& request,
                      UserStateResult& result) noexcept {
  result.state = UserState::disabled;
  result.effect = StateEffect::none;
  result.exempt_by = ExemptBy::nothing;
  result.status = ClauseStatus::satisfied;
  if (request.user == nullptr) return;
  result.state = request.user->mfa_state.value_or(UserState::disabled);
  if (result.state == UserState::disabled || precedence_of(image) == Precedence::state_ignored) return;
  if (request.legacy_client) {
    judge_legacy(request, result);
  } else {
    judge_modern(image, sign_in, request, result);
  }
  result.status = status_of(image, request, result.effect);
}

bool state_decides_mfa(const SetImage& image, const UserStateResult& result) noexcept {
  return precedence_of(image) == Precedence::state_overrides_policies &&
         (demands_mfa(result.effect) || result.effect == StateEffect::exempt);
}

bool overrides_clause(const SetImage& image, const UserStateResult& result, const ClauseForm& clause) noexcept {
  if (state_decides_mfa(image, result)) return asks_mfa(image, clause);
  if (precedence_of(image) != Precedence::state_takes_precedence || !demands_mfa(result.effect)) return false;
  // The clause could be met without mfa.
  return !asks_mfa(image, clause) || (clause.any && clause.controls.size() > 1);
}

}  // namespace doorward::runtime
