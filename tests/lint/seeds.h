// Faults that are put into real policies: one a lint. Each says whether the policy could carry it.
#pragma once

#include <span>

#include "doorward/lint/lint.h"

namespace doorward::test {

struct Seed {
  Code code;
  /// Puts the fault into `policy` of `set`; false when the fault cannot stand in such a policy.
  bool (*plant)(model::Policy& policy, model::PolicySet& set);
};

std::span<const Seed> seeds_of_conditions();
std::span<const Seed> seeds_of_demands();

}  // namespace doorward::test
