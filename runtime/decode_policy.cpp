#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "context_bits.h"
#include "decoded_policy.h"
#include "doorward/bytecode/opcodes.h"

namespace doorward::runtime {
namespace {

using bytecode::Instruction;
using bytecode::ModuleView;
using bytecode::Opcode;

/// What the code of one policy tests.
struct Tests {
  SignalMask signals = 0;
  std::set<std::uint32_t> slots;
};

SignalMask id_signals(bytecode::IdKind kind) noexcept {
  switch (kind) {
    case bytecode::IdKind::user:
      return signal_bit(Signal::user_id);
    case bytecode::IdKind::upn:
      return signal_bit(Signal::user_upn);
    case bytecode::IdKind::group:
      return signal_bit(Signal::user_groups);
    case bytecode::IdKind::role:
      return signal_bit(Signal::user_roles);
    case bytecode::IdKind::agent_user:
      return signal_bit(Signal::user_agent) | signal_bit(Signal::user_id);
    case bytecode::IdKind::app:
    case bytecode::IdKind::tenant:
    case bytecode::IdKind::workload:
    case bytecode::IdKind::agent:
      break;
  }
  return 0;
}

class Decoder {
 public:
  Decoder(const ModuleView& module, const NetworkTable& networks, const AttributeTable& attributes)
      : module_(module), networks_(networks), attributes_(attributes) {}

  DecodedPolicies run();

 private:
  DecodedPolicy decode(const bytecode::PolicyEntry& entry, Tests& tests);
  void decode_match(const Instruction& instruction, DecodedPolicy& policy, Tests& tests) const;
  void decode_context(Opcode op, Mask mask, DecodedPolicy& policy, Tests& tests) const;
  SignalMask subject_signals(const bytecode::SubjectSet& set) const;
  SignalMask side_signals(const bytecode::SubjectSide& side) const;
  void add_machine(const bytecode::MachineSet& set, Tests& tests) const;
  void add_target(const bytecode::TargetSet& set, Tests& tests) const;
  void add_code(bytecode::List code, Tests& tests) const;
  std::uint32_t clause_of(const bytecode::PolicyEntry& entry);
  std::uint32_t end_of_exceptions(std::uint32_t begin, std::uint32_t end) const;

  const ModuleView& module_;
  const NetworkTable& networks_;
  const AttributeTable& attributes_;
  DecodedPolicies result_;
  std::map<std::pair<bool, std::vector<std::uint32_t>>, std::uint32_t> clauses_;
};

DecodedPolicies Decoder::run() {
  for (const bytecode::SubjectSet& set : module_.subjects) result_.subject_tests.push_back(subject_signals(set));
  result_.policies.reserve(module_.policies.size());
  for (const bytecode::PolicyEntry& entry : module_.policies) {
    Tests tests;
    DecodedPolicy policy = decode(entry, tests);
    policy.tests = tests.signals;
    policy.slots_first = static_cast<std::uint32_t>(result_.tested_slots.size());
    policy.slots_count = static_cast<std::uint32_t>(tests.slots.size());
    result_.tested_slots.insert(result_.tested_slots.end(), tests.slots.begin(), tests.slots.end());
    result_.policies.push_back(policy);
    result_.demands.push_back({clause_of(entry), entry.session, (entry.flags & bytecode::kBlock) != 0});
  }
  return std::move(result_);
}

DecodedPolicy Decoder::decode(const bytecode::PolicyEntry& entry, Tests& tests) {
  DecodedPolicy policy;
  policy.state = entry.state;
  policy.approximated = (entry.flags & bytecode::kApproximated) != 0;
  std::uint32_t at = entry.code.first;
  const std::uint32_t end = entry.code.first + entry.code.count;
  for (; at < end && bytecode::is_match(static_cast<Opcode>(module_.code[at].op)); ++at) {
    decode_match(module_.code[at], policy, tests);
  }
  const std::uint32_t exceptions_end = end_of_exceptions(at, end);
  policy.exceptions = {at, exceptions_end - at};
  if (end - exceptions_end > 1) policy.residual = {exceptions_end, end - exceptions_end};
  add_code(policy.residual, tests);
  return policy;
}

/// Tests of the users stand before those of other dimensions.
std::uint32_t Decoder::end_of_exceptions(std::uint32_t begin, std::uint32_t end) const {
  std::uint32_t after = begin;
  for (std::uint32_t at = begin; at < end; ++at) {
    const Instruction& instruction = module_.code[at];
    const bool tests_users = static_cast<Opcode>(instruction.op) == Opcode::test &&
                             static_cast<Dimension>(instruction.a) == Dimension::users;
    if (tests_users) after = at + 1;
  }
  return after;
}

std::uint32_t Decoder::clause_of(const bytecode::PolicyEntry& entry) {
  const bool blocks = (entry.flags & bytecode::kBlock) != 0;
  if (blocks || entry.controls.count == 0) return kNotConfigured;
  const auto controls = module_.list(entry.controls);
  ClauseForm form{(entry.flags & bytecode::kAnyControl) != 0 || controls.size() == 1,
                  {controls.begin(), controls.end()}};
  const auto next = static_cast<std::uint32_t>(result_.clauses.size());
  const auto [place, added] = clauses_.try_emplace({form.any, form.controls}, next);
  if (added) result_.clauses.push_back(std::move(form));
  return place->second;
}

void Decoder::decode_match(const Instruction& instruction, DecodedPolicy& policy, Tests& tests) const {
  const auto op = static_cast<Opcode>(instruction.op);
  if (op == Opcode::match_subject) {
    policy.subject = instruction.c;
    tests.signals |= result_.subject_tests[instruction.c];
  } else if (op == Opcode::match_machine) {
    policy.machine = instruction.c;
    add_machine(module_.machines[instruction.c], tests);
  } else if (op == Opcode::match_target) {
    policy.target = instruction.c;
    add_target(module_.targets[instruction.c], tests);
  } else if (op == Opcode::match_network) {
    policy.network_set = instruction.c;
    tests.signals |= networks_.signals(module_.network_sets[instruction.c]);
  } else {
    decode_context(op, instruction.c, policy, tests);
  }
}

void Decoder::decode_context(Opcode op, Mask mask, DecodedPolicy& policy, Tests& tests) const {
  struct Row {
    Opcode op;
    ContextField field;
    Signal signal;
  };
  static constexpr Row kRows[] = {
      {Opcode::match_client, kClientField, Signal::client_app},
      {Opcode::match_platform, kPlatformField, Signal::platform},
      {Opcode::match_sign_in_risk, kSignInRiskField, Signal::risk_sign_in},
      {Opcode::match_user_risk, kUserRiskField, Signal::risk_user},
      {Opcode::match_insider_risk, kInsiderRiskField, Signal::risk_insider},
      {Opcode::match_service_principal_risk, kServicePrincipalRiskField, Signal::risk_service_principal},
      {Opcode::match_agent_risk, kAgentRiskField, Signal::risk_agent},
      {Opcode::match_flow, kFlowField, Signal::flow},
  };
  for (const Row& row : kRows) {
    if (row.op != op) continue;
    // Words of policies that match no sign-in (SEMANTICS.md §8.11), and a mask that matches every one.
    if (op == Opcode::match_flow) mask &= ~bit(Flow::none);
    if (op == Opcode::match_client) mask &= ~bit(ClientApp::eas_supported);
    if (op == Opcode::match_platform && mask == kAllPlatforms) return;
    policy.context &= ~row.field.all() | (std::uint64_t{mask} << row.field.shift & row.field.all());
    tests.signals |= signal_bit(row.signal);
  }
}

SignalMask Decoder::subject_signals(const bytecode::SubjectSet& set) const {
  return side_signals(set.include) | side_signals(set.exclude);
}

SignalMask Decoder::side_signals(const bytecode::SubjectSide& side) const {
  SignalMask signals = 0;
  if ((side.flags & (bytecode::kGuestsOrExternal | bytecode::kMembers)) != 0) signals |= kGuestOrMemberSignal;
  if ((side.flags & bytecode::kAllAgentUsers) != 0) signals |= signal_bit(Signal::user_agent);
  for (const std::uint32_t id : module_.list(side.ids)) signals |= id_signals(module_.ids[id].kind);
  for (const bytecode::GuestItem& item : module_.guests.subspan(side.guests.first, side.guests.count)) {
    signals |= signal_bit(Signal::user_guest_kind);
    if (item.every_tenant == 0) signals |= tenant_signals(item.kinds);
  }
  return signals;
}

void Decoder::add_machine(const bytecode::MachineSet& set, Tests& tests) const {
  for (const bytecode::MachineSide* side : {&set.include, &set.exclude}) {
    if ((side->flags & bytecode::kOwnWorkloads) != 0) tests.signals |= signal_bit(Signal::workload_own_tenant);
    for (const auto list : {side->workload_filters, side->agent_filters}) {
      for (const std::uint32_t filter : module_.list(list)) add_code(module_.expressions[filter].code, tests);
    }
  }
}

void Decoder::add_target(const bytecode::TargetSet& set, Tests& tests) const {
  for (const bytecode::TargetSide* side : {&set.include, &set.exclude}) {
    if (side->ids.count != 0) tests.signals |= signal_bit(Signal::app);
    if ((side->flags & bytecode::kAgentResources) != 0) tests.signals |= signal_bit(Signal::app_agent);
    for (const std::uint32_t filter : module_.list(side->filters)) add_code(module_.expressions[filter].code, tests);
  }
}

void Decoder::add_code(bytecode::List code, Tests& tests) const {
  for (const Instruction& instruction : module_.code_of(code)) {
    const auto op = static_cast<Opcode>(instruction.op);
    if (op == Opcode::in_subject) tests.signals |= result_.subject_tests[instruction.c];
    if (op != Opcode::compare) continue;
    const std::uint32_t slot = attributes_.slot_of(instruction.c);
    if (slot == kNoSlot) {
      tests.signals |= signal_bit(static_cast<DeviceAttribute>(module_.comparisons[instruction.c].attribute));
    } else {
      tests.slots.insert(slot);
    }
  }
}

}  // namespace

DecodedPolicies decode_policies(const ModuleView& module, const NetworkTable& networks,
                                const AttributeTable& attributes) {
  return Decoder(module, networks, attributes).run();
}

}  // namespace doorward::runtime
