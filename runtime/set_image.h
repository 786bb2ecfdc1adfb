// A loaded module: its private bytes, the view of them, and the tables derived at load. Immutable and shared.
#pragma once

#include <cstdint>
#include <vector>

#include "attribute_table.h"
#include "control_table.h"
#include "decoded_policy.h"
#include "doorward/bytecode/module.h"
#include "doorward/runtime/policy_set.h"
#include "id_table.h"
#include "network_table.h"
#include "policy_index.h"
#include "strength_table.h"

namespace doorward {

struct SetImage {
  std::uint64_t generation = 0;        // no two loads of a process share one
  std::vector<std::uint64_t> storage;  // aligned as the records need
  bytecode::ModuleView module;
  runtime::IdTable ids;
  runtime::NetworkTable networks;
  runtime::AttributeTable attributes;
  runtime::StrengthTable strengths;
  runtime::ControlTable controls;
  std::vector<runtime::DecodedPolicy> policies;
  std::vector<runtime::PolicyDemand> demands;  // by policy
  std::vector<runtime::ClauseForm> clauses;
  std::vector<std::uint32_t> tested_slots;
  std::vector<SignalMask> subject_tests;
  std::vector<std::uint32_t> approximated;  // policies that are not disabled and were read under --ignore-unknown

  runtime::PolicyIndex index;

  /// Paths of open attributes are numbered after the module's strings (PolicySet::string).
  std::uint32_t string_of_slot(std::uint32_t slot) const noexcept {
    return static_cast<std::uint32_t>(module.strings.size()) + slot;
  }
};

}  // namespace doorward
