// Several conditions on apps, workloads or agents, of which Graph keeps one.
#include <algorithm>

#include "exchange/condition_form.h"
#include "exchange/split.h"

namespace doorward::exchange {
namespace {

using model::Expr;
using model::Filter;
using model::TargetItem;

bool is_filter(const TargetItem& item) { return item.kind == TargetItem::Kind::filter; }

Expr join(Expr::Kind kind, std::vector<Expr> parts) {
  if (parts.size() == 1) return std::move(parts.front());
  Expr expr;
  expr.kind = kind;
  expr.origin = parts.front().origin;
  expr.children = std::move(parts);
  return expr;
}

/// The filters among `items` as one that any of them fits; nothing where there is none. They are taken out of `items`.
std::vector<TargetItem> taken_filters(std::vector<TargetItem>& items) {
  std::vector<Expr> rules;
  std::vector<TargetItem> filters;
  for (const TargetItem& item : items) {
    if (!is_filter(item)) continue;
    rules.push_back(item.rule.front());
    if (filters.empty()) filters.push_back(item);
  }
  std::erase_if(items, is_filter);
  if (!filters.empty()) filters.front().rule = {join(Expr::Kind::any_of, std::move(rules))};
  return filters;
}

std::vector<model::Policy> split_apps(const model::Policy& policy) {
  const auto filters = std::count_if(policy.targets.include.begin(), policy.targets.include.end(), is_filter) +
                       std::count_if(policy.targets.exclude.begin(), policy.targets.exclude.end(), is_filter);
  if (filters < 2) return {policy};
  model::Policy plain = policy;
  const auto include = taken_filters(plain.targets.include);
  const auto exclude = taken_filters(plain.targets.exclude);
  std::vector<model::Policy> parts;
  if (exclude.empty() || include.empty()) {
    parts.push_back(plain);
    auto& targets = parts.back().targets;
    targets.include.insert(targets.include.end(), include.begin(), include.end());
    targets.exclude.insert(targets.exclude.end(), exclude.begin(), exclude.end());
    return parts;
  }
  if (!plain.targets.include.empty()) {
    parts.push_back(plain);
    parts.back().targets.exclude.push_back(exclude.front());
  }
  parts.push_back(plain);
  TargetItem both = include.front();
  both.rule = {join(Expr::Kind::all_of, {include.front().rule.front(), negation_of(exclude.front().rule.front())})};
  parts.back().targets.include = {both};
  return parts;
}

/// One filter for those of one mode; two of different modes stay.
void merge(std::vector<Filter>& filters) {
  std::vector<Filter> merged;
  for (const Filter::Mode mode : {Filter::Mode::include, Filter::Mode::exclude}) {
    std::vector<Expr> rules;
    for (const Filter& filter : filters) {
      if (filter.mode == mode) rules.push_back(filter.rule);
    }
    if (rules.empty()) continue;
    merged.emplace_back();
    merged.back().mode = mode;
    merged.back().origin = filters.front().origin;
    merged.back().rule = join(Expr::Kind::any_of, std::move(rules));
  }
  filters = std::move(merged);
}

/// Workloads, or agents, by ids and by a filter, from which a filter is excluded: those by ids apart from those by
/// filter, whose rule says the exception too.
std::vector<model::Machines> split_machines(const model::Machines& machines, bool agents) {
  using Kind = model::MachineItem::Kind;
  const auto ours = [&](const model::MachineItem& item) {
    return agents ? item.kind == Kind::all_agents || item.kind == Kind::agent
                  : item.kind == Kind::own_workloads || item.kind == Kind::workload;
  };
  model::Machines rest = machines;
  auto& filters = agents ? rest.agent_filters : rest.workload_filters;
  merge(filters);
  if (filters.size() < 2) return {rest};
  const Filter include = filters[0];
  const Filter exclude = filters[1];
  filters = {exclude};
  model::Machines filtered = machines;
  filtered.include.clear();
  std::erase_if(filtered.exclude, [&](const model::MachineItem& item) { return !ours(item); });
  (agents ? filtered.workload_filters : filtered.agent_filters).clear();
  Filter both = include;
  both.rule = join(Expr::Kind::all_of, {include.rule, negation_of(exclude.rule)});
  (agents ? filtered.agent_filters : filtered.workload_filters) = {both};
  const bool by_id = std::any_of(rest.include.begin(), rest.include.end(), ours);
  if (!by_id) {
    filters.clear();
    std::erase_if(rest.exclude, ours);
  }
  std::vector<model::Machines> parts{filtered};
  const bool others = !rest.include.empty() || !rest.workload_filters.empty() || !rest.agent_filters.empty();
  if (others) parts.insert(parts.begin(), rest);
  return parts;
}

}  // namespace

std::vector<model::Policy> split_filters(const model::Policy& policy) {
  if (!policy.machines) return split_apps(policy);
  std::vector<model::Policy> parts;
  for (const model::Machines& workloads : split_machines(*policy.machines, false)) {
    for (const model::Machines& machines : split_machines(workloads, true)) {
      model::Policy part = policy;
      part.machines = machines;
      for (model::Policy& apart : split_apps(part)) parts.push_back(std::move(apart));
    }
  }
  return parts;
}

}  // namespace doorward::exchange
