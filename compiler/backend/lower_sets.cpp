#include <algorithm>

#include "doorward/vocabulary/vocabulary.h"
#include "lowering.h"

namespace doorward::backend {

using bytecode::IdForm;
using bytecode::IdKind;

void make_distinct(Indices& indices) {
  std::sort(indices.begin(), indices.end());
  indices.erase(std::unique(indices.begin(), indices.end()), indices.end());
}

std::uint32_t Lowering::id_of(IdKind kind, const model::Id& id) {
  IrId out;
  out.kind = kind;
  if (const auto guid = parse_guid(id.key)) {
    out.form = IdForm::guid;
    out.key = guid->bytes;
  } else {
    out.form = IdForm::text;
    out.text = ir_.strings.intern(canonical_id(id.key));
  }
  return ir_.ids.intern(out);
}

void Lowering::add_subject(const model::SubjectItem& item, IrSubjectSide& side) {
  using Kind = model::SubjectItem::Kind;
  switch (item.kind) {
    case Kind::everyone:
    case Kind::anything:
      side.flags |= bytecode::kEveryone;
      break;
    case Kind::nobody:
      break;
    case Kind::user:
      side.ids.push_back(id_of(IdKind::user, item.id));
      break;
    case Kind::upn:
      side.ids.push_back(id_of(IdKind::upn, item.id));
      break;
    case Kind::group:
      side.ids.push_back(id_of(IdKind::group, item.id));
      break;
    case Kind::role:
      side.ids.push_back(id_of(IdKind::role, item.id));
      break;
    case Kind::agent_user:
      side.ids.push_back(id_of(IdKind::agent_user, item.id));
      break;
    case Kind::guests_or_external:
      side.flags |= bytecode::kGuestsOrExternal;
      break;
    case Kind::members:
      side.flags |= bytecode::kMembers;
      break;
    case Kind::all_agent_users:
      side.flags |= bytecode::kAllAgentUsers;
      break;
    case Kind::guests: {
      IrGuest guest{item.guest_kinds, !item.tenants, {}};
      if (item.tenants) {
        for (const model::Id& tenant : *item.tenants) guest.tenants.push_back(id_of(IdKind::tenant, tenant));
        make_distinct(guest.tenants);
      }
      if (guest.kinds != 0) side.guests.push_back(std::move(guest));
      break;
    }
  }
}

IrSubjectSide Lowering::subject_side(const std::vector<model::SubjectItem>& items) {
  IrSubjectSide side;
  for (const model::SubjectItem& item : items) add_subject(item, side);
  make_distinct(side.ids);
  return side;
}

std::uint32_t Lowering::machine_set(const model::Machines& machines) {
  using Mode = model::Filter::Mode;
  return ir_.machines.intern({machine_side(machines.include, machines, Mode::include),
                              machine_side(machines.exclude, machines, Mode::exclude)});
}

IrMachineSide Lowering::machine_side(const std::vector<model::MachineItem>& items, const model::Machines& machines,
                                     model::Filter::Mode mode) {
  using Kind = model::MachineItem::Kind;
  IrMachineSide side;
  for (const model::MachineItem& item : items) {
    if (item.kind == Kind::own_workloads) side.flags |= bytecode::kOwnWorkloads;
    if (item.kind == Kind::all_agents) side.flags |= bytecode::kAllAgents;
    if (item.kind == Kind::anything) side.flags |= bytecode::kAnyMachine;
    if (item.kind == Kind::workload) side.ids.push_back(id_of(IdKind::workload, item.id));
    if (item.kind == Kind::agent) side.ids.push_back(id_of(IdKind::agent, item.id));
  }
  const auto add_filters = [&](const std::vector<model::Filter>& filters, Indices& out) {
    for (const model::Filter& filter : filters) {
      if (filter.mode == mode) out.push_back(expression(filter.rule, bytecode::Scope::workload));
    }
    make_distinct(out);
  };
  add_filters(machines.workload_filters, side.workload_filters);
  add_filters(machines.agent_filters, side.agent_filters);
  make_distinct(side.ids);
  return side;
}

std::uint32_t Lowering::target_set(const model::Targets& targets) {
  return ir_.targets.intern({target_side(targets.include, true), target_side(targets.exclude, false)});
}

IrTargetSide Lowering::target_side(const std::vector<model::TargetItem>& items, bool including) {
  IrTargetSide side;
  for (const model::TargetItem& item : items) add_target(item, including, side);
  make_distinct(side.ids);
  make_distinct(side.filters);
  return side;
}

/// Excludes hit only apps (SEMANTICS.md §1), so the other kinds say nothing there.
void Lowering::add_target(const model::TargetItem& item, bool including, IrTargetSide& side) {
  using Kind = model::TargetItem::Kind;
  switch (item.kind) {
    case Kind::all:
    case Kind::anything:
      if (including) side.flags |= bytecode::kAllTargets;
      break;
    case Kind::none:
      break;
    case Kind::app:
      side.ids.push_back(id_of(IdKind::app, item.id));
      break;
    case Kind::app_group:
      add_app_group(item, including, side);
      break;
    case Kind::agent_resources:
      side.flags |= bytecode::kAgentResources;
      break;
    case Kind::user_action:
      if (including) side.user_actions |= bit(item.action);
      break;
    case Kind::context: {
      std::uint32_t number = 0;
      for (const char c : item.id.key.substr(item.id.key.empty() ? 0 : 1)) {
        number = std::min(number * 10 + static_cast<std::uint32_t>(c - '0'), 100U);
      }
      if (including && number >= 1 && number <= 99) side.contexts[number / 32] |= 1U << (number % 32);
      break;
    }
    case Kind::filter:
      for (const model::Expr& rule : item.rule) side.filters.push_back(expression(rule, bytecode::Scope::app));
      break;
  }
}

/// A group that the vocabulary does not know is read in the strict direction: included it is every app, excluded none.
void Lowering::add_app_group(const model::TargetItem& item, bool including, IrTargetSide& side) {
  const vocabulary::AppGroupRow* group = vocabulary::find_app_group(item.id.key);
  if (group == nullptr) {
    if (including) side.flags |= bytecode::kAllTargets;
    return;
  }
  for (const vocabulary::AppGroupMember& member : vocabulary::app_group_members()) {
    if (member.group == group->graph) side.ids.push_back(id_of(IdKind::app, model::Id::of(member.app_id)));
  }
}

}  // namespace doorward::backend
