// `when` as Graph can say it: each alternative a policy of its own, its times and memberships in the fields for them.
#include <algorithm>

#include "exchange/condition_form.h"
#include "exchange/split.h"

namespace doorward::exchange {
namespace {

using model::Expr;
using model::SubjectItem;
using Conjunction = std::vector<Expr>;

bool is_negated(const Expr& expr) { return expr.kind == Expr::Kind::negation; }
const Expr& inner_of(const Expr& expr) { return is_negated(expr) ? expr.children.front() : expr; }

/// Whether `expr` speaks of time alone: alternatives of one zone are joined by split_times, into fewer windows.
bool is_time_alone(const Expr& expr) {
  if (expr.kind == Expr::Kind::time) return true;
  return !expr.children.empty() && std::all_of(expr.children.begin(), expr.children.end(), is_time_alone);
}

/// The alternatives of a condition whose negations are inside; empty when there are too many.
std::vector<Conjunction> alternatives(const Expr& expr) {
  if (is_time_alone(expr)) return {{expr}};
  if (expr.kind == Expr::Kind::any_of) {
    std::vector<Conjunction> all;
    for (const Expr& child : expr.children) {
      std::vector<Conjunction> some = alternatives(child);
      if (some.empty() || all.size() + some.size() > kMostParts) return {};
      all.insert(all.end(), some.begin(), some.end());
    }
    return all;
  }
  if (expr.kind != Expr::Kind::all_of) return {{expr}};
  std::vector<Conjunction> all{{}};
  for (const Expr& child : expr.children) {
    const std::vector<Conjunction> some = alternatives(child);
    if (some.empty() || all.size() * some.size() > kMostParts) return {};
    std::vector<Conjunction> product;
    for (const Conjunction& left : all) {
      for (const Conjunction& right : some) {
        product.push_back(left);
        product.back().insert(product.back().end(), right.begin(), right.end());
      }
    }
    all = std::move(product);
  }
  return all;
}

/// Kinds of people whom an exception misses exactly where a membership does not hold: all that are always known.
bool may_be_excluded(const SubjectItem& item) {
  switch (item.kind) {
    case SubjectItem::Kind::user:
    case SubjectItem::Kind::upn:
    case SubjectItem::Kind::group:
    case SubjectItem::Kind::role:
      return true;
    case SubjectItem::Kind::everyone:
    case SubjectItem::Kind::nobody:
    case SubjectItem::Kind::guests_or_external:
    case SubjectItem::Kind::guests:
    case SubjectItem::Kind::members:
    case SubjectItem::Kind::all_agent_users:
    case SubjectItem::Kind::agent_user:
    case SubjectItem::Kind::anything:
      break;
  }
  return false;
}

/// Puts a membership into the subject; false where the subject cannot say it.
bool add_membership(const Expr& literal, model::Policy& policy) {
  const Expr& member = inner_of(literal);
  if (!policy.users || member.kind != Expr::Kind::member) return false;
  model::Subjects& users = *policy.users;
  if (is_negated(literal)) {
    if (!std::all_of(member.members.begin(), member.members.end(), may_be_excluded)) return false;
    users.exclude.insert(users.exclude.end(), member.members.begin(), member.members.end());
    return true;
  }
  const bool everyone = std::any_of(users.include.begin(), users.include.end(),
                                    [](const SubjectItem& item) { return item.kind == SubjectItem::Kind::everyone; });
  if (everyone) users.include = member.members;
  return everyone;
}

}  // namespace

std::vector<model::Policy> split_when(const model::Policy& policy) {
  if (!policy.when) return {policy};
  std::vector<model::Policy> parts;
  for (const Conjunction& conjunction : alternatives(negations_inside(*policy.when))) {
    model::Policy part = policy;
    part.when.reset();
    std::vector<Expr> rest;
    for (const Expr& literal : conjunction) {
      if (is_time_alone(literal)) {
        part.times.push_back(literal);
      } else if (!add_membership(literal, part)) {
        rest.push_back(literal);
      }
    }
    if (!rest.empty()) return {policy};  // no alternative can be left to Graph alone
    parts.push_back(std::move(part));
  }
  if (parts.empty()) return {policy};
  return parts;
}

}  // namespace doorward::exchange
