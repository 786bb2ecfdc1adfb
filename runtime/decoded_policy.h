// Policies as the interpreter runs them: the operands of their canonical code in fixed places, decoded once at load.
// The code stays the truth; nothing here says more than it.
#pragma once

#include <cstdint>
#include <vector>

#include "attribute_table.h"
#include "doorward/bytecode/module.h"
#include "network_table.h"
#include "signal_bits.h"

namespace doorward::runtime {

inline constexpr std::uint32_t kNotConfigured = 0xffffffffU;

struct DecodedPolicy {
  std::uint64_t context = ~std::uint64_t{0};  // bits of context_bits.h that are allowed
  std::uint32_t subject = kNotConfigured;     // exactly one of subject and machine
  std::uint32_t machine = kNotConfigured;
  std::uint32_t target = kNotConfigured;
  std::uint32_t network_set = kNotConfigured;
  bytecode::List exceptions{};  // exceptions that end: a run of code, each closed by `test users`
  bytecode::List residual{};    // the run of code after them; empty when it is only `end`
  bytecode::State state{};
  bool approximated = false;
  std::uint32_t slots_first = 0;  // open attributes that it tests: a run of SetImage::tested_slots
  std::uint32_t slots_count = 0;
  SignalMask tests = 0;  // without what the exceptions that end test
};

/// What a policy demands where it applies. Apart from the conditions: deciding reads this of every policy that applies.
struct PolicyDemand {
  std::uint32_t clause = kNotConfigured;  // into SetImage::clauses
  std::uint32_t session = kNotConfigured;
  bool blocks = false;
};

/// One form of demand: policies with the same operator and controls share it, so it is judged once a sign-in.
struct ClauseForm {
  bool any = true;
  std::vector<std::uint32_t> controls;
};

struct DecodedPolicies {
  std::vector<DecodedPolicy> policies;
  std::vector<PolicyDemand> demands;  // by policy
  std::vector<ClauseForm> clauses;
  std::vector<std::uint32_t> tested_slots;
  std::vector<SignalMask> subject_tests;  // by subject set
};

DecodedPolicies decode_policies(const bytecode::ModuleView& module, const NetworkTable& networks,
                                const AttributeTable& attributes);

}  // namespace doorward::runtime
