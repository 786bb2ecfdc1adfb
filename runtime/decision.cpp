#include "doorward/runtime/decision.h"

namespace doorward {

// A cleared decision is the closed one: a block of status `internal`, until evaluation has run to its end.
void Decision::clear() {
  outcome = Outcome::block;
  status = DecisionStatus::internal;
  require.clear();
  session.primary_and_secondary.reset();
  session.secondary.reset();
  session.persistent_browser.reset();
  session.cloud_app_security = MergedCloudApp::none;
  session.continuous_access = MergedAccessEvaluation::none;
  session.application_enforced_restrictions = false;
  session.secure_sign_in_session = false;
  session.disable_resilience_defaults.clear();
  session.filtering_profiles.clear();
  reauthenticate = false;
  register_mfa = false;
  next.clear();
  assumed = 0;
  assumed_attributes.clear();
  applied.clear();
  blocked_by.clear();
  report_only.clear();
  approximated.clear();
  user_state.state = UserState::disabled;
  user_state.effect = StateEffect::none;
  user_state.exempt_by = ExemptBy::nothing;
  user_state.status = ClauseStatus::satisfied;
  user_state.overrode.clear();
}

}  // namespace doorward
