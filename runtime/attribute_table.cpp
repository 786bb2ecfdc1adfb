#include "attribute_table.h"

#include <algorithm>
#include <bit>
#include <map>

namespace doorward::runtime {
namespace {

using bytecode::ComparisonEntry;
using bytecode::Scope;

constexpr std::string_view kTrue = "True";
constexpr std::string_view kFalse = "False";

std::string_view prefix_of(Scope scope) noexcept {
  switch (scope) {
    case Scope::user:
      return "user.attributes.";
    case Scope::app:
      return "app.attributes.";
    case Scope::workload:
      return "workload.attributes.";
    case Scope::device:
      break;
  }
  return "device.properties.";
}

const SmallVector<Attribute, 2>* attributes_of(const SignIn& sign_in, const UserSignals* user, Scope scope) noexcept {
  switch (scope) {
    case Scope::user:
      return user != nullptr ? &user->attributes : nullptr;
    case Scope::app:
      return &sign_in.app_attributes;
    case Scope::workload:
      return sign_in.has_workload ? &sign_in.workload.attributes : nullptr;
    case Scope::device:
      break;
  }
  return nullptr;
}

AttributeValue one(const std::string_view& value) noexcept { return {true, false, {&value, 1}}; }

AttributeValue property_of(const DeviceSignals& device, DeviceAttribute attribute) noexcept {
  if (attribute == DeviceAttribute::is_compliant) {
    return device.is_compliant ? one(*device.is_compliant ? kTrue : kFalse) : AttributeValue{};
  }
  if (attribute == DeviceAttribute::physical_ids) {
    return {device.has_physical_ids, true, {device.physical_ids.data(), device.physical_ids.size()}};
  }
  if (attribute == DeviceAttribute::system_labels) {
    return {device.has_system_labels, true, {device.system_labels.data(), device.system_labels.size()}};
  }
  const std::string_view& value = device.properties[static_cast<std::size_t>(attribute)];
  return value.empty() ? AttributeValue{} : one(value);
}

}  // namespace

bool is_carried(const DeviceSignals& device, DeviceAttribute attribute) noexcept {
  return property_of(device, attribute).present;
}

void AttributeTable::build(const bytecode::ModuleView& module) {
  module_ = &module;
  std::map<std::string, std::pair<Scope, std::string_view>> by_path;
  std::vector<std::string> folded(module.comparisons.size());
  for (std::size_t i = 0; i < module.comparisons.size(); ++i) {
    const ComparisonEntry& comparison = module.comparisons[i];
    if (comparison.scope == Scope::device) {
      device_attributes_ |= 1U << comparison.attribute;
      continue;
    }
    folded[i] = std::string(prefix_of(comparison.scope)) + canonical_id(module.string(comparison.name));
    by_path.try_emplace(folded[i], comparison.scope, module.string(comparison.name));
  }
  std::map<std::string_view, std::uint32_t> slots;
  for (const auto& [path, found] : by_path) {
    slots.emplace(path, static_cast<std::uint32_t>(slots_.size()));
    slots_.push_back({found.first, found.second, std::string(prefix_of(found.first)) + std::string(found.second)});
  }
  slot_of_.assign(module.comparisons.size(), kNoSlot);
  for (std::size_t i = 0; i < folded.size(); ++i) {
    if (!folded[i].empty()) slot_of_[i] = slots.at(folded[i]);
  }
}

void AttributeTable::bind_open(const SignIn& sign_in, const UserSignals* user, BoundAttributes& bound) const noexcept {
  for (std::size_t s = 0; s < slots_.size(); ++s) {
    AttributeValue& value = bound.open[s];
    value = {};
    const auto* attributes = attributes_of(sign_in, user, slots_[s].scope);
    if (attributes == nullptr) continue;
    for (const Attribute& attribute : *attributes) {
      if (!equals_ignoring_case(attribute.name, slots_[s].name)) continue;
      const bool list = attribute.collection || attribute.values.size() > 1;
      // An empty list is present, a scalar without a value is not.
      if (list || !attribute.values.empty()) value = {true, list, {attribute.values.data(), attribute.values.size()}};
      break;
    }
  }
}

void AttributeTable::bind_device(const DeviceSignals& device, bool managed, DeviceValues& values) const noexcept {
  for (std::uint32_t left = device_attributes_; left != 0; left &= left - 1) {
    const auto row = static_cast<std::size_t>(std::countr_zero(left));
    const auto attribute = static_cast<DeviceAttribute>(row);
    const bool visible = managed || !is_extension_attribute(attribute);
    values[row] = visible ? property_of(device, attribute) : AttributeValue{};
  }
}

bool AttributeTable::holds(std::uint32_t comparison, const BoundAttributes& bound) const noexcept {
  const ComparisonEntry& entry = module_->comparisons[comparison];
  const auto op = static_cast<CompareOp>(entry.op);
  const CompareOp positive = positive_of(op);
  const bool negative = positive != op;
  const bool of_device = entry.scope == Scope::device;
  const AttributeValue& value = of_device ? (*bound.device)[entry.attribute] : bound.open[slot_of_[comparison]];
  if (!value.present) return negative;
  if (positive == CompareOp::present) return !negative;
  const bool is_id = of_device && kDeviceAttributes[entry.attribute].type == AttributeType::guid;
  const TextEquality equality = is_id ? TextEquality::id : TextEquality::text;
  for (const std::uint32_t string : module_->list(entry.values)) {
    const std::string_view wanted = module_->string(string);
    for (const std::string_view candidate : value.values) {
      if (value_fits(positive, equality, !value.collection, candidate, wanted)) return !negative;
    }
  }
  return negative;
}

}  // namespace doorward::runtime
