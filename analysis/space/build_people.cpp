// Who signs in: the parts that people are made of, and workloads.
#include <algorithm>
#include <bit>
#include <set>

#include "doorward/vocabulary/vocabulary.h"
#include "space/build.h"
#include "space/compared.h"
#include "space/item_values.h"

namespace doorward::analysis {
namespace {

using model::SubjectItem;
using Kind = SubjectItem::Kind;

constexpr std::int64_t kDay = 86'400;
/// Workloads are crossed with values of their attributes up to this many.
constexpr std::size_t kMostMachines = 2048;

bool is_base(Kind kind) {
  switch (kind) {
    case Kind::everyone:
    case Kind::nobody:
    case Kind::guests_or_external:
    case Kind::guests:
    case Kind::members:
    case Kind::all_agent_users:
    case Kind::anything:
      return true;
    case Kind::user:
    case Kind::upn:
    case Kind::group:
    case Kind::role:
    case Kind::agent_user:
      break;
  }
  return false;
}

/// Every item that policies name, in `when` too.
std::vector<SubjectItem> items_of(const std::vector<const model::PolicySet*>& sides,
                                  const std::vector<WhenAtom>& atoms) {
  std::vector<SubjectItem> items;
  for (const model::PolicySet* side : sides) {
    for (const model::Policy& policy : side->policies) {
      if (!policy.users) continue;
      items.insert(items.end(), policy.users->include.begin(), policy.users->include.end());
      items.insert(items.end(), policy.users->exclude.begin(), policy.users->exclude.end());
    }
  }
  for (const WhenAtom& atom : atoms) {
    items.insert(items.end(), atom.expr->members.begin(), atom.expr->members.end());
  }
  return items;
}

PersonPart part(PersonPart::Kind kind, SpaceValue value) {
  PersonPart made;
  made.kind = kind;
  made.value = std::move(value);
  return made;
}

/// Kinds of people: members, each kind of guest with each tenant that a policy names, agent users.
std::vector<PersonPart> base_parts(const std::vector<SubjectItem>& items, WardNames& names) {
  std::vector<PersonPart> parts;
  const auto add = [&](SpaceValue value) { parts.push_back(part(PersonPart::Kind::base, std::move(value))); };
  add(member_value());
  std::map<std::string, model::Id> tenants;
  bool guests = false;
  bool agents = false;
  for (const SubjectItem& item : items) {
    guests = guests || item.kind == Kind::guests || item.kind == Kind::guests_or_external || item.kind == Kind::members;
    agents = agents || item.kind == Kind::all_agent_users || item.kind == Kind::agent_user;
    if (!item.tenants) continue;
    for (const model::Id& tenant : *item.tenants) tenants.emplace(tenant.key, tenant);
  }
  for (const FactRow& row : kGuestKinds) {
    if (!guests) break;
    const Mask kind = Mask{1} << row.value;
    add(guest_value(kind, row.ward, std::string(kOtherTenant), ""));
    for (const auto& [key, tenant] : tenants) {
      add(guest_value(kind, row.ward, tenant.text, names.name("tenant", tenant)));
    }
  }
  if (agents) add(agent_user_value());
  return parts;
}

/// A user who is declared by UPN and id is one person.
PersonPart identity_part(const SubjectItem& item, const std::string& name, std::map<std::string, std::size_t>& known,
                         std::vector<PersonPart>& parts) {
  SpaceValue value = identity_value(item, name);
  const auto [place, fresh] = known.emplace(name, parts.size());
  if (fresh) return part(PersonPart::Kind::identity, std::move(value));
  const auto before = parts[place->second].value.apply;
  parts[place->second].value.apply = [before, apply = std::move(value.apply)](SignIn& s) {
    before(s);
    apply(s);
  };
  return {};
}

/// Puts those items into a probe that are (or are not) kinds of people; false without any.
bool take_items(const std::vector<SubjectItem>& from, bool base, bool excludes, std::int64_t now,
                model::Policy& probe) {
  probe.users->include.clear();
  for (const SubjectItem& item : from) {
    if (is_base(item.kind) != base) continue;
    if (excludes && item.until && now >= (std::int64_t{*item.until} + 1) * kDay) continue;
    probe.users->include.push_back(item);
    probe.users->include.back().until.reset();
  }
  return !probe.users->include.empty();
}

}  // namespace

void SpaceBuilder::build_people() {
  const std::vector<SubjectItem> items = items_of(sides_, atoms_);
  std::vector<PersonPart> parts = base_parts(items, contents_.names);
  std::map<std::string, std::size_t> known;
  std::set<std::string> seen;
  const auto add_membership = [&](std::string_view kind, const model::Id& id, bool group) {
    if (!seen.insert(std::string(kind) + id.key).second) return;
    parts.push_back(part(PersonPart::Kind::membership, membership_value(contents_.names.name(kind, id), id, group)));
  };
  for (const SubjectItem& item : items) {
    if (is_base(item.kind)) continue;
    if (item.kind == Kind::group) {
      add_membership("group", item.id, true);
    } else if (item.kind == Kind::role) {
      add_membership("role", item.id, false);
    } else if (seen.insert("user " + item.id.key).second) {
      const bool upn = item.kind == Kind::upn;
      const std::string name =
          upn ? item.id.text : contents_.names.name(item.kind == Kind::agent_user ? "agent" : "user", item.id);
      PersonPart made = identity_part(item, name, known, parts);
      if (made.value.apply) parts.push_back(std::move(made));
    }
  }
  add_membership("role", model::Id::of(kGlobalAdministrator), false);
  measure_people(std::move(parts));
}

void SpaceBuilder::measure_people(std::vector<PersonPart> parts) {
  const auto probes = [&](bool base, bool excludes) {
    std::vector<ProbeSet> sets;
    for (std::size_t side = 0; side < sides_.size(); ++side) {
      ProbeSet& set = sets.emplace_back(*sides_[side]);
      for (std::size_t p = 0; p < sides_[side]->policies.size(); ++p) {
        const auto& users = sides_[side]->policies[p].users;
        model::Policy probe = ProbeSet::open();
        if (!users || !take_items(excludes ? users->exclude : users->include, base, excludes, contents_.now, probe)) {
          continue;
        }
        set.add(contents_.first_of_side[side] + p, std::move(probe));
      }
      set.compile();
      contents_.complete = contents_.complete && set.ok();
    }
    return sets;
  };
  for (const bool base : {true, false}) {
    auto includes = probes(base, false);
    auto excludes = probes(base, true);
    for (PersonPart& one : parts) {
      if ((one.kind == PersonPart::Kind::base) != base) continue;
      SignIn sign_in = neutral_sign_in();
      one.value.apply(sign_in);
      one.facts = sign_in.user.agent.value_or(false) ? kUnpromptable : 0U;
      one.included = PolicyBits(contents_.policies);
      one.excluded = PolicyBits(contents_.policies);
      for (ProbeSet& set : includes) set.ask(sign_in, contents_.now, one.included);
      for (ProbeSet& set : excludes) set.ask(sign_in, contents_.now, one.excluded);
    }
  }
  std::vector<SpaceValue> values;
  for (const PersonPart& one : parts) values.push_back(one.value);
  const auto measured = answers(
      std::move(values), [](const model::Policy&, model::Policy&) { return false; },
      [](const model::Expr& expr) { return expr.kind == model::Expr::Kind::member; });
  for (std::size_t p = 0; p < parts.size(); ++p) parts[p].atoms = measured[p].atoms;
  contents_.parts = std::move(parts);
  for (std::size_t side = 0; side < sides_.size(); ++side) {
    ProbeSet& set = contents_.who.emplace_back(*sides_[side]);
    for (std::size_t p = 0; p < sides_[side]->policies.size(); ++p) {
      model::Policy probe = ProbeSet::open();
      probe.users = sides_[side]->policies[p].users;
      if (probe.users) set.add(contents_.first_of_side[side] + p, std::move(probe));
    }
    set.compile();
    contents_.complete = contents_.complete && set.ok();
  }
}

void SpaceBuilder::build_machines() {
  using Item = model::MachineItem::Kind;
  std::vector<SpaceValue> values;
  std::set<std::string> seen;
  const auto add = [&](const std::string& id, bool agent, bool own, std::string text, std::string phrase) {
    if (!seen.insert(text).second) return;
    values.push_back(workload_value(id, agent, own, std::move(text), std::move(phrase)));
  };
  Compared compared;
  bool any = false;
  for (const model::PolicySet* side : sides_) {
    for (const model::Policy& policy : side->policies) {
      if (!policy.machines) continue;
      any = true;
      for (const auto* filters : {&policy.machines->workload_filters, &policy.machines->agent_filters}) {
        for (const model::Filter& filter : *filters) compared.add(filter.rule, model::AttributeScope::workload);
      }
      for (const auto* items : {&policy.machines->include, &policy.machines->exclude}) {
        for (const model::MachineItem& item : *items) {
          const bool agent = item.kind == Item::agent;
          if (!agent && item.kind != Item::workload) continue;
          const std::string name = contents_.names.name(agent ? "agent" : "workload", item.id);
          add(item.id.text, agent, true, (agent ? "agent " : "workload ") + name,
              (agent ? "agents " : "workloads ") + name);
        }
      }
    }
  }
  if (!any) return;
  add(std::string(kOtherWorkload), false, true, "another workload",
      "workloads " + contents_.names.declared("workload", "other-workload", kOtherWorkload));
  add(std::string(kOtherWorkload), false, false, "a workload of another tenant", "");
  add(std::string(kOtherWorkload), true, true, "another agent",
      "agents " + contents_.names.declared("agent", "other-agent", kOtherWorkload));
  for (const WhenAtom& atom : atoms_) compared.add(*atom.expr, model::AttributeScope::workload);
  contents_.complete = compared.cross(values, kMostMachines) && contents_.complete;
  contents_.machines = answers(
      std::move(values),
      [](const model::Policy& from, model::Policy& to) {
        to.users.reset();
        to.machines = from.machines;
        // A policy about people never applies to a workload: nor does one that is about nobody.
        if (!to.machines) to = ProbeSet::open();
        return true;
      },
      [](const model::Expr& expr) {
        return expr.kind == model::Expr::Kind::comparison &&
               expr.comparison.attribute.scope == model::AttributeScope::workload;
      });
  for (Measured& machine : contents_.machines) machine.facts = kUnpromptable;
}

}  // namespace doorward::analysis
