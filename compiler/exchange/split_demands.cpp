// Demands that Graph keeps in one policy only once, and rules that are too long for it.
#include <algorithm>
#include <iterator>

#include "exchange/condition_form.h"
#include "exchange/graph_parts.h"
#include "exchange/split.h"

namespace doorward::exchange {
namespace {

using model::Expr;

/// `mfa` and the strengths share one place.
bool is_strength(const model::Control& control) {
  return control.kind == ControlKind::strength || control.kind == ControlKind::mfa;
}

/// Demands that all must be met may stand in any number of policies.
std::vector<model::Policy> split_strengths(const model::Policy& policy) {
  if (!policy.grant || policy.block || policy.grant->any) return {policy};
  std::vector<model::Policy> parts{policy};
  auto& kept = parts.front().grant->controls;
  std::vector<model::Control> strengths;
  std::copy_if(kept.begin(), kept.end(), std::back_inserter(strengths), is_strength);
  if (strengths.size() < 2) return {policy};
  std::erase_if(kept, is_strength);
  kept.insert(kept.begin(), strengths.front());
  parts.front().grant->any = kept.size() == 1;
  for (std::size_t i = 1; i < strengths.size(); ++i) {
    model::Policy part = policy;
    part.grant->controls = {strengths[i]};
    part.grant->any = true;
    part.session = {};
    parts.push_back(std::move(part));
  }
  return parts;
}

std::vector<Expr> pieces_of(const Expr& rule, const RuleLength& rule_length);

/// The parts of a list as few as possible whose rules are short enough; `wrap` makes a rule of some of them.
template <class Part, class Wrap>
std::vector<Expr> gathered(const std::vector<Part>& parts, const RuleLength& rule_length, const Wrap& wrap) {
  std::vector<Expr> pieces;
  std::vector<Part> some;
  for (const Part& part : parts) {
    some.push_back(part);
    if (some.size() == 1 || rule_length(wrap(some)) <= kLongestRule) continue;
    some.pop_back();
    pieces.push_back(wrap(some));
    some = {part};
  }
  if (!some.empty()) pieces.push_back(wrap(some));
  return pieces;
}

/// Rules of which a device fits one exactly when it fits `rule`.
std::vector<Expr> pieces_of(const Expr& rule, const RuleLength& rule_length) {
  if (rule_length(rule) <= kLongestRule) return {rule};
  if (rule.kind == Expr::Kind::any_of) {
    std::vector<Expr> parts;
    for (const Expr& child : rule.children) {
      for (Expr& piece : pieces_of(child, rule_length)) parts.push_back(std::move(piece));
    }
    return gathered(parts, rule_length, [&](const std::vector<Expr>& some) {
      Expr any = rule;
      any.children = some;
      return some.size() == 1 ? some.front() : any;
    });
  }
  if (rule.kind == Expr::Kind::comparison && rule.comparison.op == CompareOp::in) {
    return gathered(rule.comparison.values, rule_length, [&](const std::vector<std::string>& some) {
      Expr in = rule;
      in.comparison.values = some;
      return in;
    });
  }
  if (rule.kind != Expr::Kind::all_of) return {rule};
  for (std::size_t i = 0; i < rule.children.size(); ++i) {
    const Expr& child = rule.children[i];
    const bool list = child.kind == Expr::Kind::any_of ||
                      (child.kind == Expr::Kind::comparison && child.comparison.op == CompareOp::in);
    if (!list) continue;
    Expr whole = rule;
    const auto length = [&](const Expr& piece) {
      whole.children[i] = piece;
      return rule_length(whole);
    };
    std::vector<Expr> pieces;
    for (const Expr& piece : pieces_of(child, length)) {
      whole.children[i] = piece;
      pieces.push_back(whole);
    }
    if (pieces.size() > 1) return pieces;
  }
  return {rule};
}

}  // namespace

std::vector<model::Policy> split_long_rule(const model::Policy& policy, const RuleLength& rule_length) {
  if (policy.device_filters.size() != 1) return {policy};
  const model::Filter& filter = policy.device_filters.front();
  if (rule_length(filter.rule) <= kLongestRule) return {policy};
  Expr rule = filter.rule;
  if (filter.mode == model::Filter::Mode::exclude) {
    Expr negation;
    negation.kind = Expr::Kind::negation;
    negation.origin = rule.origin;
    negation.children.push_back(std::move(rule));
    rule = std::move(negation);
  }
  std::vector<model::Policy> parts;
  for (Expr& piece : pieces_of(negations_inside(rule), rule_length)) {
    model::Policy part = policy;
    part.device_filters.front().mode = model::Filter::Mode::include;
    part.device_filters.front().rule = std::move(piece);
    parts.push_back(std::move(part));
  }
  return parts.size() > 1 ? parts : std::vector<model::Policy>{policy};
}

std::vector<model::Policy> split_demands(const model::Policy& policy) {
  std::vector<model::Policy> parts = split_strengths(policy);
  if (policy.session.primary_and_secondary && policy.session.secondary) {
    parts.front().session.secondary.reset();
    model::Policy timer = policy;
    timer.block = false;
    timer.grant.reset();
    timer.session = {};
    timer.session.secondary = policy.session.secondary;
    timer.session.origin = policy.session.origin;
    parts.push_back(std::move(timer));
  }
  return parts;
}

}  // namespace doorward::exchange
