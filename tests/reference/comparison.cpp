#include "reference/comparison.h"

#include <algorithm>

#include "reference/ordering.h"

namespace doorward::reference {
namespace {

using model::AttributeRef;
using model::AttributeScope;

std::string lowered(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), ascii_lower);
  return result;
}

template <class Range>
AttributeValue collection_of(const Range& texts) {
  AttributeValue value{.collection = true, .elements = {}};
  for (const std::string_view text : texts) value.elements.emplace_back(text);
  return value;
}

std::optional<AttributeValue> device_value(DeviceAttribute attribute, const DeviceSignals& device) {
  if (attribute == DeviceAttribute::is_compliant) {
    if (!device.is_compliant) return std::nullopt;
    return AttributeValue{false, {*device.is_compliant ? "true" : "false"}};
  }
  if (attribute == DeviceAttribute::physical_ids) {
    if (!device.has_physical_ids) return std::nullopt;
    return collection_of(device.physical_ids);
  }
  if (attribute == DeviceAttribute::system_labels) {
    if (!device.has_system_labels) return std::nullopt;
    return collection_of(device.system_labels);
  }
  const std::string_view text = device.properties[static_cast<std::size_t>(attribute)];
  if (text.empty()) return std::nullopt;
  return AttributeValue{false, {std::string(text)}};
}

std::optional<AttributeValue> open_value(std::string_view name, const SmallVector<Attribute, 2>& attributes) {
  for (const Attribute& attribute : attributes) {
    if (!equals_ignoring_case(attribute.name, name)) continue;
    if (!attribute.collection && attribute.values.empty()) return std::nullopt;
    AttributeValue value = collection_of(attribute.values);
    value.collection = attribute.collection || attribute.values.size() > 1;
    return value;
  }
  return std::nullopt;
}

std::optional<AttributeValue> carried_value(const AttributeRef& attribute, const SignIn& sign_in) {
  switch (attribute.scope) {
    case AttributeScope::device:
      return device_value(attribute.device, sign_in.device);
    case AttributeScope::user:
      return open_value(attribute.name, sign_in.user.attributes);
    case AttributeScope::app:
      return open_value(attribute.name, sign_in.app_attributes);
    case AttributeScope::workload:
      return open_value(attribute.name, sign_in.workload.attributes);
  }
  return std::nullopt;
}

bool is_guid_attribute(const AttributeRef& attribute) {
  return attribute.scope == AttributeScope::device &&
         kDeviceAttributes[static_cast<std::size_t>(attribute.device)].type == AttributeType::guid;
}

/// Equality of an element and a value: GUIDs by value where the attribute is one, all else without case.
bool equal(const AttributeRef& attribute, std::string_view element, std::string_view value) {
  if (is_guid_attribute(attribute)) return canonical_id(element) == canonical_id(value);
  return lowered(element) == lowered(value);
}

/// Whether one element fits one value under a positive operator.
bool fits(const model::Comparison& comparison, CompareOp op, bool collection, std::string_view element,
          std::string_view value) {
  const std::string text = lowered(element);
  const std::string wanted = lowered(value);
  if (op == CompareOp::eq || op == CompareOp::in) return equal(comparison.attribute, element, value);
  if (op == CompareOp::contains) {
    if (collection) return equal(comparison.attribute, element, value);
    return text.find(wanted) != std::string::npos;
  }
  if (op == CompareOp::starts_with) return text.starts_with(wanted);
  if (op == CompareOp::ends_with) return text.ends_with(wanted);
  const std::optional<int> order = compare_ordered(element, value);
  if (!order) return false;
  if (op == CompareOp::lt) return *order < 0;
  if (op == CompareOp::le) return *order <= 0;
  if (op == CompareOp::gt) return *order > 0;
  return *order >= 0;
}

}  // namespace

std::optional<AttributeValue> visible_value(const AttributeRef& attribute, const Circumstances& seen) {
  if (attribute.scope == AttributeScope::device) {
    if (seen.unregistered) return std::nullopt;
    const DeviceSignals& device = seen.sign_in.device;
    const std::string_view trust = device.properties[static_cast<std::size_t>(DeviceAttribute::trust_type)];
    const bool managed = device.is_compliant.value_or(false) || equals_ignoring_case(trust, kHybridJoined);
    if (is_extension_attribute(attribute.device) && !managed) return std::nullopt;
  }
  return carried_value(attribute, seen.sign_in);
}

bool carries(const AttributeRef& attribute, const SignIn& sign_in) {
  return carried_value(attribute, sign_in).has_value();
}

bool holds(const model::Comparison& comparison, const Circumstances& seen) {
  const std::optional<AttributeValue> found = visible_value(comparison.attribute, seen);
  if (comparison.op == CompareOp::present) return found.has_value();
  if (comparison.op == CompareOp::absent) return !found.has_value();
  const bool negative = is_negative(comparison.op);
  if (!found) return negative;
  for (const std::string& element : found->elements) {
    for (const std::string& value : comparison.values) {
      if (fits(comparison, positive_of(comparison.op), found->collection, element, value)) return !negative;
    }
  }
  return negative;
}

}  // namespace doorward::reference
