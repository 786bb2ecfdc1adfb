// The well-known nouns of every tenant: built-in roles, Microsoft's applications and their groups, the built-in
// authentication strengths, countries, and the prelude in Ward. For the compiler and Graph import and export; a
// module carries what it uses as resolved, so the runtime does not know these tables. Must not know sources,
// policies or diagnostics.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "doorward/facts/facts.h"

namespace doorward::vocabulary {

/// The day (yyyymmdd) on which the tables were last compared with what Microsoft publishes; a module's header
/// carries it.
inline constexpr std::uint32_t kDate = 20261125;

/// Ids that Graph uses for places which no tenant declares (SEMANTICS.md §8.7).
inline constexpr std::string_view kMfaTrustedIpsId = "00000000-0000-0000-0000-000000000000";
inline constexpr std::string_view kCompliantNetworkId = "3d46dbda-8382-466a-856d-eb00cbc6b910";

/// The strength that equals the control `mfa` (SEMANTICS.md §2).
inline constexpr std::string_view kBuiltinMfaStrength = "mfa-strength";

/// A noun with one id: a role or an application.
struct NounRow {
  std::string_view name;   // the Ward name
  std::string_view title;  // Microsoft's name
  std::string_view id;     // lower case GUID
};
std::span<const NounRow> roles() noexcept;
std::span<const NounRow> apps() noexcept;
std::span<const NounRow> strengths() noexcept;

struct AppGroupRow {
  std::string_view name;   // the Ward name: `office-365`
  std::string_view graph;  // Graph's word: `Office365`
  std::string_view title;
};
std::span<const AppGroupRow> app_groups() noexcept;

struct AppGroupMember {
  std::string_view group;  // Graph's word of the group
  std::string_view app_id;
};
std::span<const AppGroupMember> app_group_members() noexcept;

struct StrengthCombination {
  std::string_view strength;  // the Ward name
  Mask methods;
};
std::span<const StrengthCombination> strength_combinations() noexcept;

/// Lookups by name or id, without ASCII case; nullptr when there is none. Ids may be in any form that
/// canonical_id accepts.
const NounRow* find_name(std::span<const NounRow> rows, std::string_view name) noexcept;
const NounRow* find_id(std::span<const NounRow> rows, std::string_view id);
const AppGroupRow* find_app_group(std::string_view graph) noexcept;

/// The method with this Ward word or shorter alias; nullptr when there is none.
const FactRow* find_method(std::string_view word) noexcept;

/// A value that a device property may have, for properties whose values are a list.
struct DeviceValue {
  DeviceAttribute attribute;
  std::string_view value;
};
std::span<const DeviceValue> device_values() noexcept;

/// Whether `code` is an ISO 3166-1 alpha-2 code (or XK), without ASCII case.
bool is_country(std::string_view code) noexcept;
/// All codes, upper case, sorted.
std::span<const std::string_view> countries() noexcept;

/// Ward source that is compiled in.
struct WardFile {
  std::string_view name;  // `devices.ward`
  std::string_view text;
};
/// The prelude, which is read before every policy set.
std::span<const WardFile> prelude() noexcept;
/// Microsoft's policy templates, a file each, which a policy set may `use`.
std::span<const WardFile> templates() noexcept;

/// Where `use` finds the templates, before the name of the file.
inline constexpr std::string_view kTemplatesFolder = "stdlib/templates/";

}  // namespace doorward::vocabulary
