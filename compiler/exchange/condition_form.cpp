#include "exchange/condition_form.h"

#include <algorithm>
#include <optional>

#include "doorward/compiler/model_dump.h"

namespace doorward::exchange {
namespace {

using model::Expr;

/// The operator that is true exactly when `op` is false; `<` and its like have none, for both are false when the
/// attribute is absent.
std::optional<CompareOp> opposite(CompareOp op) {
  if (is_negative(op)) return positive_of(op);
  for (std::size_t i = 0; i < kCompareOps.size(); ++i) {
    const auto other = static_cast<CompareOp>(i);
    if (other != op && positive_of(other) == op) return other;
  }
  return std::nullopt;
}

Expr inside(const Expr& expr, bool negated);

Expr join_inside(const Expr& expr, bool negated) {
  Expr join = expr;
  if (negated) join.kind = expr.kind == Expr::Kind::all_of ? Expr::Kind::any_of : Expr::Kind::all_of;
  join.children.clear();
  for (const Expr& child : expr.children) {
    Expr part = inside(child, negated);
    if (part.kind != join.kind) {
      join.children.push_back(std::move(part));
      continue;
    }
    for (Expr& inner : part.children) join.children.push_back(std::move(inner));
  }
  if (join.children.size() != 1) return join;
  Expr only = std::move(join.children.front());
  return only;
}

Expr inside(const Expr& expr, bool negated) {
  switch (expr.kind) {
    case Expr::Kind::negation:
      return inside(expr.children.front(), !negated);
    case Expr::Kind::all_of:
    case Expr::Kind::any_of:
      return join_inside(expr, negated);
    case Expr::Kind::constant: {
      Expr constant = expr;
      constant.value = constant.value != negated;
      return constant;
    }
    case Expr::Kind::comparison: {
      const auto other = opposite(expr.comparison.op);
      if (!negated || !other) break;
      Expr comparison = expr;
      comparison.comparison.op = *other;
      return comparison;
    }
    case Expr::Kind::time:
    case Expr::Kind::member:
      break;
  }
  return negated ? negation_of(expr) : expr;
}

std::string key_of(const Expr& expr) {
  const bool join = expr.kind == Expr::Kind::all_of || expr.kind == Expr::Kind::any_of;
  if (!join) {
    std::string text = dump(expr);
    for (char& c : text) c = ascii_lower(c);  // values compare so too
    return text;
  }
  std::vector<std::string> parts;
  for (const Expr& child : expr.children) parts.push_back(key_of(child));
  std::sort(parts.begin(), parts.end());
  parts.erase(std::unique(parts.begin(), parts.end()), parts.end());
  std::string text = expr.kind == Expr::Kind::all_of ? "all(" : "any(";
  for (const std::string& part : parts) text += part + ';';
  return text + ')';
}

}  // namespace

Expr negation_of(Expr inner) {
  Expr negation;
  negation.kind = Expr::Kind::negation;
  negation.origin = inner.origin;
  negation.children.push_back(std::move(inner));
  return negation;
}

Expr negations_inside(const Expr& expr) { return inside(expr, false); }

std::string condition_key(const Expr& expr) { return key_of(negations_inside(expr)); }

}  // namespace doorward::exchange
