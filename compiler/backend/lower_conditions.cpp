#include <algorithm>

#include "lowering.h"
#include "zones.h"

namespace doorward::backend {
namespace {

using Kind = ConditionNode::Kind;

/// The operator that is true exactly when `op` is not, where there is one (SEMANTICS.md §8.6).
std::optional<CompareOp> opposite_of(CompareOp op) {
  if (is_negative(op)) return positive_of(op);
  for (std::size_t i = 0; i < kCompareOps.size(); ++i) {
    const auto other = static_cast<CompareOp>(i);
    if (other != op && positive_of(other) == op) return other;
  }
  return std::nullopt;
}

bytecode::Scope scope_of(model::AttributeScope scope) {
  switch (scope) {
    case model::AttributeScope::device:
      return bytecode::Scope::device;
    case model::AttributeScope::user:
      return bytecode::Scope::user;
    case model::AttributeScope::app:
      return bytecode::Scope::app;
    case model::AttributeScope::workload:
      return bytecode::Scope::workload;
  }
  return bytecode::Scope::device;
}

}  // namespace

/// A negation is carried down to where it may disappear: into a comparison, or into another negation.
NodeId Lowering::condition(const model::Expr& expr, bool negated) {
  const auto signed_node = [&](NodeId node) { return negated ? ir_.graph.negation(node) : node; };
  switch (expr.kind) {
    case model::Expr::Kind::constant:
      return ir_.graph.constant(expr.value != negated);
    case model::Expr::Kind::all_of:
    case model::Expr::Kind::any_of:
      return signed_node(junction(expr));
    case model::Expr::Kind::negation:
      return condition(expr.children.front(), !negated);
    case model::Expr::Kind::comparison:
      return comparison(expr, negated);
    case model::Expr::Kind::time:
      return signed_node(window(expr));
    case model::Expr::Kind::member:
      return signed_node(ir_.graph.leaf(Kind::subject, ir_.subjects.intern({subject_side(expr.members), {}})));
  }
  return ir_.graph.constant(false);
}

NodeId Lowering::junction(const model::Expr& expr) {
  std::vector<NodeId> parts;
  parts.reserve(expr.children.size());
  for (const model::Expr& child : expr.children) parts.push_back(condition(child));
  return expr.kind == model::Expr::Kind::all_of ? ir_.graph.all_of(parts) : ir_.graph.any_of(parts);
}

/// A negated comparison that has an opposite operator becomes that one: the same signal, one instruction less.
NodeId Lowering::comparison(const model::Expr& expr, bool negated) {
  const model::AttributeRef& attribute = expr.comparison.attribute;
  IrComparison out;
  out.scope = scope_of(attribute.scope);
  const auto opposite = negated ? opposite_of(expr.comparison.op) : std::nullopt;
  out.op = opposite.value_or(expr.comparison.op);
  if (attribute.scope == model::AttributeScope::device) {
    out.attribute = static_cast<std::uint16_t>(attribute.device);
  } else {
    out.name = ir_.strings.intern(attribute.name);
  }
  for (const std::string& value : expr.comparison.values) out.values.push_back(ir_.strings.intern(value));
  const NodeId node = ir_.graph.leaf(Kind::comparison, ir_.comparisons.intern(std::move(out)));
  return negated && !opposite ? ir_.graph.negation(node) : node;
}

NodeId Lowering::window(const model::Expr& expr) {
  IrWindow out;
  out.days = expr.time.days & 0x7fU;
  out.start_minute = expr.time.start_minute;
  out.end_minute = expr.time.end_minute;
  out.zone = zone(expr);
  return ir_.graph.leaf(Kind::window, ir_.windows.intern(out));
}

std::uint32_t Lowering::zone(const model::Expr& expr) {
  const auto [place, added] = zone_index_.try_emplace(expr.time.zone, static_cast<std::uint32_t>(ir_.zones.size()));
  if (!added) return place->second;
  auto offsets = resolve_zone(expr.time.zone);
  if (!offsets) {
    report<Code::unresolved_time_zone>(expr.origin, expr.time.zone);
    offsets.emplace();
  }
  ir_.zones.push_back({ir_.strings.intern(expr.time.zone), offsets->offset, std::move(offsets->transitions)});
  return place->second;
}

std::uint32_t Lowering::expression(const model::Expr& expr, bytecode::Scope scope) {
  return ir_.expressions.intern({condition(expr), scope});
}

}  // namespace doorward::backend
