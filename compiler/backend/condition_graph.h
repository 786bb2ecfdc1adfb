// Residual conditions as a graph in which equal conditions are one node. Building a node folds what can be folded
// without changing what is tested: the same decisions, and the same absent signals in `assumed`. Must not know the
// model or the module.
#pragma once

#include <cstdint>
#include <vector>

#include "interner.h"

namespace doorward::backend {

using NodeId = std::uint32_t;

struct ConditionNode {
  enum class Kind : std::uint8_t { constant, comparison, window, subject, day, negation, all_of, any_of };
  Kind kind{};
  std::uint32_t leaf = 0;        // constant: 0 or 1; comparison, window, subject: index; day: the day's bits
  std::vector<NodeId> children;  // negation: one; all_of, any_of: two or more, distinct

  void mix(HashMix& hash) const {
    hash.add(static_cast<std::uint64_t>(kind));
    hash.add(leaf);
    hash.add_all(children);
  }
  friend bool operator==(const ConditionNode&, const ConditionNode&) = default;
};

class ConditionGraph {
 public:
  NodeId constant(bool value);
  NodeId leaf(ConditionNode::Kind kind, std::uint32_t operand);
  /// Not of a not is the node itself, not of a constant the other constant.
  NodeId negation(NodeId node);
  /// Conjunction. Nested ones are flattened, repeated ones dropped, and `true` beside others dropped. `false` beside
  /// others stays: dropping the others would hide the signals that they test.
  NodeId all_of(const std::vector<NodeId>& nodes) { return junction(ConditionNode::Kind::all_of, nodes); }
  /// Disjunction, likewise with `true` and `false` exchanged.
  NodeId any_of(const std::vector<NodeId>& nodes) { return junction(ConditionNode::Kind::any_of, nodes); }

  const ConditionNode& operator[](NodeId node) const { return nodes_[node]; }
  /// How many values the stack must hold to compute the node.
  std::uint32_t stack_need(NodeId node) const { return needs_[node]; }

 private:
  NodeId junction(ConditionNode::Kind kind, const std::vector<NodeId>& nodes);
  NodeId add(ConditionNode node);

  Interner<ConditionNode> nodes_;
  std::vector<std::uint32_t> needs_;
};

}  // namespace doorward::backend
