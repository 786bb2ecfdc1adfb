// The per-user MFA state: its table, and how it stands to the policies (SEMANTICS.md §5).
#pragma once

#include "bound_request.h"
#include "doorward/runtime/decision.h"
#include "doorward/runtime/sign_in.h"
#include "set_image.h"

namespace doorward::runtime {

/// State, effect, exemption and status; `overrode` is left alone.
void judge_user_state(const SetImage& image, const SignIn& sign_in, const BoundRequest& request,
                      UserStateResult& result) noexcept;

/// Whether the state alone decides two-step verification, so that the control mfa of every clause counts as met.
bool state_decides_mfa(const SetImage& image, const UserStateResult& result) noexcept;

/// Whether the state overrode the word of a policy with this clause on mfa.
bool overrides_clause(const SetImage& image, const UserStateResult& result, const ClauseForm& clause) noexcept;

}  // namespace doorward::runtime
