// From the resolved model to the decision IR. App groups, time zones and the built-in strengths are resolved here;
// what the format cannot hold is reported. Private to the backend; `lower` runs it.
#pragma once

#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "doorward/compiler/model.h"
#include "doorward/grammar/diagnostic.h"
#include "ir.h"
#include "module_limits.h"
#include "places.h"

namespace doorward::backend {

class Lowering {
 public:
  Lowering(const model::PolicySet& set, const Limits& limits, bool strip, Places& places, DiagnosticSink& sink)
      : set_(set), limits_(limits), strip_(strip), places_(places), sink_(sink) {}

  Ir run();

 private:
  // lower_policies.cpp
  void lower_policy(const model::Policy& policy);
  void add_matches(const model::Policy& policy, IrPolicy& out);
  void add_residuals(const model::Policy& policy, IrPolicy& out);
  void add_endings(const model::Subjects& users, IrPolicy& out);
  void add_mask(bytecode::Opcode opcode, const std::optional<model::MaskCondition>& condition, IrPolicy& out);

  // lower_sets.cpp
  std::uint32_t id_of(bytecode::IdKind kind, const model::Id& id);
  void add_subject(const model::SubjectItem& item, IrSubjectSide& side);
  IrSubjectSide subject_side(const std::vector<model::SubjectItem>& items);
  std::uint32_t machine_set(const model::Machines& machines);
  IrMachineSide machine_side(const std::vector<model::MachineItem>& items, const model::Machines& machines,
                             model::Filter::Mode mode);
  std::uint32_t target_set(const model::Targets& targets);
  void add_target(const model::TargetItem& item, bool including, IrTargetSide& side);
  void add_app_group(const model::TargetItem& item, bool including, IrTargetSide& side);
  IrTargetSide target_side(const std::vector<model::TargetItem>& items, bool including);

  // lower_networks.cpp
  void lower_networks();
  std::vector<bool> needed_networks() const;
  void lower_network(const model::Network& network);
  std::uint32_t network_set(const model::NetworkCondition& condition);
  IrNetworkSide network_side(const std::vector<model::NetworkItem>& items);

  // lower_conditions.cpp
  NodeId condition(const model::Expr& expr, bool negated = false);
  NodeId junction(const model::Expr& expr);
  NodeId comparison(const model::Expr& expr, bool negated);
  NodeId window(const model::Expr& expr);
  std::uint32_t zone(const model::Expr& expr);
  std::uint32_t expression(const model::Expr& expr, bytecode::Scope scope);

  // lower_demands.cpp
  void lower_strengths();
  void lower_settings();
  void lower_grant(const model::Policy& policy, IrPolicy& out);
  std::uint32_t control(const model::Control& control);
  std::uint32_t session(const model::Session& session);

  template <Code C, class... Args>
  void report(const model::Origin& origin, Args&&... args) {
    sink_.report<C>(origin.span, std::forward<Args>(args)...).json_path = origin.json_path;
  }

  const model::PolicySet& set_;
  const Limits& limits_;
  bool strip_;
  Places& places_;
  DiagnosticSink& sink_;
  Ir ir_;
  std::vector<std::uint32_t> network_index_;   // by model index; kNone where not needed
  std::vector<std::uint32_t> strength_index_;  // by model index
  std::unordered_map<std::string, std::uint32_t> zone_index_;
};

/// Sorts and removes repetitions, as every list of the module is kept.
void make_distinct(Indices& indices);

inline Ir lower(const model::PolicySet& set, const Limits& limits, bool strip, Places& places, DiagnosticSink& sink) {
  return Lowering(set, limits, strip, places, sink).run();
}

}  // namespace doorward::backend
