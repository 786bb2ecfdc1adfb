#include "doorward/runtime/decision.h"

#include "session.h"

namespace doorward {

// A cleared decision is the closed one: a block of status `internal`, until evaluation has run to its end.
void Decision::clear() {
  outcome = Outcome::block;
  status = DecisionStatus::internal;
  require.clear();
  runtime::clear_session(session);
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
