#include <algorithm>
#include <numeric>

#include "lowering.h"

namespace doorward::backend {

using bytecode::Opcode;

Ir Lowering::run() {
  if (set_.policies.size() > limits_.policies) {
    report<Code::too_many_policies>(set_.policies.back().origin, set_.policies.size(), limits_.policies);
    return std::move(ir_);
  }
  lower_strengths();
  lower_networks();
  lower_settings();
  std::vector<std::uint32_t> order(set_.policies.size());
  std::iota(order.begin(), order.end(), 0U);
  const auto before = [&](auto a, auto b) { return set_.policies[a].name < set_.policies[b].name; };
  if (!std::is_sorted(order.begin(), order.end(), before)) std::stable_sort(order.begin(), order.end(), before);
  ir_.policies.reserve(order.size());
  for (const std::uint32_t policy : order) lower_policy(set_.policies[policy]);
  return std::move(ir_);
}

void Lowering::lower_policy(const model::Policy& policy) {
  IrPolicy out;
  out.name = ir_.strings.intern(policy.name);
  if (policy.graph_id) out.graph_id = ir_.strings.intern(policy.graph_id->text);
  if (!strip_) {
    out.title = ir_.strings.intern(policy.title);
    out.place = places_.add(policy.origin.span);
  }
  switch (policy.state) {
    case model::PolicyState::enabled:
      out.state = bytecode::State::enabled;
      break;
    case model::PolicyState::report_only:
      out.state = bytecode::State::report_only;
      break;
    case model::PolicyState::disabled:
      out.state = bytecode::State::disabled;
      break;
  }
  if (policy.approximated) out.flags |= bytecode::kApproximated;
  add_matches(policy, out);
  add_residuals(policy, out);
  lower_grant(policy, out);
  if (policy.session.says_something()) out.session = session(policy.session);
  ir_.policies.push_back(std::move(out));
}

void Lowering::add_matches(const model::Policy& policy, IrPolicy& out) {
  const auto add = [&](Opcode opcode, std::uint32_t operand, const model::Origin& origin) {
    out.matches.push_back({opcode, operand, strip_ ? 0 : places_.add(origin.span)});
  };
  if (policy.machines) {
    add(Opcode::match_machine, machine_set(*policy.machines), policy.machines->origin);
  } else {
    const model::Subjects nobody;
    const model::Subjects& users = policy.users ? *policy.users : nobody;
    std::vector<model::SubjectItem> lasting;
    std::copy_if(users.exclude.begin(), users.exclude.end(), std::back_inserter(lasting),
                 [](const model::SubjectItem& item) { return !item.until; });
    add(Opcode::match_subject, ir_.subjects.intern({subject_side(users.include), subject_side(lasting)}), users.origin);
  }
  add(Opcode::match_target, target_set(policy.targets), policy.targets.origin);
  add_mask(Opcode::match_client, policy.clients, out);
  add_mask(Opcode::match_platform, policy.platforms, out);
  if (policy.networks) add(Opcode::match_network, network_set(*policy.networks), policy.networks->origin);
  add_mask(Opcode::match_sign_in_risk, policy.sign_in_risk, out);
  add_mask(Opcode::match_user_risk, policy.user_risk, out);
  add_mask(Opcode::match_insider_risk, policy.insider_risk, out);
  add_mask(Opcode::match_service_principal_risk, policy.service_principal_risk, out);
  add_mask(Opcode::match_agent_risk, policy.agent_risk, out);
  add_mask(Opcode::match_flow, policy.flows, out);
}

void Lowering::add_mask(Opcode opcode, const std::optional<model::MaskCondition>& condition, IrPolicy& out) {
  if (!condition) return;
  out.matches.push_back({opcode, condition->mask, strip_ ? 0 : places_.add(condition->origin.span)});
}

void Lowering::add_residuals(const model::Policy& policy, IrPolicy& out) {
  const auto add = [&](Dimension dimension, NodeId node, const model::Origin& origin) {
    out.residual.push_back({dimension, node, strip_ ? 0 : places_.add(origin.span)});
  };
  if (policy.users && !policy.machines) add_endings(*policy.users, out);
  for (const model::Filter& filter : policy.device_filters) {
    const bool excluding = filter.mode == model::Filter::Mode::exclude;
    add(Dimension::devices, condition(filter.rule, excluding), filter.origin);
  }
  if (policy.when) add(Dimension::when, condition(*policy.when), policy.when->origin);
  for (const model::Expr& time : policy.times) add(Dimension::time, condition(time), time.origin);
}

/// Exceptions that end: one residual a day on which some end, so that excludes of one day stay one set.
void Lowering::add_endings(const model::Subjects& users, IrPolicy& out) {
  std::vector<model::Day> days;
  for (const model::SubjectItem& item : users.exclude) {
    if (item.until) days.push_back(*item.until);
  }
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  for (const model::Day day : days) {
    std::vector<model::SubjectItem> ending;
    std::copy_if(users.exclude.begin(), users.exclude.end(), std::back_inserter(ending),
                 [&](const model::SubjectItem& item) { return item.until == day; });
    const std::uint32_t subject = ir_.subjects.intern({subject_side(ending), {}});
    const NodeId excepted =
        ir_.graph.all_of({ir_.graph.leaf(ConditionNode::Kind::subject, subject),
                          ir_.graph.leaf(ConditionNode::Kind::day, static_cast<std::uint32_t>(day))});
    out.residual.push_back(
        {Dimension::users, ir_.graph.negation(excepted), strip_ ? 0 : places_.add(ending.front().origin.span)});
  }
}

}  // namespace doorward::backend
