// Sign-ins of the C interface: what for, from where and how, and what was already done.
#include <algorithm>

#include "c_api/sign_in_fields.h"

using doorward::SignIn;
namespace c_api = doorward::c_api;

namespace {

constexpr std::uint32_t kLastAuthContext = 99;
constexpr doorward_mask kAllMethods = (doorward_mask{1} << doorward::kMethods.size()) - 1;

bool is_letter(char c) noexcept { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char upper(char c) noexcept { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

template <class Field>
doorward_status assign_risk(doorward_sign_in* sign_in, doorward_risk_level level, Field field) noexcept {
  return c_api::assign_member<doorward::RiskLevel>(sign_in, doorward::kRiskLevels, level, field);
}

template <class Field>
doorward_status assign_age(doorward_sign_in* sign_in, int64_t seconds, Field field) noexcept {
  return c_api::change(sign_in, [&](SignIn& s) -> doorward_status {
    if (seconds < 0) return DOORWARD_BAD_VALUE;
    field(s) = seconds;
    return DOORWARD_OK;
  });
}

/// The type of a device attribute; nothing for a number that is none.
std::optional<doorward::AttributeType> type_of(doorward_device_attribute attribute) noexcept {
  if (attribute < 0 || static_cast<std::size_t>(attribute) >= doorward::kDeviceAttributes.size()) return std::nullopt;
  return doorward::kDeviceAttributes[static_cast<std::size_t>(attribute)].type;
}

}  // namespace

doorward_status doorward_sign_in_set_app(doorward_sign_in* sign_in, doorward_text id) noexcept {
  return c_api::assign_text(
      sign_in, id, [](SignIn & s) -> auto& { return s.app; });
}

doorward_status doorward_sign_in_set_audiences(doorward_sign_in* sign_in, const doorward_text* ids,
                                               size_t count) noexcept {
  return c_api::assign_texts(
      sign_in, ids, count, [](SignIn & s) -> auto& { return s.audiences; });
}

doorward_status doorward_sign_in_set_app_agent(doorward_sign_in* sign_in, bool agent) noexcept {
  return c_api::assign(
      sign_in, [](SignIn & s) -> auto& { return s.app_agent; }, agent);
}

doorward_status doorward_sign_in_add_app_attribute(doorward_sign_in* sign_in, doorward_text name,
                                                   const doorward_text* values, size_t count, bool is_list) noexcept {
  return c_api::add_attribute(
      sign_in, name, values, count, is_list, [](SignIn & s) -> auto& { return s.app_attributes; });
}

doorward_status doorward_sign_in_set_user_action(doorward_sign_in* sign_in, doorward_user_action action) noexcept {
  return c_api::assign_member<doorward::UserAction>(
      sign_in, doorward::kUserActions, action, [](SignIn & s) -> auto& { return s.user_action; });
}

doorward_status doorward_sign_in_set_auth_context(doorward_sign_in* sign_in, uint32_t context) noexcept {
  return c_api::change(sign_in, [&](SignIn& s) -> doorward_status {
    if (context == 0 || context > kLastAuthContext) return DOORWARD_BAD_VALUE;
    s.auth_context = static_cast<std::uint8_t>(context);
    return DOORWARD_OK;
  });
}

doorward_status doorward_sign_in_set_client_app(doorward_sign_in* sign_in, doorward_client_app client) noexcept {
  return c_api::assign_member<doorward::ClientApp>(
      sign_in, doorward::kClientApps, client, [](SignIn & s) -> auto& { return s.client_app; });
}

doorward_status doorward_sign_in_set_ip(doorward_sign_in* sign_in, const uint8_t* bytes, size_t size) noexcept {
  return c_api::change(sign_in, [&](SignIn& s) -> doorward_status {
    if (bytes == nullptr) return DOORWARD_NULL_ARGUMENT;
    doorward::IpAddress address{};
    if (size != 4 && size != address.size()) return DOORWARD_BAD_VALUE;
    if (size == 4) address[10] = address[11] = 0xff;
    std::copy_n(bytes, size, address.end() - static_cast<std::ptrdiff_t>(size));
    s.ip = address;
    return DOORWARD_OK;
  });
}

doorward_status doorward_sign_in_set_country(doorward_sign_in* sign_in, doorward_text country) noexcept {
  return c_api::change(sign_in, [&](SignIn& s) -> doorward_status {
    s.country = {};
    if (country.size == 0) return DOORWARD_OK;
    if (country.data == nullptr) return DOORWARD_NULL_ARGUMENT;
    if (country.size != 2 || !std::all_of(country.data, country.data + 2, is_letter)) return DOORWARD_BAD_VALUE;
    s.country = {upper(country.data[0]), upper(country.data[1])};
    return DOORWARD_OK;
  });
}

doorward_status doorward_sign_in_set_network_compliant(doorward_sign_in* sign_in, bool compliant) noexcept {
  return c_api::assign(
      sign_in, [](SignIn & s) -> auto& { return s.network_compliant; }, compliant);
}

doorward_status doorward_sign_in_set_platform(doorward_sign_in* sign_in, doorward_platform platform) noexcept {
  return c_api::assign_member<doorward::Platform>(
      sign_in, doorward::kPlatforms, platform, [](SignIn & s) -> auto& { return s.device.platform; });
}

doorward_status doorward_sign_in_set_device_compliant(doorward_sign_in* sign_in, bool compliant) noexcept {
  return c_api::assign(
      sign_in, [](SignIn & s) -> auto& { return s.device.is_compliant; }, compliant);
}

doorward_status doorward_sign_in_set_device_text(doorward_sign_in* sign_in, doorward_device_attribute attribute,
                                                 doorward_text value) noexcept {
  const auto type = type_of(attribute);
  if (!type || *type == doorward::AttributeType::boolean || *type == doorward::AttributeType::collection) {
    return c_api::change(sign_in, [](SignIn&) -> doorward_status { return DOORWARD_BAD_VALUE; });
  }
  return c_api::assign_text(
      sign_in, value, [&](SignIn & s) -> auto& { return s.device.properties[static_cast<std::size_t>(attribute)]; });
}

doorward_status doorward_sign_in_set_device_list(doorward_sign_in* sign_in, doorward_device_attribute attribute,
                                                 const doorward_text* values, size_t count) noexcept {
  return c_api::change(sign_in, [&](SignIn& s) -> doorward_status {
    if (attribute == DOORWARD_DEVICE_physical_ids) {
      s.device.has_physical_ids = true;
      return c_api::copy_texts(sign_in->texts, values, count, s.device.physical_ids);
    }
    if (attribute == DOORWARD_DEVICE_system_labels) {
      s.device.has_system_labels = true;
      return c_api::copy_texts(sign_in->texts, values, count, s.device.system_labels);
    }
    return DOORWARD_BAD_VALUE;
  });
}

doorward_status doorward_sign_in_set_flow(doorward_sign_in* sign_in, doorward_flow flow) noexcept {
  return c_api::assign_member<doorward::Flow>(
      sign_in, doorward::kFlows, flow, [](SignIn & s) -> auto& { return s.flow; });
}

doorward_status doorward_sign_in_set_sign_in_risk(doorward_sign_in* sign_in, doorward_risk_level level) noexcept {
  return assign_risk(
      sign_in, level, [](SignIn & s) -> auto& { return s.sign_in_risk; });
}

doorward_status doorward_sign_in_set_user_risk(doorward_sign_in* sign_in, doorward_risk_level level) noexcept {
  return assign_risk(
      sign_in, level, [](SignIn & s) -> auto& { return s.user_risk; });
}

doorward_status doorward_sign_in_set_workload_risk(doorward_sign_in* sign_in, doorward_risk_level level) noexcept {
  return assign_risk(
      sign_in, level, [](SignIn & s) -> auto& { return s.service_principal_risk; });
}

doorward_status doorward_sign_in_set_agent_risk(doorward_sign_in* sign_in, doorward_risk_level level) noexcept {
  return assign_risk(
      sign_in, level, [](SignIn & s) -> auto& { return s.agent_risk; });
}

doorward_status doorward_sign_in_set_insider_risk(doorward_sign_in* sign_in, doorward_insider_risk level) noexcept {
  return c_api::assign_member<doorward::InsiderRisk>(
      sign_in, doorward::kInsiderRisks, level, [](SignIn & s) -> auto& { return s.insider_risk; });
}

doorward_status doorward_sign_in_set_satisfied(doorward_sign_in* sign_in, const doorward_text* controls,
                                               size_t count) noexcept {
  return c_api::assign_texts(
      sign_in, controls, count, [](SignIn & s) -> auto& { return s.satisfied; });
}

doorward_status doorward_sign_in_set_strengths(doorward_sign_in* sign_in, const doorward_text* ids,
                                               size_t count) noexcept {
  return c_api::assign_texts(
      sign_in, ids, count, [](SignIn & s) -> auto& { return s.strengths; });
}

doorward_status doorward_sign_in_add_methods(doorward_sign_in* sign_in, doorward_mask methods) noexcept {
  return c_api::change(sign_in, [&](SignIn& s) -> doorward_status {
    if (methods == 0 || (methods & ~kAllMethods) != 0) return DOORWARD_BAD_VALUE;
    s.methods.push_back(methods);
    return DOORWARD_OK;
  });
}

doorward_status doorward_sign_in_set_mfa_age(doorward_sign_in* sign_in, int64_t seconds) noexcept {
  return assign_age(
      sign_in, seconds, [](SignIn & s) -> auto& { return s.mfa_age; });
}

doorward_status doorward_sign_in_set_auth_age(doorward_sign_in* sign_in, int64_t seconds) noexcept {
  return assign_age(
      sign_in, seconds, [](SignIn & s) -> auto& { return s.auth_age; });
}

doorward_status doorward_sign_in_set_remembered_device(doorward_sign_in* sign_in, bool remembered) noexcept {
  return c_api::assign(
      sign_in, [](SignIn & s) -> auto& { return s.remembered_device; }, remembered);
}
