#include "doorward/io/sign_in_writer.h"

#include <arpa/inet.h>
#include <fmt/chrono.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

namespace doorward {
namespace {

using Json = nlohmann::ordered_json;

template <class Range>
Json list_of(const Range& texts) {
  Json list = Json::array();
  for (const std::string_view text : texts) list.push_back(text);
  return list;
}

void put(Json& object, const char* name, std::string_view text) {
  if (!text.empty()) object[name] = text;
}

template <class Value>
void put(Json& object, const char* name, const std::optional<Value>& value) {
  if (value) object[name] = *value;
}

/// A member of a vocabulary by its Graph word; the unknown platform has none and is written as a word of its own.
template <class Rows, class Enum>
void put_word(Json& object, const char* name, const Rows& rows, const std::optional<Enum>& member) {
  if (!member) return;
  const std::string_view word = rows[static_cast<std::size_t>(*member)].graph;
  object[name] = word.empty() ? "chromeOS" : word;
}

void put_object(Json& parent, const char* name, const Json& object) {
  if (!object.empty()) parent[name] = object;
}

Json words_of(Mask mask, std::span<const FactRow> rows) {
  Json list = Json::array();
  for (const FactRow& row : rows) {
    if ((mask >> row.value & 1U) != 0) list.push_back(row.graph);
  }
  return list;
}

Json attributes_of(const SmallVector<Attribute, 2>& attributes) {
  Json object = Json::object();
  for (const Attribute& attribute : attributes) {
    const std::string name(attribute.name);
    if (attribute.collection) {
      object[name] = list_of(attribute.values);
    } else if (!attribute.values.empty()) {
      object[name] = attribute.values.front();
    }
  }
  return object;
}

Json user_of(const UserSignals& user) {
  Json json = Json::object();
  put(json, "id", user.id);
  put(json, "upn", user.upn);
  if (user.guest) json["type"] = *user.guest ? "guest" : "member";
  if (user.guest_kinds) {
    const Json kinds = words_of(*user.guest_kinds, kGuestKinds);
    json["guestKind"] = kinds.empty() ? Json("none") : kinds.front();
  }
  put(json, "homeTenant", user.home_tenant);
  if (user.has_groups) json["groups"] = list_of(user.groups);
  if (user.has_roles) json["roles"] = list_of(user.roles);
  put(json, "agent", user.agent);
  put_word(json, "mfaState", kUserStates, user.mfa_state);
  put(json, "mfaRegistered", user.mfa_registered);
  put(json, "hasAppPassword", user.has_app_password);
  put_object(json, "attributes", attributes_of(user.attributes));
  return json;
}

Json workload_of(const WorkloadSignals& workload) {
  Json json = Json::object();
  put(json, "id", workload.id);
  put(json, "ownTenant", workload.own_tenant);
  put(json, "agent", workload.agent);
  put_object(json, "attributes", attributes_of(workload.attributes));
  return json;
}

Json app_of(const SignIn& sign_in) {
  Json json = Json::object();
  put(json, "id", sign_in.app);
  if (!sign_in.audiences.empty()) json["audiences"] = list_of(sign_in.audiences);
  put(json, "agent", sign_in.app_agent);
  put_object(json, "attributes", attributes_of(sign_in.app_attributes));
  return json;
}

std::string text_of(std::int64_t time) {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(static_cast<std::time_t>(time)));
}

std::string text_of(const IpAddress& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  const bool mapped = std::all_of(address.begin(), address.begin() + 10, [](std::uint8_t b) { return b == 0; }) &&
                      address[10] == 0xff && address[11] == 0xff;
  if (mapped) {
    inet_ntop(AF_INET, address.data() + 12, text.data(), text.size());
  } else {
    inet_ntop(AF_INET6, address.data(), text.data(), text.size());
  }
  return text.data();
}

Json network_of(const SignIn& sign_in) {
  Json json = Json::object();
  if (sign_in.ip) json["ip"] = text_of(*sign_in.ip);
  if (sign_in.country[0] != 0) json["country"] = std::string(sign_in.country.begin(), sign_in.country.end());
  put(json, "compliant", sign_in.network_compliant);
  return json;
}

Json device_of(const DeviceSignals& device) {
  Json json = Json::object();
  Json properties = Json::object();
  put_word(json, "platform", kPlatforms, device.platform);
  put(json, "isCompliant", device.is_compliant);
  for (const DeviceAttributeRow& row : kDeviceAttributes) {
    const std::string_view value = device.properties[row.value];
    if (value.empty()) continue;
    if (row.signal.starts_with("device.properties.")) {
      properties[std::string(row.graph)] = value;
    } else {
      json[std::string(row.signal.substr(row.signal.find('.') + 1))] = value;
    }
  }
  if (device.has_physical_ids) properties["physicalIds"] = list_of(device.physical_ids);
  if (device.has_system_labels) properties["systemLabels"] = list_of(device.system_labels);
  put_object(json, "properties", properties);
  return json;
}

Json risk_of(const SignIn& sign_in) {
  Json json = Json::object();
  put_word(json, "signIn", kRiskLevels, sign_in.sign_in_risk);
  put_word(json, "user", kRiskLevels, sign_in.user_risk);
  put_word(json, "insider", kInsiderRisks, sign_in.insider_risk);
  put_word(json, "servicePrincipal", kRiskLevels, sign_in.service_principal_risk);
  put_word(json, "agent", kRiskLevels, sign_in.agent_risk);
  return json;
}

Json session_of(const SignIn& sign_in) {
  Json json = Json::object();
  put(json, "mfaAge", sign_in.mfa_age);
  put(json, "authAge", sign_in.auth_age);
  put(json, "rememberedDevice", sign_in.remembered_device);
  return json;
}

}  // namespace

std::string sign_in_json(const SignIn& sign_in) {
  Json json = Json::object();
  put(json, "id", sign_in.id);
  if (sign_in.time) json["time"] = text_of(*sign_in.time);
  if (sign_in.has_user) json["user"] = user_of(sign_in.user);
  put_object(json, "app", app_of(sign_in));
  put_word(json, "userAction", kUserActions, sign_in.user_action);
  if (sign_in.auth_context != 0) json["authContext"] = "c" + std::to_string(sign_in.auth_context);
  put_word(json, "clientApp", kClientApps, sign_in.client_app);
  put_object(json, "network", network_of(sign_in));
  put_object(json, "device", device_of(sign_in.device));
  put_object(json, "risk", risk_of(sign_in));
  put_word(json, "flow", kFlows, sign_in.flow);
  if (sign_in.has_workload) json["workload"] = workload_of(sign_in.workload);
  if (!sign_in.satisfied.empty()) json["satisfied"] = list_of(sign_in.satisfied);
  if (!sign_in.strengths.empty()) json["strengths"] = list_of(sign_in.strengths);
  for (const Mask methods : sign_in.methods) json["methods"].push_back(words_of(methods, kMethods));
  put_object(json, "session", session_of(sign_in));
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace doorward
