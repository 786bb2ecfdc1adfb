// The rules of docs/bytecode.md, one member function a section, in the order of the sections: later rules rely on
// what earlier ones found. Private to the bytecode layer; `verify` runs it.
#pragma once

#include <span>
#include <string_view>

#include "doorward/bytecode/module.h"
#include "doorward/bytecode/opcodes.h"

namespace doorward::bytecode {

/// Walks a pool that lists or runs partition: each non-empty one begins where the one before it ended.
class PoolCursor {
 public:
  explicit PoolCursor(std::size_t size) noexcept : left_(size) {}
  bool take(List list) noexcept {
    if (list.count == 0) return list.first == 0;
    if (list.first != next_ || list.count > left_) return false;
    next_ += list.count;
    left_ -= list.count;
    return true;
  }
  bool at_end() const noexcept { return left_ == 0; }

 private:
  std::uint32_t next_ = 0;
  std::size_t left_;
};

class Verifier {
 public:
  explicit Verifier(const ModuleView& view) noexcept;
  VerifyResult run() noexcept;

 private:
  struct CodeFacts;

  // verify_tables.cpp
  bool check_strings() noexcept;
  bool check_ids() noexcept;
  bool check_subjects() noexcept;
  bool check_subject_side(const SubjectSide& side, const SubjectSet& set) noexcept;
  bool check_guests() noexcept;
  bool check_machines() noexcept;
  bool check_machine_side(const MachineSide& side, const MachineSet& set) noexcept;
  bool check_targets() noexcept;
  bool check_target_side(const TargetSide& side, const TargetSet& set) noexcept;
  bool check_expression_list(List list, Scope scope) const noexcept;

  // verify_networks.cpp
  bool check_networks() noexcept;
  bool check_network(std::uint32_t index) noexcept;
  bool check_members(const NetworkEntry& network) noexcept;
  bool check_ranges() noexcept;
  bool check_network_sets() noexcept;
  bool check_windows() noexcept;
  bool check_zones() noexcept;
  bool check_transitions() noexcept;

  // verify_demands.cpp
  bool check_comparisons() noexcept;
  bool check_strengths() noexcept;
  bool check_combinations() noexcept;
  bool check_controls() noexcept;
  bool control_text_fits(const ControlEntry& control) const noexcept;
  bool check_sessions() noexcept;
  bool check_settings() noexcept;
  bool check_policies() noexcept;
  bool check_demand(const PolicyEntry& policy) noexcept;
  bool check_debug() noexcept;

  // verify_code.cpp
  bool check_expressions() noexcept;
  bool check_code(const PolicyEntry& policy) noexcept;
  bool check_match(const Instruction& instruction, CodeFacts& facts) noexcept;
  bool check_push(const Instruction& instruction, CodeFacts& facts) noexcept;
  bool check_test(const Instruction& instruction, CodeFacts& facts) noexcept;
  bool check_expression(const ExpressionEntry& expression) noexcept;
  bool check_shape(const Instruction& instruction, const OpcodeRow*& row) noexcept;
  bool operand_fits(const Instruction& instruction, Operand operand) const noexcept;

  bool string_fits(std::uint32_t index) const noexcept { return index < view_.strings.size(); }
  /// True when the list, which lies in its pool, is strictly ascending and below `limit`.
  bool ascending_below(List list, std::size_t limit) const noexcept;
  bool id_kinds_fit(List list, std::uint32_t kinds) const noexcept;

  template <class Record>
  bool fail(Section section, const Record& record, std::string_view reason,
            VerifyStatus status = VerifyStatus::malformed) noexcept {
    return fail_at(section, reinterpret_cast<const std::byte*>(&record), reason, status);
  }
  /// A fault of a section as a whole.
  bool fail(Section section, std::string_view reason, VerifyStatus status = VerifyStatus::malformed) noexcept;
  bool fail_at(Section section, const std::byte* place, std::string_view reason, VerifyStatus status) noexcept;

  const ModuleView& view_;
  VerifyResult result_;
  PoolCursor indices_;
  PoolCursor guests_;
  PoolCursor ranges_;
  PoolCursor transitions_;
  PoolCursor combinations_;
  PoolCursor code_;
};

}  // namespace doorward::bytecode
