// The table of user states (SEMANTICS.md §5): what per-user MFA itself demands of a sign-in.
#pragma once

#include "doorward/compiler/model.h"
#include "reference/circumstances.h"
#include "reference/demands.h"
#include "reference/strengths.h"

namespace doorward::reference {

enum class Effect { none, require_mfa, require_registration, app_password, exempt };
enum class Exemption { nothing, trusted_ip, remembered_device };

struct StateDemand {
  UserState state = UserState::disabled;
  Effect effect = Effect::none;
  Exemption exemption = Exemption::nothing;
  Status status = Status::satisfied;
};

/// The first row of the table that matches.
StateDemand state_demand(const model::PolicySet& set, const Circumstances& seen, const Proofs& proofs);

/// Whether the control `mfa` of policies counts as met: the state demands mfa or exempts from it, and overrides.
bool state_decides_mfa(const model::PolicySet& set, const StateDemand& demand);

Precedence precedence_of(const model::PolicySet& set);

std::string word_of(Effect effect);
std::string word_of(Exemption exemption);

}  // namespace doorward::reference
