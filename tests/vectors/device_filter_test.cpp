// Microsoft's tables of the filter for devices: which operators an attribute takes, and what a rule says of a device
// that is not registered, or is but is not managed.
#include <doctest/doctest.h>

#include <map>

#include "corpus.h"
#include "reference/build.h"

namespace doorward::vectors {
namespace {

std::string graph_operator(const std::string& words) {
  static const std::map<std::string, std::string> kOperators{{"Equals", "-eq"},
                                                             {"NotEquals", "-ne"},
                                                             {"StartsWith", "-startsWith"},
                                                             {"NotStartsWith", "-notStartsWith"},
                                                             {"EndsWith", "-endsWith"},
                                                             {"NotEndsWith", "-notEndsWith"},
                                                             {"Contains", "-contains"},
                                                             {"NotContains", "-notContains"},
                                                             {"In", "-in"},
                                                             {"NotIn", "-notIn"}};
  return kOperators.at(words);
}

/// A value that the attribute may have.
std::string value_of(const std::string& attribute) {
  static const std::map<std::string, std::string> kValues{{"deviceId", "aaaaaaaa-0000-1111-2222-bbbbbbbbbbbb"},
                                                          {"mdmAppId", "aaaaaaaa-0000-1111-2222-bbbbbbbbbbbb"},
                                                          {"deviceOwnership", "Company"},
                                                          {"isCompliant", "True"},
                                                          {"trustType", "ServerAD"},
                                                          {"profileType", "Printer"},
                                                          {"systemLabels", "M365Managed"}};
  const auto found = kValues.find(attribute);
  return found == kValues.end() ? "value" : found->second;
}

std::vector<std::string> names_of(const std::string& attribute) {
  if (attribute != "extensionAttribute1-15") return {attribute};
  std::vector<std::string> names;
  for (int i = 1; i <= 15; ++i) names.push_back("extensionAttribute" + std::to_string(i));
  return names;
}

std::string rule_of(const std::string& attribute, const std::string& words) {
  const std::string value = "\"" + value_of(attribute) + "\"";
  const bool list = words == "In" || words == "NotIn";
  return "device." + attribute + " " + graph_operator(words) + " " + (list ? "[" + value + "]" : value);
}

LoadedSet with_rule(const std::string& rule, const std::string& mode) {
  return load_graph(policy_with({{"devices", {{"deviceFilter", {{"mode", mode}, {"rule", rule}}}}}}));
}

/// A device whose attribute has the value, and which is managed or not.
SignIn device_with(const std::string& attribute, const std::string& value, bool managed) {
  SignIn sign_in = reference::user_sign_in();
  DeviceSignals& device = sign_in.device;
  device.is_compliant = managed;
  if (attribute == "physicalIds") {
    device.has_physical_ids = true;
    device.physical_ids = {value};
  } else if (attribute == "systemLabels") {
    device.has_system_labels = true;
    device.system_labels = {value};
  } else if (attribute != "isCompliant") {
    for (const DeviceAttributeRow& row : kDeviceAttributes) {
      if (row.graph == attribute) device.properties[row.value] = value;
    }
  }
  return sign_in;
}

/// Calls `check(attribute, operator)` for every pair that the table allows.
template <class Check>
void for_each_pair(const Check& check) {
  const Json file = read_vectors("device-filter-microsoft-docs.json");
  for (const auto& row : file["attributes"].items()) {
    for (const std::string& attribute : names_of(row.key())) {
      for (const Json& words : row.value()) check(attribute, words.get<std::string>());
    }
  }
}

TEST_CASE("every operator that Microsoft allows on an attribute is accepted without a warning") {
  for_each_pair([](const std::string& attribute, const std::string& words) {
    const LoadedSet set = with_rule(rule_of(attribute, words), "include");
    INFO(rule_of(attribute, words));
    CHECK(set.refusal == "");
    CHECK(set.warnings == 0);
  });
}

TEST_CASE("of an unregistered device positive rules are false and negative ones true, in both modes") {
  for_each_pair([](const std::string& attribute, const std::string& words) {
    const bool negative = words.starts_with("Not");
    INFO(rule_of(attribute, words));
    LoadedSet include = with_rule(rule_of(attribute, words), "include");
    LoadedSet exclude = with_rule(rule_of(attribute, words), "exclude");
    CHECK(decide(include, reference::user_sign_in()).applied.empty() == !negative);
    CHECK(decide(exclude, reference::user_sign_in()).applied.empty() == negative);
  });
}

TEST_CASE("of a registered device a rule applies if its criteria are met, extension attributes if it is managed") {
  for_each_pair([](const std::string& attribute, const std::string& words) {
    const bool negative = words.starts_with("Not");
    const std::string value = value_of(attribute);
    INFO(rule_of(attribute, words));
    LoadedSet set = with_rule(rule_of(attribute, words), "include");
    CHECK(decide(set, device_with(attribute, value, true)).applied.empty() == negative);
    if (attribute == "isCompliant") return;
    const bool hidden = attribute.starts_with("extensionAttribute");
    CHECK(decide(set, device_with(attribute, value, false)).applied.empty() == (negative != hidden));
  });
}

TEST_CASE("Microsoft's own example rules are accepted without a warning") {
  const Json file = read_vectors("device-filter-microsoft-docs.json");
  for (const Json& rule : file["ruleExamples"]) {
    const LoadedSet set = with_rule(rule, "include");
    INFO(rule.dump());
    CHECK(set.refusal == "");
    CHECK(set.warnings == 0);
  }
}

}  // namespace
}  // namespace doorward::vectors
