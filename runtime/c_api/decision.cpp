// What a decision says, for the C interface. A decision that is NULL or was never filled reads as a block.
#include <bit>

#include "c_api/handles.h"

using doorward::Decision;
using doorward::c_api::text_of;

namespace {

// The numbers of the C interface are those of the runtime, so that passing them on is a cast.
#define DW_SAME(c_name, member) static_assert((c_name) == static_cast<int>(doorward::member))
DW_SAME(DOORWARD_OUTCOME_GRANT, Outcome::grant);
DW_SAME(DOORWARD_OUTCOME_CHALLENGE, Outcome::challenge);
DW_SAME(DOORWARD_OUTCOME_BLOCK, Outcome::block);
DW_SAME(DOORWARD_DECISION_OK, DecisionStatus::ok);
DW_SAME(DOORWARD_DECISION_SIGNAL_MISSING, DecisionStatus::signal_missing);
DW_SAME(DOORWARD_DECISION_TOO_LARGE, DecisionStatus::too_large);
DW_SAME(DOORWARD_DECISION_INTERNAL, DecisionStatus::internal);
DW_SAME(DOORWARD_CLAUSE_SATISFIED, ClauseStatus::satisfied);
DW_SAME(DOORWARD_CLAUSE_PENDING, ClauseStatus::pending);
DW_SAME(DOORWARD_CLAUSE_FAILED, ClauseStatus::failed);
DW_SAME(DOORWARD_REPORT_SUCCESS, ReportResult::success);
DW_SAME(DOORWARD_REPORT_INTERRUPTED, ReportResult::interrupted);
DW_SAME(DOORWARD_REPORT_FAILURE, ReportResult::failure);
DW_SAME(DOORWARD_CLOUD_APP_UNSET, MergedCloudApp::none);
DW_SAME(DOORWARD_CLOUD_APP_BLOCK_DOWNLOADS, MergedCloudApp::block_downloads);
DW_SAME(DOORWARD_CLOUD_APP_MONITOR_ONLY, MergedCloudApp::monitor_only);
DW_SAME(DOORWARD_CLOUD_APP_MCAS_CONFIGURED, MergedCloudApp::mcas_configured);
DW_SAME(DOORWARD_ACCESS_EVALUATION_UNSET, MergedAccessEvaluation::none);
DW_SAME(DOORWARD_ACCESS_EVALUATION_STRICT_LOCATION, MergedAccessEvaluation::strict_location);
DW_SAME(DOORWARD_ACCESS_EVALUATION_STRICT_ENFORCEMENT, MergedAccessEvaluation::strict_enforcement);
DW_SAME(DOORWARD_ACCESS_EVALUATION_DISABLED, MergedAccessEvaluation::disabled);
DW_SAME(DOORWARD_EFFECT_NONE, StateEffect::none);
DW_SAME(DOORWARD_EFFECT_REQUIRE_MFA, StateEffect::require_mfa);
DW_SAME(DOORWARD_EFFECT_REQUIRE_REGISTRATION, StateEffect::require_registration);
DW_SAME(DOORWARD_EFFECT_APP_PASSWORD, StateEffect::app_password);
DW_SAME(DOORWARD_EFFECT_EXEMPT, StateEffect::exempt);
DW_SAME(DOORWARD_EXEMPT_NOTHING, ExemptBy::nothing);
DW_SAME(DOORWARD_EXEMPT_TRUSTED_IP, ExemptBy::trusted_ip);
DW_SAME(DOORWARD_EXEMPT_REMEMBERED_DEVICE, ExemptBy::remembered_device);
#undef DW_SAME

/// The numbers behind a list of policies; null for the other lists.
const std::vector<std::uint32_t>* policies_of(const Decision& decision, doorward_list list) noexcept {
  switch (list) {
    case DOORWARD_LIST_APPLIED:
      return &decision.applied;
    case DOORWARD_LIST_BLOCKED_BY:
      return &decision.blocked_by;
    case DOORWARD_LIST_APPROXIMATED:
      return &decision.approximated;
    case DOORWARD_LIST_OVERRODE:
      return &decision.user_state.overrode;
    case DOORWARD_LIST_RESILIENCE_DISABLED:
      return &decision.session.disable_resilience_defaults;
    default:
      return nullptr;
  }
}

bool is_list(doorward_list list) noexcept {
  return list >= DOORWARD_LIST_NEXT && list <= DOORWARD_LIST_FILTERING_PROFILES;
}

std::size_t size_of(const Decision& decision, doorward_list list) noexcept {
  if (const auto* policies = policies_of(decision, list)) return policies->size();
  switch (list) {
    case DOORWARD_LIST_NEXT:
      return decision.next.size();
    case DOORWARD_LIST_ASSUMED:
      return static_cast<std::size_t>(std::popcount(decision.assumed)) + decision.assumed_attributes.size();
    case DOORWARD_LIST_FILTERING_PROFILES:
      return decision.session.filtering_profiles.size();
    default:
      return 0;
  }
}

/// Closed signals in the order of their table, then open attributes.
std::string_view assumed(const doorward_decision& of, std::size_t index) noexcept {
  doorward::SignalMask left = of.decision.assumed;
  const auto closed = static_cast<std::size_t>(std::popcount(left));
  if (index >= closed) return of.set->string(of.decision.assumed_attributes[index - closed]);
  for (std::size_t skipped = 0; skipped < index; ++skipped) left &= left - 1;
  return doorward::kSignalPaths[static_cast<std::size_t>(std::countr_zero(left))];
}

/// `index` is within the list.
std::string_view item(const doorward_decision& of, doorward_list list, std::size_t index) noexcept {
  if (const auto* policies = policies_of(of.decision, list)) return of.set->policy_name((*policies)[index]);
  if (list == DOORWARD_LIST_ASSUMED) return assumed(of, index);
  if (list == DOORWARD_LIST_NEXT) return of.set->control(of.decision.next[index]);
  return of.set->string(of.decision.session.filtering_profiles[index]);
}

doorward_timer timer_of(const std::optional<doorward::Timer>& timer) noexcept {
  return timer ? doorward_timer{true, timer->every_time, timer->hours} : doorward_timer{false, false, 0};
}

}  // namespace

doorward_status doorward_decision_create(doorward_decision** out) noexcept { return doorward::c_api::create(out); }

void doorward_decision_free(doorward_decision* decision) noexcept { delete decision; }

doorward_outcome doorward_decision_outcome(const doorward_decision* decision) noexcept {
  return decision == nullptr ? DOORWARD_OUTCOME_BLOCK : static_cast<doorward_outcome>(decision->decision.outcome);
}

doorward_decision_status doorward_decision_get_status(const doorward_decision* decision) noexcept {
  return decision == nullptr ? DOORWARD_DECISION_INTERNAL
                             : static_cast<doorward_decision_status>(decision->decision.status);
}

bool doorward_decision_reauthenticate(const doorward_decision* decision) noexcept {
  return decision == nullptr || decision->decision.reauthenticate;
}

bool doorward_decision_register(const doorward_decision* decision) noexcept {
  return decision != nullptr && decision->decision.register_mfa;
}

size_t doorward_decision_list_size(const doorward_decision* decision, doorward_list list) noexcept {
  return decision == nullptr ? 0 : size_of(decision->decision, list);
}

doorward_status doorward_decision_list_item(const doorward_decision* decision, doorward_list list, size_t index,
                                            doorward_text* out) noexcept {
  if (decision == nullptr || out == nullptr) return DOORWARD_NULL_ARGUMENT;
  if (!is_list(list)) return DOORWARD_BAD_VALUE;
  if (index >= size_of(decision->decision, list)) return DOORWARD_BAD_INDEX;
  *out = text_of(item(*decision, list, index));
  return DOORWARD_OK;
}

size_t doorward_decision_clauses(const doorward_decision* decision) noexcept {
  return decision == nullptr ? 0 : decision->decision.require.size();
}

doorward_status doorward_decision_clause(const doorward_decision* decision, size_t index,
                                         doorward_clause* out) noexcept {
  if (decision == nullptr || out == nullptr) return DOORWARD_NULL_ARGUMENT;
  if (index >= decision->decision.require.size()) return DOORWARD_BAD_INDEX;
  const doorward::Clause& clause = decision->decision.require[index];
  const doorward::PolicySet& set = *decision->set;
  out->policy = text_of(set.policy_name(clause.policy));
  out->status = static_cast<doorward_clause_status>(clause.status);
  out->any = set.clause_is_any(clause.policy);
  out->controls = set.controls(clause.policy).size();
  return DOORWARD_OK;
}

doorward_status doorward_decision_clause_control(const doorward_decision* decision, size_t clause, size_t index,
                                                 doorward_control* out) noexcept {
  if (decision == nullptr || out == nullptr) return DOORWARD_NULL_ARGUMENT;
  if (clause >= decision->decision.require.size()) return DOORWARD_BAD_INDEX;
  const doorward::Clause& of = decision->decision.require[clause];
  const auto controls = decision->set->controls(of.policy);
  if (index >= controls.size()) return DOORWARD_BAD_INDEX;
  out->name = text_of(decision->set->control(controls[index]));
  out->met = (of.unmet >> index & 1U) == 0;
  return DOORWARD_OK;
}

size_t doorward_decision_reports(const doorward_decision* decision) noexcept {
  return decision == nullptr ? 0 : decision->decision.report_only.size();
}

doorward_status doorward_decision_report(const doorward_decision* decision, size_t index,
                                         doorward_report* out) noexcept {
  if (decision == nullptr || out == nullptr) return DOORWARD_NULL_ARGUMENT;
  if (index >= decision->decision.report_only.size()) return DOORWARD_BAD_INDEX;
  const doorward::ReportOnly& report = decision->decision.report_only[index];
  out->policy = text_of(decision->set->policy_name(report.policy));
  out->result = static_cast<doorward_report_result>(report.result);
  return DOORWARD_OK;
}

doorward_status doorward_decision_session(const doorward_decision* decision, doorward_session* out) noexcept {
  if (decision == nullptr || out == nullptr) return DOORWARD_NULL_ARGUMENT;
  const doorward::MergedSession& session = decision->decision.session;
  out->primary_and_secondary = timer_of(session.primary_and_secondary);
  out->secondary = timer_of(session.secondary);
  out->persistent_browser = DOORWARD_PERSISTENCE_UNSET;
  if (session.persistent_browser) {
    out->persistent_browser = *session.persistent_browser ? DOORWARD_PERSISTENCE_ALWAYS : DOORWARD_PERSISTENCE_NEVER;
  }
  out->cloud_app_security = static_cast<doorward_cloud_app_security>(session.cloud_app_security);
  out->continuous_access = static_cast<doorward_access_evaluation>(session.continuous_access);
  out->application_enforced_restrictions = session.application_enforced_restrictions;
  out->secure_sign_in_session = session.secure_sign_in_session;
  return DOORWARD_OK;
}

doorward_status doorward_decision_user_state(const doorward_decision* decision, doorward_state_result* out) noexcept {
  if (decision == nullptr || out == nullptr) return DOORWARD_NULL_ARGUMENT;
  const doorward::UserStateResult& state = decision->decision.user_state;
  out->state = static_cast<doorward_user_state>(state.state);
  out->effect = static_cast<doorward_state_effect>(state.effect);
  out->exempt_by = static_cast<doorward_exemption>(state.exempt_by);
  out->status = static_cast<doorward_clause_status>(state.status);
  return DOORWARD_OK;
}
