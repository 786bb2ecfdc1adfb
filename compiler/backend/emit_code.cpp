#include <algorithm>
#include <utility>

#include "emitter.h"

namespace doorward::backend {

using bytecode::Opcode;

namespace {

/// A place with its strings in the order of the module.
template <class Record>
Record place_record(const bytecode::DebugPlace& place, const std::vector<std::uint32_t>& ranks) {
  return {ranks[place.file], place.line, place.column, ranks[place.text]};
}

}  // namespace

void Emitter::emit_policies() {
  out_.policies.reserve(ir_.policies.size());
  for (const IrPolicy& policy : ir_.policies) {
    const auto begin = static_cast<std::uint32_t>(out_.code.size());
    for (const IrMatch& match : policy.matches) {
      place_ = match.place;
      put(match.opcode, match.operand);
    }
    for (const IrResidual& residual : policy.residual) {
      place_ = residual.place;
      emit_node(residual.node);
      put(Opcode::test, 0, residual.dimension);
    }
    place_ = policy.place;
    put(Opcode::end);
    const bytecode::List code{begin, static_cast<std::uint32_t>(out_.code.size()) - begin};
    out_.policies.push_back({string(policy.name), string(policy.graph_id), string(policy.title), policy.state,
                             policy.flags, code, list(policy.controls, &control_ranks_), policy.session});
    if (debug_ != nullptr) {
      out_.debug_policies.push_back(place_record<bytecode::DebugPolicy>(debug_->places[policy.place], string_ranks_));
    }
  }
}

/// Blocks are shared between the sets of many policies, so their instructions have no place of their own.
void Emitter::emit_expressions() {
  const DebugFacts* debug = std::exchange(debug_, nullptr);
  for (std::uint32_t i = 0; i < ir_.expressions.size(); ++i) {
    const IrExpression& expression = ir_.expressions[i];
    const auto begin = static_cast<std::uint32_t>(out_.code.size());
    emit_node(expression.node);
    put(Opcode::yield);
    out_.expressions.push_back(
        {{begin, static_cast<std::uint32_t>(out_.code.size()) - begin}, static_cast<std::uint32_t>(expression.scope)});
  }
  debug_ = debug;
  if (debug_ != nullptr) out_.debug_code.resize(out_.code.size());
}

void Emitter::emit_names() {
  if (debug_ == nullptr) return;
  for (std::uint32_t i = 0; i < ir_.ids.size(); ++i) {
    if (debug_->names[i] != 0) out_.debug_names.push_back({id_ranks_[i], string(debug_->names[i])});
  }
  std::sort(out_.debug_names.begin(), out_.debug_names.end(),
            [](const bytecode::DebugName& a, const bytecode::DebugName& b) { return a.id < b.id; });
}

void Emitter::emit_node(NodeId id) {
  const ConditionNode& node = ir_.graph[id];
  switch (node.kind) {
    case ConditionNode::Kind::negation:
      emit_node(node.children.front());
      put(Opcode::negate);
      return;
    case ConditionNode::Kind::all_of:
    case ConditionNode::Kind::any_of:
      for (std::size_t i = 0; i < node.children.size(); ++i) {
        emit_node(node.children[i]);
        if (i != 0) put(node.kind == ConditionNode::Kind::all_of ? Opcode::both : Opcode::either);
      }
      return;
    case ConditionNode::Kind::constant:
    case ConditionNode::Kind::comparison:
    case ConditionNode::Kind::window:
    case ConditionNode::Kind::subject:
    case ConditionNode::Kind::day:
      emit_leaf(node);
      return;
  }
}

void Emitter::emit_leaf(const ConditionNode& node) {
  if (node.kind == ConditionNode::Kind::constant) put(node.leaf != 0 ? Opcode::push_true : Opcode::push_false);
  if (node.kind == ConditionNode::Kind::comparison) put(Opcode::compare, node.leaf);
  if (node.kind == ConditionNode::Kind::window) put(Opcode::in_window, node.leaf);
  if (node.kind == ConditionNode::Kind::subject) put(Opcode::in_subject, node.leaf);
  if (node.kind == ConditionNode::Kind::day) put(Opcode::before, node.leaf);
}

void Emitter::put(Opcode opcode, std::uint32_t operand, Dimension tested) {
  const auto a = opcode == Opcode::test ? static_cast<std::uint8_t>(tested) : std::uint8_t{0};
  out_.code.push_back({static_cast<std::uint8_t>(opcode), a, 0, operand});
  if (debug_ != nullptr) {
    out_.debug_code.push_back(place_record<bytecode::DebugPlace>(debug_->places[place_], string_ranks_));
  }
}

}  // namespace doorward::backend
