// The merged session controls of a decision in the words of Ward, for explanations. Must not know JSON.
#pragma once

#include <string>

#include "doorward/runtime/decision.h"
#include "doorward/runtime/policy_set.h"

namespace doorward::runtime {

/// `sign-in every 4 hours, no persistent browser`; empty when no session control applies.
std::string session_text(const PolicySet& set, const MergedSession& session);

}  // namespace doorward::runtime
