#include "reference/expression.h"

#include <algorithm>

#include "reference/comparison.h"
#include "reference/local_time.h"
#include "reference/who.h"

namespace doorward::reference {
namespace {

/// Start inclusive, end exclusive; a window that ends at or before its start runs over midnight and belongs to the
/// day on which it opens (SEMANTICS.md §8.5).
bool inside(const model::TimeWindow& window, std::int64_t now) {
  const LocalTime local = local_time(window.zone, now);
  const auto opens_on = [&](unsigned weekday) { return (window.days >> weekday & 1U) != 0; };
  const unsigned yesterday = (local.weekday + 6) % 7;
  if (window.end_minute > window.start_minute) {
    return opens_on(local.weekday) && local.minute >= window.start_minute && local.minute < window.end_minute;
  }
  return (opens_on(local.weekday) && local.minute >= window.start_minute) ||
         (opens_on(yesterday) && local.minute < window.end_minute);
}

}  // namespace

bool holds(const model::Expr& expr, const Circumstances& seen) {
  const auto true_here = [&](const model::Expr& child) { return holds(child, seen); };
  switch (expr.kind) {
    case model::Expr::Kind::constant:
      return expr.value;
    case model::Expr::Kind::all_of:
      return std::all_of(expr.children.begin(), expr.children.end(), true_here);
    case model::Expr::Kind::any_of:
      return std::any_of(expr.children.begin(), expr.children.end(), true_here);
    case model::Expr::Kind::negation:
      return !holds(expr.children.front(), seen);
    case model::Expr::Kind::comparison:
      return holds(expr.comparison, seen);
    case model::Expr::Kind::time:
      return inside(expr.time, seen.now);
    case model::Expr::Kind::member:
      return is_one_of(expr.members, seen);
  }
  return false;
}

bool applies(const model::Filter& filter, const Circumstances& seen) {
  return holds(filter.rule, seen) == (filter.mode == model::Filter::Mode::include);
}

}  // namespace doorward::reference
