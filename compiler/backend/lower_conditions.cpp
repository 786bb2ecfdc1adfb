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

std::vector<NodeId> Lowering::conditions(const std::vector<model::Expr>& exprs) {
  std::vector<NodeId> nodes;
  nodes.reserve(exprs.size());
  for (const model::Expr& expr : exprs) nodes.push_back(condition(expr));
  return nodes;
}

NodeId Lowering::condition(const model::Expr& expr) {
  switch (expr.kind) {
    case model::Expr::Kind::constant:
      return ir_.graph.constant(expr.value);
    case model::Expr::Kind::all_of:
      return ir_.graph.all_of(conditions(expr.children));
    case model::Expr::Kind::any_of:
      return ir_.graph.any_of(conditions(expr.children));
    case model::Expr::Kind::negation:
      return opposite(condition(expr.children.front()));
    case model::Expr::Kind::comparison:
      return comparison(expr);
    case model::Expr::Kind::time:
      return window(expr);
    case model::Expr::Kind::member:
      return ir_.graph.leaf(Kind::subject, ir_.subjects.intern({subject_side(expr.members), {}}));
  }
  return ir_.graph.constant(false);
}

/// A comparison that has an opposite operator becomes that one: same attribute, same signal, one instruction less.
NodeId Lowering::opposite(NodeId node) {
  if (ir_.graph[node].kind != Kind::comparison) return ir_.graph.negation(node);
  IrComparison turned = ir_.comparisons[ir_.graph[node].leaf];
  const auto op = opposite_of(turned.op);
  if (!op) return ir_.graph.negation(node);
  turned.op = *op;
  return ir_.graph.leaf(Kind::comparison, ir_.comparisons.intern(std::move(turned)));
}

NodeId Lowering::comparison(const model::Expr& expr) {
  const model::AttributeRef& attribute = expr.comparison.attribute;
  IrComparison out;
  out.scope = scope_of(attribute.scope);
  out.op = expr.comparison.op;
  if (attribute.scope == model::AttributeScope::device) {
    out.attribute = static_cast<std::uint16_t>(attribute.device);
  } else {
    out.name = ir_.strings.intern(attribute.name);
  }
  for (const std::string& value : expr.comparison.values) out.values.push_back(ir_.strings.intern(value));
  return ir_.graph.leaf(Kind::comparison, ir_.comparisons.intern(std::move(out)));
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
