#include "reference/generate_conditions.h"

#include <utility>

#include "reference/build.h"
#include "reference/universe.h"

namespace doorward::reference {
namespace {

using universe::policy_spelling;

model::SubjectItem random_subject(Random& random, bool exception) {
  using Kind = model::SubjectItem::Kind;
  const unsigned die = static_cast<unsigned>(random.below(20));
  if (die < 5) return subject(Kind::group, policy_spelling(universe::groups(), random));
  if (die < 8) return subject(Kind::user, policy_spelling(universe::users(), random));
  if (die < 10) return subject(Kind::role, policy_spelling(universe::roles(), random));
  if (die < 11) return subject(Kind::upn, policy_spelling(universe::upns(), random));
  if (die < 12) return subject(Kind::guests_or_external);
  if (die < 13) return subject(Kind::members);
  if (die < 14) return subject(Kind::all_agent_users);
  if (die < 15) return subject(Kind::agent_user, policy_spelling(universe::users(), random));
  if (die < 16 && !exception) return subject(Kind::nobody);
  if (die < 17 && !exception) return subject(Kind::anything);
  model::SubjectItem item = guests(random.bits(kGuestKinds.size()));
  if (random.percent(50)) {
    item.tenants.emplace();
    for (std::size_t i = 1 + random.below(2); i > 0; --i) {
      item.tenants->push_back(model::Id::of(policy_spelling(universe::tenants(), random)));
    }
  }
  return item;
}

model::MachineItem random_machine(Random& random, bool exception) {
  using Kind = model::MachineItem::Kind;
  const unsigned die = static_cast<unsigned>(random.below(10));
  if (die < 3) return machine(Kind::workload, policy_spelling(universe::workloads(), random));
  if (die < 6) return machine(Kind::agent, policy_spelling(universe::workloads(), random));
  if (exception) return machine(Kind::workload, policy_spelling(universe::workloads(), random));
  if (die < 8) return machine(Kind::own_workloads);
  if (die < 9) return machine(Kind::all_agents);
  return machine(Kind::anything);
}

model::TargetItem random_app(Random& random) {
  using Kind = model::TargetItem::Kind;
  const unsigned die = static_cast<unsigned>(random.below(10));
  if (die < 6) return target(Kind::app, policy_spelling(universe::apps(), random));
  if (die < 7) return target(Kind::app_group, random.percent(50) ? "Office365" : "MicrosoftAdminPortals");
  if (die < 8) return target(Kind::agent_resources);
  return target_where(random_expr(random, model::AttributeScope::app, 1));
}

std::string value_for(const model::AttributeRef& attribute, Random& random) {
  const bool is_guid = attribute.scope == model::AttributeScope::device &&
                       kDeviceAttributes[static_cast<std::size_t>(attribute.device)].type == AttributeType::guid;
  if (is_guid) return std::string(universe::any_spelling(universe::guid_values(), random));
  return random.one_of(universe::words());
}

model::Expr random_comparison(Random& random, model::AttributeScope scope) {
  const auto op = random.row<CompareOp>(kCompareOps.size());
  model::Expr expr = scope == model::AttributeScope::device
                         ? compare(random.row<DeviceAttribute>(kDeviceAttributes.size()), op, {})
                         : compare(scope, std::string(policy_spelling(universe::attribute_names(), random)), op, {});
  const bool list = op == CompareOp::in || op == CompareOp::not_in;
  const bool unary = op == CompareOp::present || op == CompareOp::absent;
  for (std::size_t i = unary ? 0 : list ? 1 + random.below(3) : 1; i > 0; --i) {
    expr.comparison.values.push_back(value_for(expr.comparison.attribute, random));
  }
  return expr;
}

/// A tree of `leaf`s under and, or and not.
template <class Leaf>
model::Expr random_tree(Random& random, unsigned depth, const Leaf& leaf) {
  if (depth == 0 || random.percent(40)) return leaf();
  if (random.percent(25)) return negation(random_tree(random, depth - 1, leaf));
  std::vector<model::Expr> children;
  for (std::size_t i = 1 + random.below(3); i > 0; --i) children.push_back(random_tree(random, depth - 1, leaf));
  return random.percent(50) ? all_of(std::move(children)) : any_of(std::move(children));
}

model::Expr random_member(Random& random) {
  model::Expr expr;
  expr.kind = model::Expr::Kind::member;
  for (std::size_t i = 1 + random.below(2); i > 0; --i) expr.members.push_back(random_subject(random, true));
  return expr;
}

model::Expr random_constant(Random& random) {
  model::Expr expr;
  expr.value = random.percent(50);
  return expr;
}

}  // namespace

model::Expr random_expr(Random& random, model::AttributeScope scope, unsigned depth) {
  return random_tree(random, depth, [&] { return random_comparison(random, scope); });
}

model::Expr random_when(Random& random, unsigned depth) {
  return random_tree(random, depth, [&] {
    if (random.percent(20)) return random_member(random);
    if (random.percent(5)) return random_constant(random);
    return random_comparison(random, random.row<model::AttributeScope>(4));
  });
}

model::Expr random_times(Random& random, unsigned depth) {
  return random_tree(random, depth, [&] {
    model::TimeWindow times;
    times.days = static_cast<std::uint8_t>(random.bits(7));
    if (random.percent(80)) {
      times.start_minute = static_cast<std::uint16_t>(random.below(96) * 15);
      times.end_minute = static_cast<std::uint16_t>(random.below(96) * 15);
    }
    times.zone = random.one_of(universe::zones());
    return window(times);
  });
}

model::Filter random_filter(Random& random, model::AttributeScope scope) {
  const auto mode = random.percent(50) ? model::Filter::Mode::include : model::Filter::Mode::exclude;
  return filter(mode, random_expr(random, scope, 2));
}

model::Subjects random_subjects(Random& random) {
  model::Subjects subjects;
  if (random.percent(45)) {
    subjects.include.push_back(subject(model::SubjectItem::Kind::everyone));
  } else {
    for (std::size_t i = 1 + random.below(4); i > 0; --i) subjects.include.push_back(random_subject(random, false));
  }
  for (std::size_t i = random.percent(50) ? random.below(3) : 0; i > 0; --i) {
    subjects.exclude.push_back(random_subject(random, true));
    if (random.percent(30)) {
      subjects.exclude.back().until = static_cast<model::Day>(random.one_of(universe::times()) / 86400);
    }
  }
  return subjects;
}

model::Machines random_machines(Random& random) {
  model::Machines machines;
  for (std::size_t i = 1 + random.below(2); i > 0; --i) machines.include.push_back(random_machine(random, false));
  if (random.percent(40)) machines.exclude.push_back(random_machine(random, true));
  if (random.percent(30)) machines.workload_filters.push_back(random_filter(random, model::AttributeScope::workload));
  if (random.percent(30)) machines.agent_filters.push_back(random_filter(random, model::AttributeScope::workload));
  return machines;
}

model::Targets random_targets(Random& random) {
  using Kind = model::TargetItem::Kind;
  model::Targets targets;
  const unsigned die = static_cast<unsigned>(random.below(20));
  if (die < 8) {
    targets.include.push_back(target(die == 0 ? Kind::anything : Kind::all));
  } else if (die < 9) {
    targets.include.push_back(target(Kind::none));
  } else if (die < 11) {
    targets.include.push_back(target(random.row<UserAction>(kUserActions.size())));
    return targets;
  } else if (die < 13) {
    targets.include.push_back(target(Kind::context, policy_spelling(universe::contexts(), random)));
  } else {
    for (std::size_t i = 1 + random.below(3); i > 0; --i) targets.include.push_back(random_app(random));
  }
  if (random.percent(30)) targets.exclude.push_back(random_app(random));
  return targets;
}

model::NetworkCondition random_places(Random& random, std::size_t network_count) {
  using Kind = model::NetworkItem::Kind;
  model::NetworkCondition condition;
  const auto named = [&](bool exception) {
    const unsigned die = static_cast<unsigned>(random.below(10));
    if (die < 2) return place(Kind::all_trusted);
    if (die < 3 && !exception) return place(Kind::all);
    if (die < 4 && !exception) return place(Kind::anything);
    return place(Kind::named, static_cast<std::uint32_t>(random.below(network_count)));
  };
  if (random.percent(40)) {
    condition.include.push_back(place(Kind::all));
    condition.exclude.push_back(named(true));
    return condition;
  }
  for (std::size_t i = 1 + random.below(2); i > 0; --i) condition.include.push_back(named(false));
  if (random.percent(30)) condition.exclude.push_back(named(true));
  return condition;
}

}  // namespace doorward::reference
