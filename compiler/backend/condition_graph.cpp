#include "condition_graph.h"

#include <algorithm>
#include <unordered_set>

namespace doorward::backend {

using Kind = ConditionNode::Kind;

NodeId ConditionGraph::constant(bool value) { return leaf(Kind::constant, value ? 1 : 0); }

NodeId ConditionGraph::leaf(Kind kind, std::uint32_t operand) { return add({kind, operand, {}}); }

NodeId ConditionGraph::negation(NodeId node) {
  if (nodes_[node].kind == Kind::constant) return constant(nodes_[node].leaf == 0);
  if (nodes_[node].kind == Kind::negation) return nodes_[node].children.front();
  return add({Kind::negation, 0, {node}});
}

NodeId ConditionGraph::junction(Kind kind, const std::vector<NodeId>& nodes) {
  const bool neutral = kind == Kind::all_of;
  std::vector<NodeId> parts;
  std::unordered_set<NodeId> seen;
  bool conclusive = false;  // the constant that alone decides: false in a conjunction
  const auto take = [&](NodeId node) {
    if (nodes_[node].kind == Kind::constant) {
      conclusive = conclusive || (nodes_[node].leaf != 0) != neutral;
    } else if (seen.insert(node).second) {
      parts.push_back(node);
    }
  };
  for (const NodeId node : nodes) {
    if (nodes_[node].kind == kind) {
      for (const NodeId child : nodes_[node].children) take(child);
    } else {
      take(node);
    }
  }
  if (conclusive || parts.empty()) parts.push_back(constant(conclusive ? !neutral : neutral));
  if (parts.size() == 1) return parts.front();
  // The neediest part goes first where that saves a place on the stack: then no expression, however nested, needs
  // more places than the logarithm of its length.
  const auto neediest =
      std::max_element(parts.begin(), parts.end(), [&](NodeId a, NodeId b) { return needs_[a] < needs_[b]; });
  if (needs_[*neediest] > needs_[parts.front()]) std::rotate(parts.begin(), neediest, neediest + 1);
  return add({kind, 0, std::move(parts)});
}

NodeId ConditionGraph::add(ConditionNode node) {
  std::uint32_t need = 1;
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    need = std::max(need, needs_[node.children[i]] + (i == 0 ? 0 : 1));
  }
  const NodeId id = nodes_.intern(std::move(node));
  if (id == needs_.size()) needs_.push_back(need);
  return id;
}

}  // namespace doorward::backend
