// The decision IR: policies as matches on interned sets plus residual conditions in one graph. Indices are in the
// order of first use; `emit` gives them the order of the module. Must not know sources, names of tenants' nouns, or
// the layout of a module beyond its enums and plain records.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "condition_graph.h"
#include "doorward/bytecode/format.h"
#include "doorward/bytecode/opcodes.h"
#include "doorward/facts/facts.h"
#include "interner.h"

namespace doorward::backend {

using StringIndex = std::uint32_t;
using Indices = std::vector<std::uint32_t>;  // sorted and distinct

struct IrId {
  bytecode::IdKind kind{};
  bytecode::IdForm form{};
  std::array<std::uint8_t, 16> key{};
  StringIndex text = 0;
  void mix(HashMix& hash) const;
  friend bool operator==(const IrId&, const IrId&) = default;
};

struct IrGuest {
  Mask kinds = 0;
  bool every_tenant = false;
  Indices tenants;
  friend bool operator==(const IrGuest&, const IrGuest&) = default;
};

struct IrSubjectSide {
  std::uint32_t flags = 0;
  Indices ids;
  std::vector<IrGuest> guests;
  friend bool operator==(const IrSubjectSide&, const IrSubjectSide&) = default;
};

struct IrMachineSide {
  std::uint32_t flags = 0;
  Indices ids;
  Indices workload_filters;
  Indices agent_filters;
  friend bool operator==(const IrMachineSide&, const IrMachineSide&) = default;
};

struct IrTargetSide {
  std::uint32_t flags = 0;
  Mask user_actions = 0;
  std::array<std::uint32_t, 4> contexts{};
  Indices ids;
  Indices filters;
  friend bool operator==(const IrTargetSide&, const IrTargetSide&) = default;
};

struct IrNetworkSide {
  std::uint32_t flags = 0;
  Indices networks;
  friend bool operator==(const IrNetworkSide&, const IrNetworkSide&) = default;
};

void mix(HashMix& hash, const IrSubjectSide& side);
void mix(HashMix& hash, const IrMachineSide& side);
void mix(HashMix& hash, const IrTargetSide& side);
void mix(HashMix& hash, const IrNetworkSide& side);

/// What a set includes and what it excludes; `mix` above hashes each side.
template <class Side>
struct IrSet {
  Side include;
  Side exclude;
  void mix(HashMix& hash) const {
    backend::mix(hash, include);
    backend::mix(hash, exclude);
  }
  friend bool operator==(const IrSet&, const IrSet&) = default;
};

struct IrNetwork {
  StringIndex name = 0;
  bytecode::NetworkKind kind{};
  std::uint32_t flags = 0;
  std::vector<bytecode::RangeEntry> ranges;  // sorted and distinct
  Indices countries;
  std::uint32_t composite = 0;
};

struct IrComparison {
  bytecode::Scope scope{};
  CompareOp op{};
  std::uint16_t attribute = 0;
  StringIndex name = 0;
  std::vector<StringIndex> values;  // in source order
  void mix(HashMix& hash) const;
  friend bool operator==(const IrComparison&, const IrComparison&) = default;
};

struct IrWindow {
  std::uint32_t days = 0;
  std::uint16_t start_minute = 0;
  std::uint16_t end_minute = 0;
  std::uint32_t zone = 0;
  void mix(HashMix& hash) const;
  friend bool operator==(const IrWindow&, const IrWindow&) = default;
};

struct IrZone {
  StringIndex name = 0;
  std::int32_t offset = 0;
  std::vector<bytecode::TransitionEntry> transitions;
};

struct IrStrength {
  StringIndex id = 0;
  StringIndex key = 0;
  std::vector<bytecode::CombinationEntry> combinations;
  bool builtin_mfa = false;
};

struct IrControl {
  ControlKind kind{};
  StringIndex shown = 0;
  std::uint32_t strength = 0;
  void mix(HashMix& hash) const;
  friend bool operator==(const IrControl&, const IrControl&) = default;
};

/// A session's record, with a provisional index of its string.
struct IrSession {
  std::uint32_t primary_hours = 0;
  std::uint32_t secondary_hours = 0;
  std::uint8_t persistent_browser = 0;
  std::uint8_t cloud_app_security = 0;
  std::uint8_t continuous_access = 0;
  std::uint8_t flags = 0;
  StringIndex filtering_profile = 0;
  void mix(HashMix& hash) const;
  friend bool operator==(const IrSession&, const IrSession&) = default;
};

struct IrExpression {
  NodeId node = 0;
  bytecode::Scope scope{};
  void mix(HashMix& hash) const;
  friend bool operator==(const IrExpression&, const IrExpression&) = default;
};

/// Index of a place in the source, resolved when all are known; see Places.
using PlaceIndex = std::uint32_t;

struct IrMatch {
  bytecode::Opcode opcode{};
  std::uint32_t operand = 0;
  PlaceIndex place = 0;
};

/// The policy does not apply unless `node` is true; a failure is one of `dimension`.
struct IrResidual {
  Dimension dimension{};
  NodeId node = 0;
  PlaceIndex place = 0;
};

struct IrPolicy {
  StringIndex name = 0;
  StringIndex graph_id = 0;
  StringIndex title = 0;
  bytecode::State state{};
  std::uint32_t flags = 0;
  Indices controls;
  std::uint32_t session = bytecode::kNone;
  std::vector<IrMatch> matches;      // in the order of the opcode table
  std::vector<IrResidual> residual;  // in the order of the dimensions
  PlaceIndex place = 0;
};

struct Ir {
  StringPool strings;
  Interner<IrId> ids;
  Interner<IrSet<IrSubjectSide>> subjects;
  Interner<IrSet<IrMachineSide>> machines;
  Interner<IrSet<IrTargetSide>> targets;
  std::vector<IrNetwork> networks;
  Interner<IrSet<IrNetworkSide>> network_sets;
  Interner<IrComparison> comparisons;
  Interner<IrWindow> windows;
  std::vector<IrZone> zones;
  std::vector<IrStrength> strengths;  // sorted by the text of their keys, distinct
  Interner<IrControl> controls;
  Interner<IrSession> sessions;
  bytecode::SettingsEntry settings{};
  ConditionGraph graph;
  Interner<IrExpression> expressions;
  std::vector<IrPolicy> policies;  // sorted by name
};

}  // namespace doorward::backend
