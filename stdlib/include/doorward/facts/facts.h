// The closed vocabularies of conditional access as enums, bits and name tables, expanded from the `.def` rows
// beside this file. This is all that the runtime knows of the domain; names of roles, apps and other tenant
// vocabulary belong to the compiler (doorward/vocabulary). Must not know policies, sources or modules.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "doorward/facts/guid.h"

namespace doorward {

/// One member of a vocabulary: its value, Graph's word for it and Ward's.
struct FactRow {
  std::uint32_t value;     // of the member
  std::string_view graph;  // Graph's word
  std::string_view ward;   // Ward's word
};

/// The row whose Graph word is `word`, without ASCII case; nullptr when there is none.
constexpr const FactRow* find_graph(std::span<const FactRow> rows, std::string_view word) noexcept {
  for (const FactRow& row : rows) {
    if (!row.graph.empty() && equals_ignoring_case(row.graph, word)) return &row;
  }
  return nullptr;
}

/// The row whose Ward word is `word`, without ASCII case; nullptr when there is none.
constexpr const FactRow* find_ward(std::span<const FactRow> rows, std::string_view word) noexcept {
  for (const FactRow& row : rows) {
    if (!row.ward.empty() && equals_ignoring_case(row.ward, word)) return &row;
  }
  return nullptr;
}

/// A set of members of one vocabulary: bit N is the member with value N.
using Mask = std::uint32_t;

template <class Enum>
constexpr Mask bit(Enum member) noexcept {
  return Mask{1} << static_cast<std::uint32_t>(member);
}

enum class ClientApp : std::uint8_t {
#define DW_CLIENT_APP(name, value, graph, ward, legacy) name = value,
#include "doorward/facts/client_apps.def"
#undef DW_CLIENT_APP
};
inline constexpr auto kClientApps = std::to_array<FactRow>({
#define DW_CLIENT_APP(name, value, graph, ward, legacy) {value, graph, ward},
#include "doorward/facts/client_apps.def"
#undef DW_CLIENT_APP
});
inline constexpr Mask kLegacyClients = 0
#define DW_CLIENT_APP(name, value, graph, ward, legacy) | (legacy ? Mask{1} << value : Mask{0})
#include "doorward/facts/client_apps.def"
#undef DW_CLIENT_APP
    ;

enum class Platform : std::uint8_t {
#define DW_PLATFORM(name, value, graph, ward) name = value,
#include "doorward/facts/platforms.def"
#undef DW_PLATFORM
};
inline constexpr auto kPlatforms = std::to_array<FactRow>({
#define DW_PLATFORM(name, value, graph, ward) {value, graph, ward},
#include "doorward/facts/platforms.def"
#undef DW_PLATFORM
});
inline constexpr Mask kAllPlatforms = (Mask{1} << kPlatforms.size()) - 1;

enum class RiskLevel : std::uint8_t {
#define DW_RISK_LEVEL(name, value, graph, ward) name = value,
#include "doorward/facts/risk_levels.def"
#undef DW_RISK_LEVEL
};
inline constexpr auto kRiskLevels = std::to_array<FactRow>({
#define DW_RISK_LEVEL(name, value, graph, ward) {value, graph, ward},
#include "doorward/facts/risk_levels.def"
#undef DW_RISK_LEVEL
});

enum class InsiderRisk : std::uint8_t {
#define DW_INSIDER_RISK(name, value, graph, ward) name = value,
#include "doorward/facts/insider_risk_levels.def"
#undef DW_INSIDER_RISK
};
inline constexpr auto kInsiderRisks = std::to_array<FactRow>({
#define DW_INSIDER_RISK(name, value, graph, ward) {value, graph, ward},
#include "doorward/facts/insider_risk_levels.def"
#undef DW_INSIDER_RISK
});

enum class Flow : std::uint8_t {
#define DW_FLOW(name, value, graph, ward) name = value,
#include "doorward/facts/flows.def"
#undef DW_FLOW
};
inline constexpr auto kFlows = std::to_array<FactRow>({
#define DW_FLOW(name, value, graph, ward) {value, graph, ward},
#include "doorward/facts/flows.def"
#undef DW_FLOW
});

enum class GuestKind : std::uint8_t {
#define DW_GUEST_KIND(name, value, graph, ward) name = value,
#include "doorward/facts/guest_kinds.def"
#undef DW_GUEST_KIND
};
inline constexpr auto kGuestKinds = std::to_array<FactRow>({
#define DW_GUEST_KIND(name, value, graph, ward) {value, graph, ward},
#include "doorward/facts/guest_kinds.def"
#undef DW_GUEST_KIND
});
inline constexpr Mask kAllGuestKinds = (Mask{1} << kGuestKinds.size()) - 1;

enum class UserAction : std::uint8_t {
#define DW_USER_ACTION(name, value, graph, ward) name = value,
#include "doorward/facts/user_actions.def"
#undef DW_USER_ACTION
};
inline constexpr auto kUserActions = std::to_array<FactRow>({
#define DW_USER_ACTION(name, value, graph, ward) {value, graph, ward},
#include "doorward/facts/user_actions.def"
#undef DW_USER_ACTION
});

enum class Method : std::uint8_t {
#define DW_METHOD(name, value, graph, ward) name = value,
#include "doorward/facts/methods.def"
#undef DW_METHOD
};
inline constexpr auto kMethods = std::to_array<FactRow>({
#define DW_METHOD(name, value, graph, ward) {value, graph, ward},
#include "doorward/facts/methods.def"
#undef DW_METHOD
});

enum class ControlKind : std::uint8_t {
#define DW_CONTROL(name, value, graph, ward, nature) name = value,
#include "doorward/facts/controls.def"
#undef DW_CONTROL
};
inline constexpr auto kControls = std::to_array<FactRow>({
#define DW_CONTROL(name, value, graph, ward, nature) {value, graph, ward},
#include "doorward/facts/controls.def"
#undef DW_CONTROL
});
/// Whether a person can still meet the control (SEMANTICS.md §2 "interactive").
enum class ControlNature : std::uint8_t { interactive, fact, unmeetable };
inline constexpr auto kControlNatures = std::to_array<ControlNature>({
#define DW_CONTROL(name, value, graph, ward, nature) ControlNature::nature,
#include "doorward/facts/controls.def"
#undef DW_CONTROL
});
constexpr ControlNature nature_of(ControlKind kind) noexcept { return kControlNatures[static_cast<std::size_t>(kind)]; }

enum class CompareOp : std::uint8_t {
#define DW_COMPARE_OP(name, value, graph, ward, negates) name = value,
#include "doorward/facts/compare_ops.def"
#undef DW_COMPARE_OP
};
inline constexpr auto kCompareOps = std::to_array<FactRow>({
#define DW_COMPARE_OP(name, value, graph, ward, negates) {value, graph, ward},
#include "doorward/facts/compare_ops.def"
#undef DW_COMPARE_OP
});
inline constexpr auto kPositiveOps = std::to_array<CompareOp>({
#define DW_COMPARE_OP(name, value, graph, ward, negates) CompareOp::negates,
#include "doorward/facts/compare_ops.def"
#undef DW_COMPARE_OP
});
/// The operator whose opposite `op` is, or `op` itself when it is positive.
constexpr CompareOp positive_of(CompareOp op) noexcept { return kPositiveOps[static_cast<std::size_t>(op)]; }
constexpr bool is_negative(CompareOp op) noexcept { return positive_of(op) != op; }

enum class AttributeType : std::uint8_t { text, boolean, guid, choice, collection };
enum class DeviceAttribute : std::uint8_t {
#define DW_DEVICE_ATTRIBUTE(name, value, graph, ward, type, signal) name = value,
#include "doorward/facts/device_attributes.def"
#undef DW_DEVICE_ATTRIBUTE
};
/// A row of device_attributes.def.
struct DeviceAttributeRow {
  std::uint32_t value;      // of the member
  std::string_view graph;   // Graph's word
  std::string_view ward;    // Ward's word
  AttributeType type;       // of its values
  std::string_view signal;  // path in a sign-in
};
inline constexpr auto kDeviceAttributes = std::to_array<DeviceAttributeRow>({
#define DW_DEVICE_ATTRIBUTE(name, value, graph, ward, type, signal) {value, graph, ward, AttributeType::type, signal},
#include "doorward/facts/device_attributes.def"
#undef DW_DEVICE_ATTRIBUTE
});
constexpr bool is_extension_attribute(DeviceAttribute attribute) noexcept {
  return attribute >= DeviceAttribute::extension_attribute_1;
}

enum class UserState : std::uint8_t {
#define DW_USER_STATE(name, value, graph) name = value,
#include "doorward/facts/user_states.def"
#undef DW_USER_STATE
};
inline constexpr auto kUserStates = std::to_array<FactRow>({
#define DW_USER_STATE(name, value, graph) {value, graph, graph},
#include "doorward/facts/user_states.def"
#undef DW_USER_STATE
});

enum class Dimension : std::uint8_t {
#define DW_DIMENSION(name, value, label, reason, lead) name = value,
#include "doorward/facts/dimensions.def"
#undef DW_DIMENSION
};
/// A row of dimensions.def.
struct DimensionRow {
  std::uint32_t value;               // of the member
  std::string_view label;            // in explanations
  std::string_view analysis_reason;  // Graph's word
  std::string_view lead;             // begins the English sentence of an explanation
};
inline constexpr auto kDimensions = std::to_array<DimensionRow>({
#define DW_DIMENSION(name, value, label, reason, lead) {value, label, reason, lead},
#include "doorward/facts/dimensions.def"
#undef DW_DIMENSION
});

/// Signals by their sign-in path. Device properties follow the rows of signals.def, in table order.
enum class Signal : std::uint8_t {
#define DW_SIGNAL(name, path) name,
#include "doorward/facts/signals.def"
#undef DW_SIGNAL
  device_attributes_begin
};
inline constexpr auto kSignalPaths = std::to_array<std::string_view>({
#define DW_SIGNAL(name, path) path,
#include "doorward/facts/signals.def"
#undef DW_SIGNAL
#define DW_DEVICE_ATTRIBUTE(name, value, graph, ward, type, signal) signal,
#include "doorward/facts/device_attributes.def"
#undef DW_DEVICE_ATTRIBUTE
});
static_assert(kSignalPaths.size() <= 64, "SignalMask holds one bit a signal");
using SignalMask = std::uint64_t;
constexpr SignalMask signal_bit(Signal signal) noexcept { return SignalMask{1} << static_cast<std::uint32_t>(signal); }
constexpr SignalMask signal_bit(DeviceAttribute attribute) noexcept {
  return SignalMask{1} << (static_cast<std::uint32_t>(Signal::device_attributes_begin) +
                           static_cast<std::uint32_t>(attribute));
}

/// How the per-user state stands to the policies (SEMANTICS.md §5).
enum class Precedence : std::uint8_t { state_takes_precedence, state_overrides_policies, state_ignored };

/// Trust types of a device (ENTRA.md §4.1).
inline constexpr std::string_view kHybridJoined = "ServerAD";
inline constexpr std::string_view kEntraJoined = "AzureAD";
inline constexpr std::string_view kWorkplaceJoined = "Workplace";

}  // namespace doorward
