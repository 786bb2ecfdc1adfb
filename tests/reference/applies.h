// When a policy applies (SEMANTICS.md §1): its users or workloads match, its targets match, and every configured
// condition matches. Must not know what the policy demands.
#pragma once

#include "doorward/compiler/model.h"
#include "reference/circumstances.h"
#include "reference/targets.h"

namespace doorward::reference {

bool applies(const model::Policy& policy, const model::PolicySet& set, const AppGroups& groups,
             const Circumstances& seen);

}  // namespace doorward::reference
