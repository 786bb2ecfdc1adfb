#include "emit.h"

#include <algorithm>
#include <numeric>

#include "emitter.h"

namespace doorward::backend {
namespace {

/// The indices 0…count-1 sorted by `before`.
template <class Before>
std::vector<std::uint32_t> order_by(std::uint32_t count, Before before) {
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), before);
  return order;
}

std::vector<std::uint32_t> ranks_of(const std::vector<std::uint32_t>& order) {
  std::vector<std::uint32_t> ranks(order.size());
  for (std::uint32_t rank = 0; rank < order.size(); ++rank) ranks[order[rank]] = rank;
  return ranks;
}

}  // namespace

bytecode::ModuleTables Emitter::run() {
  rank_strings();
  rank_ids();
  rank_controls();
  emit_subjects();
  emit_guests();
  emit_machines();
  emit_targets();
  emit_networks();
  emit_network_sets();
  emit_comparisons();
  emit_windows();
  emit_strengths();
  emit_controls();
  emit_sessions();
  out_.settings = {ir_.settings};
  emit_policies();
  emit_expressions();
  emit_names();
  return std::move(out_);
}

void Emitter::rank_strings() {
  const StringPool& pool = ir_.strings;
  const auto order = order_by(pool.size(), [&](std::uint32_t a, std::uint32_t b) { return pool[a] < pool[b]; });
  string_ranks_ = ranks_of(order);
  out_.strings.reserve(order.size());
  std::size_t bytes = 0;
  for (const std::uint32_t index : order) bytes += pool[index].size();
  out_.string_bytes.reserve(bytes);
  for (const std::uint32_t index : order) {
    const std::string_view text = pool[index];
    out_.strings.push_back(
        {static_cast<std::uint32_t>(out_.string_bytes.size()), static_cast<std::uint32_t>(text.size())});
    out_.string_bytes.insert(out_.string_bytes.end(), text.begin(), text.end());
  }
}

void Emitter::rank_ids() {
  const auto before = [&](std::uint32_t a, std::uint32_t b) {
    const IrId& x = ir_.ids[a];
    const IrId& y = ir_.ids[b];
    if (x.kind != y.kind) return x.kind < y.kind;
    if (x.form != y.form) return x.form < y.form;
    return x.form == bytecode::IdForm::guid ? x.key < y.key : string(x.text) < string(y.text);
  };
  const auto order = order_by(ir_.ids.size(), before);
  id_ranks_ = ranks_of(order);
  out_.ids.reserve(order.size());
  for (const std::uint32_t index : order) {
    const IrId& id = ir_.ids[index];
    out_.ids.push_back({id.key, string(id.text), id.kind, id.form, 0});
  }
}

void Emitter::rank_controls() {
  control_order_ = order_by(ir_.controls.size(), [&](std::uint32_t a, std::uint32_t b) {
    const IrControl& x = ir_.controls[a];
    const IrControl& y = ir_.controls[b];
    return x.kind != y.kind ? x.kind < y.kind : string(x.shown) < string(y.shown);
  });
  control_ranks_ = ranks_of(control_order_);
}

bytecode::List Emitter::list(Indices values, const std::vector<std::uint32_t>* ranks) {
  if (ranks != nullptr) {
    for (std::uint32_t& value : values) value = (*ranks)[value];
    std::sort(values.begin(), values.end());
  }
  return run_of(out_.indices, values);
}

bytecode::SubjectSide Emitter::subject_side(const IrSubjectSide& side) {
  bytecode::SubjectSide out{};
  out.flags = side.flags;
  out.ids = list(side.ids, &id_ranks_);
  // Guests follow all subjects in the module, so their own lists are laid out later, in the same order.
  if (!side.guests.empty()) {
    out.guests = {static_cast<std::uint32_t>(out_.guests.size()), static_cast<std::uint32_t>(side.guests.size())};
    out_.guests.resize(out_.guests.size() + side.guests.size());
    guest_runs_.push_back(&side.guests);
  }
  return out;
}

void Emitter::emit_subjects() {
  for (std::uint32_t i = 0; i < ir_.subjects.size(); ++i) {
    const auto& set = ir_.subjects[i];
    const bytecode::SubjectSide include = subject_side(set.include);
    out_.subjects.push_back({include, subject_side(set.exclude)});
  }
}

void Emitter::emit_guests() {
  std::size_t next = 0;
  for (const auto* run : guest_runs_) {
    for (const IrGuest& guest : *run) {
      out_.guests[next++] = {guest.kinds, guest.every_tenant ? 1U : 0U, list(guest.tenants, &id_ranks_)};
    }
  }
}

bytecode::MachineSide Emitter::machine_side(const IrMachineSide& side) {
  bytecode::MachineSide out{};
  out.flags = side.flags;
  out.ids = list(side.ids, &id_ranks_);
  out.workload_filters = list(side.workload_filters, nullptr);
  out.agent_filters = list(side.agent_filters, nullptr);
  return out;
}

void Emitter::emit_machines() {
  for (std::uint32_t i = 0; i < ir_.machines.size(); ++i) {
    const auto& set = ir_.machines[i];
    const bytecode::MachineSide include = machine_side(set.include);
    out_.machines.push_back({include, machine_side(set.exclude)});
  }
}

bytecode::TargetSide Emitter::target_side(const IrTargetSide& side) {
  bytecode::TargetSide out{};
  out.flags = side.flags;
  out.user_actions = side.user_actions;
  out.contexts = side.contexts;
  out.ids = list(side.ids, &id_ranks_);
  out.filters = list(side.filters, nullptr);
  return out;
}

void Emitter::emit_targets() {
  for (std::uint32_t i = 0; i < ir_.targets.size(); ++i) {
    const auto& set = ir_.targets[i];
    const bytecode::TargetSide include = target_side(set.include);
    out_.targets.push_back({include, target_side(set.exclude)});
  }
}

void Emitter::emit_networks() {
  for (const IrNetwork& network : ir_.networks) {
    bytecode::NetworkEntry out{string(network.name), network.kind, network.flags, {}, network.composite};
    if (network.kind == bytecode::NetworkKind::countries) {
      out.members = list(network.countries, nullptr);
    } else {
      out.members = run_of(out_.ranges, network.ranges);
    }
    out_.networks.push_back(out);
  }
}

void Emitter::emit_network_sets() {
  for (std::uint32_t i = 0; i < ir_.network_sets.size(); ++i) {
    const auto& set = ir_.network_sets[i];
    const bytecode::NetworkSide include{set.include.flags, list(set.include.networks, nullptr)};
    out_.network_sets.push_back({include, {set.exclude.flags, list(set.exclude.networks, nullptr)}});
  }
}

bytecode::ModuleTables emit(const Ir& ir, const DebugFacts* debug) { return Emitter(ir, debug).run(); }

}  // namespace doorward::backend
