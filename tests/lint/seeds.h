// Faults that are put into real policies: one a lint. Each says whether the policy could carry it.
#pragma once

#include <span>

#include "doorward/lint/lint.h"

namespace doorward::test {

struct Seed {
  Code code;
  /// Puts the fault into `policy` of `set`; false when the fault cannot stand in such a policy.
  bool (*plant)(model::Policy& policy, model::PolicySet& set);
  /// What has to be said of the tenant for the lint to look; null: nothing.
  void (*tell)(LintOptions& options) = nullptr;
};

std::span<const Seed> seeds_of_conditions();
std::span<const Seed> seeds_of_demands();
std::span<const Seed> seeds_of_people();
std::span<const Seed> seeds_of_places();
std::span<const Seed> seeds_of_targets();
std::span<const Seed> seeds_of_sessions();
std::span<const Seed> seeds_of_tenants();

}  // namespace doorward::test
