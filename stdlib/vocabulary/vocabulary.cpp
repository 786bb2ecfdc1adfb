#include "doorward/vocabulary/vocabulary.h"

#include <algorithm>
#include <array>
#include <vector>

#include "embedded_prelude.h"
#include "embedded_templates.h"

namespace doorward::vocabulary {
namespace {

constexpr auto kRoles = std::to_array<NounRow>({
#define DW_ROLE(name, title, id) {name, title, id},
#include "doorward/vocabulary/roles.def"
#undef DW_ROLE
});

constexpr auto kApps = std::to_array<NounRow>({
#define DW_APP(name, title, id) {name, title, id},
#include "doorward/vocabulary/apps.def"
#undef DW_APP
});

constexpr auto kStrengths = std::to_array<NounRow>({
#define DW_STRENGTH(name, title, id) {name, title, id},
#include "doorward/vocabulary/strengths.def"
#undef DW_STRENGTH
});

constexpr auto kCombinations = std::to_array<StrengthCombination>({
#define DW_STRENGTH_COMBINATION(name, first, second) {name, bit(Method::first) | bit(Method::second)},
#include "doorward/vocabulary/strengths.def"
#undef DW_STRENGTH_COMBINATION
});

constexpr auto kAppGroups = std::to_array<AppGroupRow>({
#define DW_APP_GROUP(name, graph, title) {name, graph, title},
#include "doorward/vocabulary/app_groups.def"
#undef DW_APP_GROUP
});

constexpr auto kAppGroupMembers = std::to_array<AppGroupMember>({
#define DW_APP_GROUP_MEMBER(group, id) {group, id},
#include "doorward/vocabulary/app_groups.def"
#undef DW_APP_GROUP_MEMBER
});

constexpr auto kCountries = std::to_array<std::string_view>({
#define DW_COUNTRY(code) code,
#include "doorward/vocabulary/countries.def"
#undef DW_COUNTRY
});

constexpr auto kDeviceValues = std::to_array<DeviceValue>({
#define DW_DEVICE_VALUE(attribute, value) {DeviceAttribute::attribute, value},
#include "doorward/vocabulary/device_values.def"
#undef DW_DEVICE_VALUE
});

struct MethodAlias {
  std::string_view word;
  Method method;
};
constexpr auto kMethodAliases = std::to_array<MethodAlias>({
#define DW_METHOD_ALIAS(word, method) {word, Method::method},
#include "doorward/vocabulary/method_aliases.def"
#undef DW_METHOD_ALIAS
});

}  // namespace

std::span<const NounRow> roles() noexcept { return kRoles; }
std::span<const NounRow> apps() noexcept { return kApps; }
std::span<const NounRow> strengths() noexcept { return kStrengths; }
std::span<const AppGroupRow> app_groups() noexcept { return kAppGroups; }
std::span<const AppGroupMember> app_group_members() noexcept { return kAppGroupMembers; }
std::span<const StrengthCombination> strength_combinations() noexcept { return kCombinations; }
std::span<const std::string_view> countries() noexcept { return kCountries; }
std::span<const DeviceValue> device_values() noexcept { return kDeviceValues; }

const NounRow* find_name(std::span<const NounRow> rows, std::string_view name) noexcept {
  for (const NounRow& row : rows) {
    if (equals_ignoring_case(row.name, name)) return &row;
  }
  return nullptr;
}

const NounRow* find_id(std::span<const NounRow> rows, std::string_view id) {
  const std::string key = canonical_id(id);
  for (const NounRow& row : rows) {
    if (row.id == key) return &row;
  }
  return nullptr;
}

const AppGroupRow* find_app_group(std::string_view graph) noexcept {
  for (const AppGroupRow& row : kAppGroups) {
    if (equals_ignoring_case(row.graph, graph)) return &row;
  }
  return nullptr;
}

const FactRow* find_method(std::string_view word) noexcept {
  if (const FactRow* row = find_ward(kMethods, word)) return row;
  for (const MethodAlias& alias : kMethodAliases) {
    if (equals_ignoring_case(alias.word, word)) return &kMethods[static_cast<std::size_t>(alias.method)];
  }
  return nullptr;
}

bool is_country(std::string_view code) noexcept {
  return std::any_of(kCountries.begin(), kCountries.end(),
                     [&](std::string_view row) { return equals_ignoring_case(row, code); });
}

namespace {

std::vector<WardFile> files_of(std::span<const embedded::File> embedded) {
  std::vector<WardFile> files;
  for (const embedded::File& file : embedded) files.push_back({file.name, file.text});
  return files;
}

}  // namespace

std::span<const WardFile> prelude() noexcept {
  static const std::vector<WardFile> kFiles = files_of(embedded::prelude());
  return kFiles;
}

std::span<const WardFile> templates() noexcept {
  static const std::vector<WardFile> kFiles = files_of(embedded::templates());
  return kFiles;
}

}  // namespace doorward::vocabulary
