// The steps of `emit`, one for each group of sections, in the order of the module. Private to the backend.
#pragma once

#include <vector>

#include "emit.h"

namespace doorward::backend {

class Emitter {
 public:
  Emitter(const Ir& ir, const DebugFacts* debug) : ir_(ir), debug_(debug) {}
  bytecode::ModuleTables run();

 private:
  // emit.cpp
  void rank_strings();
  void rank_ids();
  void rank_controls();
  void emit_subjects();
  bytecode::SubjectSide subject_side(const IrSubjectSide& side);
  void emit_guests();
  void emit_machines();
  bytecode::MachineSide machine_side(const IrMachineSide& side);
  void emit_targets();
  bytecode::TargetSide target_side(const IrTargetSide& side);
  void emit_networks();
  void emit_network_sets();

  // emit_demands.cpp
  void emit_comparisons();
  void emit_windows();
  void emit_strengths();
  void emit_controls();
  void emit_sessions();

  // emit_code.cpp
  void emit_policies();
  void emit_expressions();
  void emit_names();
  void emit_node(NodeId node);
  void emit_leaf(const ConditionNode& node);
  void put(bytecode::Opcode opcode, std::uint32_t operand = 0, Dimension tested = {});

  /// Appends to the pool; `ranks` turns provisional indices into those of the module.
  bytecode::List list(Indices values, const std::vector<std::uint32_t>* ranks);
  template <class Record>
  static bytecode::List run_of(std::vector<Record>& pool, const std::vector<Record>& records) {
    if (records.empty()) return {0, 0};
    const bytecode::List run{static_cast<std::uint32_t>(pool.size()), static_cast<std::uint32_t>(records.size())};
    pool.insert(pool.end(), records.begin(), records.end());
    return run;
  }
  std::uint32_t string(StringIndex index) const { return string_ranks_[index]; }

  const Ir& ir_;
  const DebugFacts* debug_;
  bytecode::ModuleTables out_;
  std::vector<std::uint32_t> string_ranks_;
  std::vector<std::uint32_t> id_ranks_;
  std::vector<std::uint32_t> control_ranks_;
  std::vector<std::uint32_t> control_order_;
  std::vector<const std::vector<IrGuest>*> guest_runs_;  // in the order in which `guests` holds them
  PlaceIndex place_ = 0;                                 // of the instructions that are being put
};

}  // namespace doorward::backend
