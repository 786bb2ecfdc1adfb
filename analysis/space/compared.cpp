#include "space/compared.h"

#include <algorithm>

#include "doorward/grammar/format.h"

namespace doorward::analysis {
namespace {

using model::AttributeScope;

/// Texts that are parts of other texts are put together up to this many.
constexpr std::size_t kMostParts = 6;
constexpr std::string_view kOtherText = "another-value";
constexpr std::string_view kOtherGuid = "00000000-0000-4000-8000-0000000000fc";

std::string_view scope_word(AttributeScope scope) {
  switch (scope) {
    case AttributeScope::device:
      return "device";
    case AttributeScope::user:
      return "user";
    case AttributeScope::app:
      return "app";
    case AttributeScope::workload:
      break;
  }
  return "workload";
}

void set_open(SmallVector<Attribute, 2>& attributes, std::string_view name, std::string_view value) {
  Attribute& attribute = attributes.emplace_back();
  attribute.name = name;
  attribute.values.push_back(value);
}

void set_device(DeviceSignals& device, DeviceAttribute attribute, std::string_view value) {
  if (attribute == DeviceAttribute::is_compliant) {
    device.is_compliant = value == "true";
    return;
  }
  device.properties[static_cast<std::size_t>(attribute)] = value;
  if (value.empty()) return;  // a collection that is absent, not one of an empty text
  if (attribute == DeviceAttribute::physical_ids) {
    device.has_physical_ids = true;
    device.physical_ids = {value};
  }
  if (attribute == DeviceAttribute::system_labels) {
    device.has_system_labels = true;
    device.system_labels = {value};
  }
}

const DeviceAttributeRow& row_of(DeviceAttribute attribute) {
  return kDeviceAttributes[static_cast<std::size_t>(attribute)];
}

}  // namespace

void Compared::add(const model::Expr& expr, AttributeScope scope) {
  for (const model::Expr& child : expr.children) add(child, scope);
  if (expr.kind != model::Expr::Kind::comparison || expr.comparison.attribute.scope != scope) return;
  const model::AttributeRef& attribute = expr.comparison.attribute;
  Noted& noted = noted_[{scope, attribute.name, attribute.device}];
  noted.values.insert(expr.comparison.values.begin(), expr.comparison.values.end());
  switch (positive_of(expr.comparison.op)) {
    case CompareOp::contains:
    case CompareOp::starts_with:
    case CompareOp::ends_with:
      noted.parts = true;
      break;
    case CompareOp::lt:
    case CompareOp::le:
    case CompareOp::gt:
    case CompareOp::ge:
      noted.ordered = true;
      break;
    case CompareOp::eq:
    case CompareOp::ne:
    case CompareOp::in:
    case CompareOp::not_in:
    case CompareOp::not_contains:
    case CompareOp::not_starts_with:
    case CompareOp::not_ends_with:
    case CompareOp::present:
    case CompareOp::absent:
      break;
  }
  if (scope == AttributeScope::device && is_extension_attribute(attribute.device)) {
    // Seen only of a device that is compliant or hybrid-joined.
    add(DeviceAttribute::is_compliant);
    add(DeviceAttribute::trust_type);
  }
}

SpaceValue Compared::choice(const Key& key, const std::string& value, bool quote) {
  const bool device = key.scope == AttributeScope::device;
  const std::string name = device ? std::string(row_of(key.device).ward) : key.name;
  const std::string path = std::string(scope_word(key.scope)) + '.' + name;
  SpaceValue made;
  const bool absent = value.empty();
  const std::string is = absent ? " is not present" : " is " + (quote ? doorward::quoted(value) : value);
  made.text = absent ? "no " + name : name + ' ' + value;
  if (device) {
    made.phrase = name + is;
    made.apply = [attribute = key.device, value](SignIn& s) { set_device(s.device, attribute, value); };
    return made;
  }
  if (!absent) made.given.push_back(path + is);
  made.apply = [scope = key.scope, name, value, absent](SignIn& s) {
    if (absent) return;
    if (scope == AttributeScope::user) set_open(s.user.attributes, name, value);
    if (scope == AttributeScope::app) set_open(s.app_attributes, name, value);
    if (scope == AttributeScope::workload) set_open(s.workload.attributes, name, value);
  };
  return made;
}

std::vector<SpaceValue> Compared::choices(const Key& key, const Noted& noted, bool& complete) {
  const bool device = key.scope == AttributeScope::device;
  if (device && key.device == DeviceAttribute::is_compliant) {
    std::vector<SpaceValue> both{choice(key, "false", false), choice(key, "true", false)};
    both[0].text = "not compliant";
    both[1].text = "compliant";
    return both;
  }
  std::set<std::string> values = noted.values;
  if (device && key.device == DeviceAttribute::trust_type) {
    values.insert({std::string(kHybridJoined), std::string(kEntraJoined), std::string(kWorkplaceJoined)});
  } else {
    const bool guid = device && row_of(key.device).type == AttributeType::guid;
    values.insert(std::string(guid ? kOtherGuid : kOtherText));
  }
  if (noted.parts && noted.values.size() > 1) {
    complete = complete && noted.values.size() <= kMostParts;
    for (const std::string& first : noted.values) {
      for (const std::string& second : noted.values) {
        if (first != second && values.size() < kMostParts * kMostParts) values.insert(first + ' ' + second);
      }
    }
    // Three at once are not looked for.
    complete = complete && noted.values.size() <= 2;
  }
  if (noted.ordered) {
    for (const std::string& value : noted.values) {
      values.insert(value + ".1");
      // What lies above or below a text that is no version is not known for sure.
      complete = complete && value.find_first_not_of("0123456789.") == std::string::npos;
    }
    values.insert("0");
  }
  values.erase(std::string());
  std::vector<SpaceValue> made{choice(key, "", true)};
  for (const std::string& value : values) made.push_back(choice(key, value, true));
  if (device && key.device == DeviceAttribute::trust_type) made.front().text = "unregistered";
  return made;
}

bool Compared::cross(std::vector<SpaceValue>& values, std::size_t most) const {
  bool complete = true;
  for (const auto& [key, noted] : noted_) {
    const std::vector<SpaceValue> more = choices(key, noted, complete);
    std::vector<SpaceValue> crossed;
    for (const SpaceValue& value : values) {
      for (const SpaceValue& one : more) {
        if (crossed.size() == most) {
          complete = false;
          break;
        }
        SpaceValue both = value;
        both.text += (both.text.empty() ? "" : ", ") + one.text;
        if (!one.phrase.empty()) both.phrase += (both.phrase.empty() ? "" : " and ") + one.phrase;
        both.given.insert(both.given.end(), one.given.begin(), one.given.end());
        both.apply = [first = value.apply, second = one.apply](SignIn& s) {
          if (first) first(s);
          second(s);
        };
        crossed.push_back(std::move(both));
      }
    }
    values = std::move(crossed);
  }
  return complete;
}

}  // namespace doorward::analysis
