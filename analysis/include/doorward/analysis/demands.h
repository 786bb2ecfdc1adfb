// What a decision demands, as sets of controls that read and compare as text: `mfa`, `compliant-device or mfa`.
// Must not know sources.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "doorward/runtime/decision.h"
#include "doorward/runtime/policy_set.h"

namespace doorward {

std::string_view word_of(Outcome outcome) noexcept;

/// One clause of `controls`. A clause that demands all of its controls is as many clauses of one control each, so
/// that two policies and one policy that says `and` compare equal.
void add_clause(std::vector<std::string> controls, bool any, std::set<std::string>& clauses);

/// The clauses of a decision, the user state's own demand among them.
struct Demands {
  std::set<std::string> all;
  std::set<std::string> unmet;  // not satisfied yet, or never to be
};
Demands demands_of(const PolicySet& set, const Decision& decision);

/// `challenge, requires mfa`, `grant`, `block by CA010`.
std::string outcome_text(const PolicySet& set, const Decision& decision);

/// The merged session as Ward says it: `sign-in every 4 hours, no persistent browser`; empty without controls.
std::string session_text(const PolicySet& set, const MergedSession& session);

}  // namespace doorward
