// What to call policies in Ward: an id that a person would have chosen, from the display name. Must not know what
// policies say.
#pragma once

#include <string>
#include <vector>

#include "doorward/compiler/model.h"

namespace doorward::exchange {

/// One id for each policy, in their order; no two are equal without ASCII case.
std::vector<std::string> policy_ids(const std::vector<model::Policy>& policies);

}  // namespace doorward::exchange
