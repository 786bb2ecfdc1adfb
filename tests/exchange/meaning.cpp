#include "meaning.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "doorward/compiler/model_dump.h"
#include "doorward/vocabulary/vocabulary.h"

namespace doorward::tests {
namespace {

using model::Expr;
using model::SubjectItem;

/// Ward's strings are one line.
std::string one_line(std::string text) {
  for (std::size_t at = text.find("\r\n"); at != std::string::npos; at = text.find("\r\n")) text.erase(at, 1);
  std::replace(text.begin(), text.end(), '\n', ' ');
  std::replace(text.begin(), text.end(), '\t', ' ');
  return text;
}

/// Values of a closed list, in the spelling of the list.
void spell(model::Comparison& comparison) {
  for (std::string& value : comparison.values) {
    if (comparison.attribute.scope == model::AttributeScope::device) {
      for (const auto& row : vocabulary::device_values()) {
        if (row.attribute == comparison.attribute.device && equals_ignoring_case(row.value, value)) value = row.value;
      }
    } else if (equals_ignoring_case(value, "true") || equals_ignoring_case(value, "false")) {
      for (char& c : value) c = ascii_lower(c);
    }
  }
}

/// The operator that says the opposite; itself where there is none.
CompareOp opposite(CompareOp op) {
  constexpr std::pair<CompareOp, CompareOp> kPairs[] = {
      {CompareOp::eq, CompareOp::ne},
      {CompareOp::in, CompareOp::not_in},
      {CompareOp::contains, CompareOp::not_contains},
      {CompareOp::starts_with, CompareOp::not_starts_with},
      {CompareOp::ends_with, CompareOp::not_ends_with},
      {CompareOp::present, CompareOp::absent},
  };
  for (const auto& [one, other] : kPairs) {
    if (op == one) return other;
    if (op == other) return one;
  }
  return op;
}

Expr with_negations_inside(Expr expr, bool negated) {
  if (expr.kind == Expr::Kind::negation) return with_negations_inside(expr.children.front(), !negated);
  const bool join = expr.kind == Expr::Kind::all_of || expr.kind == Expr::Kind::any_of;
  if (!join) {
    if (!negated) return expr;
    if (expr.kind == Expr::Kind::comparison && opposite(expr.comparison.op) != expr.comparison.op) {
      expr.comparison.op = opposite(expr.comparison.op);
      return expr;
    }
    Expr negation;
    negation.kind = Expr::Kind::negation;
    negation.children.push_back(std::move(expr));
    return negation;
  }
  if (negated) expr.kind = expr.kind == Expr::Kind::all_of ? Expr::Kind::any_of : Expr::Kind::all_of;
  std::map<std::string, Expr> parts;
  for (const Expr& child : expr.children) {
    Expr part = with_negations_inside(child, negated);
    if (part.kind == expr.kind) {
      for (const Expr& inner : part.children) parts.emplace(dump(inner), inner);
    } else {
      parts.emplace(dump(part), part);
    }
  }
  if (parts.size() == 1) return parts.begin()->second;
  expr.children.clear();
  for (auto& [text, part] : parts) expr.children.push_back(std::move(part));
  return expr;
}

void spell(Expr& expr) {
  if (expr.kind == Expr::Kind::comparison) spell(expr.comparison);
  for (Expr& child : expr.children) spell(child);
}

/// The rule and its mode: a device that an exclude rule does not meet is one that the opposite rule meets.
void simplify(model::Filter& filter) {
  spell(filter.rule);
  const bool exclude = filter.mode == model::Filter::Mode::exclude;
  filter.rule = with_negations_inside(filter.rule, exclude);
  filter.mode = model::Filter::Mode::include;
}

/// Several kinds of guests in one item are several items; beside everyone, other includes say nothing.
void simplify(model::Subjects& users) {
  for (auto* side : {&users.include, &users.exclude}) {
    std::vector<SubjectItem> items;
    for (const SubjectItem& item : *side) {
      const bool apart = item.kind == SubjectItem::Kind::guests && item.guest_kinds != kAllGuestKinds;
      if (!apart) items.push_back(item);
      for (const FactRow& row : kGuestKinds) {
        if (!apart || (item.guest_kinds & (Mask{1} << row.value)) == 0) continue;
        items.push_back(item);
        items.back().guest_kinds = Mask{1} << row.value;
      }
    }
    *side = std::move(items);
  }
  const auto is = [](SubjectItem::Kind kind) { return [kind](const SubjectItem& item) { return item.kind == kind; }; };
  if (std::any_of(users.include.begin(), users.include.end(), is(SubjectItem::Kind::everyone))) {
    std::erase_if(users.include, [](const SubjectItem& item) { return item.kind != SubjectItem::Kind::everyone; });
  } else if (users.include.size() > 1) {
    std::erase_if(users.include, is(SubjectItem::Kind::nobody));
  }
  std::erase_if(users.exclude, is(SubjectItem::Kind::nobody));
  const auto before = [](const SubjectItem& a, const SubjectItem& b) {
    return std::tie(a.kind, a.id.key, a.guest_kinds) < std::tie(b.kind, b.id.key, b.guest_kinds);
  };
  std::stable_sort(users.include.begin(), users.include.end(), before);
  std::stable_sort(users.exclude.begin(), users.exclude.end(), before);
}

void simplify(model::Targets& targets) {
  using Kind = model::TargetItem::Kind;
  const auto is = [](Kind kind) { return [kind](const model::TargetItem& item) { return item.kind == kind; }; };
  if (std::any_of(targets.include.begin(), targets.include.end(), is(Kind::all))) {
    std::erase_if(targets.include, [](const model::TargetItem& item) { return item.kind != Kind::all; });
  } else if (targets.include.size() > 1) {
    std::erase_if(targets.include, is(Kind::none));
  }
  std::erase_if(targets.exclude, is(Kind::none));
  for (auto* side : {&targets.include, &targets.exclude}) {
    for (model::TargetItem& item : *side) {
      for (Expr& rule : item.rule) {
        spell(rule);
        rule = one_form(rule);
      }
    }
  }
}

void simplify(model::NetworkCondition& networks) {
  using Kind = model::NetworkItem::Kind;
  const auto all = [](const model::NetworkItem& item) { return item.kind == Kind::all; };
  if (std::any_of(networks.include.begin(), networks.include.end(), all)) {
    std::erase_if(networks.include, [&](const model::NetworkItem& item) { return !all(item); });
    std::stable_partition(networks.exclude.begin(), networks.exclude.end(),
                          [](const model::NetworkItem& item) { return item.kind == Kind::all_trusted; });
  }
}

void simplify(std::vector<model::Filter>& filters) {
  for (model::Filter& filter : filters) simplify(filter);
  if (filters.size() < 2) return;
  model::Filter whole;
  whole.rule.kind = Expr::Kind::all_of;
  for (model::Filter& filter : filters) whole.rule.children.push_back(std::move(filter.rule));
  whole.rule = one_form(whole.rule);
  filters = {std::move(whole)};
}

/// A sentence names all workloads once for each exception of another kind.
void simplify(model::Machines& machines) {
  std::vector<model::MachineItem> items;
  for (const model::MachineItem& item : machines.include) {
    const auto same = [&](const model::MachineItem& other) { return other.kind == item.kind && other.id == item.id; };
    if (std::none_of(items.begin(), items.end(), same)) items.push_back(item);
  }
  machines.include = std::move(items);
  for (auto* filters : {&machines.workload_filters, &machines.agent_filters}) {
    for (model::Filter& filter : *filters) {
      spell(filter.rule);
      filter.rule = one_form(filter.rule);
    }
  }
}

/// Members that no sign-in ever has.
void forget_never(std::optional<model::MaskCondition>& condition, Mask never) {
  if (condition) condition->mask &= ~never;
}

void simplify(model::Policy& policy) {
  if (policy.graph_id && !parse_guid(policy.graph_id->key)) policy.graph_id.reset();
  policy.title = one_line(policy.title);
  policy.note = one_line(policy.note);
  policy.name = policy.graph_id ? policy.graph_id->key : policy.title;
  if (!parse_guid(policy.template_id)) policy.template_id.clear();
  if (policy.users) simplify(*policy.users);
  if (policy.machines) simplify(*policy.machines);
  simplify(policy.targets);
  if (policy.networks) simplify(*policy.networks);
  simplify(policy.device_filters);
  forget_never(policy.clients, bit(ClientApp::eas_supported));
  for (auto* risk : {&policy.sign_in_risk, &policy.user_risk, &policy.service_principal_risk, &policy.agent_risk}) {
    forget_never(*risk, bit(RiskLevel::hidden));
  }
  if (policy.block) policy.grant.reset();
}

}  // namespace

model::Expr one_form(const model::Expr& expr) { return with_negations_inside(expr, false); }

model::PolicySet one_form(model::PolicySet set) {
  for (model::Policy& policy : set.policies) simplify(policy);
  for (model::Network& network : set.networks) {
    if (!network.builtin) network.name = network.graph_id ? network.graph_id->key : one_line(network.name);
  }
  for (model::Strength& strength : set.strengths) {
    if (!strength.builtin) strength.name = strength.graph_id ? strength.graph_id->key : one_line(strength.name);
  }
  return set;
}

std::string meaning(const model::PolicySet& set) {
  const model::PolicySet simple = one_form(set);
  std::vector<std::string> parts;
  for (const model::Policy& policy : simple.policies) parts.push_back(dump(policy, simple));
  for (const model::Network& network : simple.networks) {
    if (!network.builtin) parts.push_back(dump(network, simple));
  }
  for (const model::Strength& strength : simple.strengths) {
    if (!strength.builtin) parts.push_back(dump(strength));
  }
  std::sort(parts.begin(), parts.end());
  std::string text;
  for (const std::string& part : parts) text += part;
  return text;
}

}  // namespace doorward::tests
