#include "native_parts.h"

#include "signal_words.h"

namespace doorward {
namespace {

enum class AppField : std::uint8_t {
#define DW_APP_FIELD(name, key) name,
#include "native_fields.def"
};
constexpr FieldTable kAppFields{std::to_array<std::string_view>({
#define DW_APP_FIELD(name, key) key,
#include "native_fields.def"
})};
enum class NetworkField : std::uint8_t {
#define DW_NETWORK_FIELD(name, key) name,
#include "native_fields.def"
};
constexpr FieldTable kNetworkFields{std::to_array<std::string_view>({
#define DW_NETWORK_FIELD(name, key) key,
#include "native_fields.def"
})};
enum class DeviceField : std::uint8_t {
#define DW_DEVICE_FIELD(name, key) name,
#include "native_fields.def"
};
constexpr FieldTable kDeviceFields{std::to_array<std::string_view>({
#define DW_DEVICE_FIELD(name, key) key,
#include "native_fields.def"
})};
enum class RiskField : std::uint8_t {
#define DW_RISK_FIELD(name, key) name,
#include "native_fields.def"
};
constexpr FieldTable kRiskFields{std::to_array<std::string_view>({
#define DW_RISK_FIELD(name, key) key,
#include "native_fields.def"
})};
enum class SessionField : std::uint8_t {
#define DW_SESSION_FIELD(name, key) name,
#include "native_fields.def"
};
constexpr FieldTable kSessionFields{std::to_array<std::string_view>({
#define DW_SESSION_FIELD(name, key) key,
#include "native_fields.def"
})};

constexpr std::string_view kPropertiesPath = "device.properties";

/// Names of device attributes; those that the native shape keeps outside `device.properties` are refused below.
constexpr FieldTable kPropertyFields{std::to_array<std::string_view>({
#define DW_DEVICE_ATTRIBUTE(name, value, graph, ward, type, signal) graph,
#include "doorward/facts/device_attributes.def"
#undef DW_DEVICE_ATTRIBUTE
})};

bool read_properties(ondemand::value& value, RecordError& error, DeviceSignals& device) {
  ondemand::object object;
  if (!read_object(value, {"device", "properties"}, error, object)) return false;
  return read_fields(object, kPropertiesPath, kPropertyFields, error, [&](int index, ondemand::value& inner) {
    const auto& row = kDeviceAttributes[static_cast<std::size_t>(index)];
    if (!row.signal.starts_with(kPropertiesPath)) return error.unknown_field(kPropertiesPath, row.graph);
    return read_device_property(inner, {kPropertiesPath, row.graph}, error, static_cast<DeviceAttribute>(index),
                                device);
  });
}

}  // namespace

bool read_native_app(ondemand::value& value, RecordError& error, SignIn& s) {
  ondemand::object object;
  if (!read_object(value, {{}, "app"}, error, object)) return false;
  return read_fields(object, "app", kAppFields, error, [&](int index, ondemand::value& inner) {
    switch (static_cast<AppField>(index)) {
      case AppField::id:
        return read_text(inner, {"app", "id"}, error, s.app);
      case AppField::audiences:
        return read_texts(inner, {"app", "audiences"}, error, s.audiences);
      case AppField::agent:
        return read_flag(inner, {"app", "agent"}, error, s.app_agent);
      case AppField::attributes:
        return read_attributes(inner, "app.attributes", error, s.app_attributes);
    }
    return false;
  });
}

bool read_native_network(ondemand::value& value, RecordError& error, SignIn& s) {
  ondemand::object object;
  if (!read_object(value, {{}, "network"}, error, object)) return false;
  return read_fields(object, "network", kNetworkFields, error, [&](int index, ondemand::value& inner) {
    switch (static_cast<NetworkField>(index)) {
      case NetworkField::ip:
        return read_ip(inner, {"network", "ip"}, error, s.ip);
      case NetworkField::country:
        return read_country(inner, {"network", "country"}, error, s.country);
      case NetworkField::compliant:
        return read_flag(inner, {"network", "compliant"}, error, s.network_compliant);
    }
    return false;
  });
}

bool read_native_device(ondemand::value& value, RecordError& error, DeviceSignals& device) {
  ondemand::object object;
  if (!read_object(value, {{}, "device"}, error, object)) return false;
  return read_fields(object, "device", kDeviceFields, error, [&](int index, ondemand::value& inner) {
    switch (static_cast<DeviceField>(index)) {
      case DeviceField::platform:
        return read_platform(inner, {"device", "platform"}, error, device.platform);
      case DeviceField::id:
        return read_device_property(inner, {"device", "id"}, error, DeviceAttribute::device_id, device);
      case DeviceField::is_compliant:
        return read_flag(inner, {"device", "isCompliant"}, error, device.is_compliant);
      case DeviceField::trust_type:
        return read_trust_type(inner, {"device", "trustType"}, error, device);
      case DeviceField::properties:
        return read_properties(inner, error, device);
    }
    return false;
  });
}

bool read_native_risk(ondemand::value& value, RecordError& error, SignIn& s) {
  ondemand::object object;
  if (!read_object(value, {{}, "risk"}, error, object)) return false;
  return read_fields(object, "risk", kRiskFields, error, [&](int index, ondemand::value& inner) {
    const FieldPath path{"risk", kRiskFields.name(static_cast<std::size_t>(index))};
    switch (static_cast<RiskField>(index)) {
      case RiskField::sign_in:
        return read_enum(inner, path, error, kRiskLevels, s.sign_in_risk);
      case RiskField::user:
        return read_enum(inner, path, error, kRiskLevels, s.user_risk);
      case RiskField::insider:
        return read_enum(inner, path, error, kInsiderRisks, s.insider_risk);
      case RiskField::service_principal:
        return read_enum(inner, path, error, kRiskLevels, s.service_principal_risk);
      case RiskField::agent:
        return read_enum(inner, path, error, kRiskLevels, s.agent_risk);
    }
    return false;
  });
}

bool read_native_session(ondemand::value& value, RecordError& error, SignIn& s) {
  ondemand::object object;
  if (!read_object(value, {{}, "session"}, error, object)) return false;
  return read_fields(object, "session", kSessionFields, error, [&](int index, ondemand::value& inner) {
    switch (static_cast<SessionField>(index)) {
      case SessionField::mfa_age:
        return read_age(inner, {"session", "mfaAge"}, error, s.mfa_age);
      case SessionField::auth_age:
        return read_age(inner, {"session", "authAge"}, error, s.auth_age);
      case SessionField::remembered_device:
        return read_flag(inner, {"session", "rememberedDevice"}, error, s.remembered_device);
    }
    return false;
  });
}

}  // namespace doorward
