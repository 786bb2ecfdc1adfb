// Session controls merged over the applying enforced policies, and whether reauthentication is due
// (SEMANTICS.md §3).
#pragma once

#include <vector>

#include "doorward/compiler/model.h"
#include "doorward/runtime/sign_in.h"
#include "reference/decision.h"

namespace doorward::reference {

SessionResult merge_sessions(const std::vector<const model::Policy*>& policies);

/// Whether an age exceeds its timer; absent ages are fresh.
bool reauthentication_due(const SessionResult& session, const SignIn& sign_in);

}  // namespace doorward::reference
