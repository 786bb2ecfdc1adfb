#include "what_if.h"

#include "log_mapping.h"
#include "signal_words.h"

namespace doorward {
namespace {

enum class WhatIfField : std::uint8_t {
#define DW_WHAT_IF_FIELD(name, key) name,
#include "what_if_fields.def"
};
constexpr FieldTable kWhatIfFields{std::to_array<std::string_view>({
#define DW_WHAT_IF_FIELD(name, key) key,
#include "what_if_fields.def"
})};
enum class IdentityField : std::uint8_t {
#define DW_IDENTITY_FIELD(name, key) name,
#include "what_if_fields.def"
};
constexpr FieldTable kIdentityFields{std::to_array<std::string_view>({
#define DW_IDENTITY_FIELD(name, key) key,
#include "what_if_fields.def"
})};
enum class ContextField : std::uint8_t {
#define DW_CONTEXT_FIELD(name, key) name,
#include "what_if_fields.def"
};
constexpr FieldTable kContextFields{std::to_array<std::string_view>({
#define DW_CONTEXT_FIELD(name, key) key,
#include "what_if_fields.def"
})};
enum class ConditionField : std::uint8_t {
#define DW_CONDITION_FIELD(name, key) name,
#include "what_if_fields.def"
};
constexpr FieldTable kConditionFields{std::to_array<std::string_view>({
#define DW_CONDITION_FIELD(name, key) key,
#include "what_if_fields.def"
})};
constexpr FieldTable kDeviceInfoFields{std::to_array<std::string_view>({
#define DW_DEVICE_ATTRIBUTE(name, value, graph, ward, type, signal) graph,
#include "doorward/facts/device_attributes.def"
#undef DW_DEVICE_ATTRIBUTE
    "ownership"})};

constexpr std::string_view kConditionsPath = "signInConditions";
constexpr std::string_view kDeviceInfoPath = "signInConditions.deviceInfo";
constexpr std::string_view kUnconfigured = "all";

constexpr auto kActionContexts = std::to_array<FactRow>(
    {{static_cast<std::uint32_t>(UserAction::register_security_info), "registerSecurityInformation", {}},
     {static_cast<std::uint32_t>(UserAction::register_device), "registerOrJoinDevices", {}}});

bool says_nothing(ondemand::value& value) noexcept {
  const std::string_view type = type_words(value);
  if (type == "null") return true;
  return type == "a string" && std::string_view(value.raw_json_token()).starts_with("\"\"");
}

/// Like read_fields, as Graph objects are: annotations and what is null or empty say nothing.
template <std::size_t N, class Take>
bool read_graph_fields(ondemand::object& object, std::string_view path, const FieldTable<N>& table, RecordError& error,
                       Take&& take) {
  std::uint64_t seen = 0;
  for (auto item : object) {
    ondemand::field field;
    if (const auto code = std::move(item).get(field)) return error.malformed(code);
    std::string_view key;
    if (!read_key(field, error, key)) return false;
    if (key.find('@') != std::string_view::npos || says_nothing(field.value())) continue;
    const int index = table.find(key);
    if (index < 0) return error.unknown_field(path, key);
    const std::uint64_t bit = std::uint64_t{1} << static_cast<unsigned>(index);
    if ((seen & bit) != 0) return error.duplicate_field(path, key);
    seen |= bit;
    if (!take(index, FieldPath{path, table.name(static_cast<std::size_t>(index))}, field.value())) return false;
  }
  return true;
}

template <std::size_t N, class Take>
bool read_graph_fields(ondemand::value& value, std::string_view path, const FieldTable<N>& table, RecordError& error,
                       Take&& take) {
  ondemand::object object;
  if (!read_object(value, {{}, path}, error, object)) return false;
  return read_graph_fields(object, path, table, error, take);
}

bool read_identity(ondemand::value& value, RecordError& error, SignIn& s) {
  const bool ok = read_graph_fields(value, "signInIdentity", kIdentityFields, error,
                                    [&](int index, const FieldPath& path, ondemand::value& inner) {
                                      switch (static_cast<IdentityField>(index)) {
                                        case IdentityField::user_id:
                                          s.has_user = true;
                                          return read_text(inner, path, error, s.user.id);
                                        case IdentityField::external_tenant:
                                          return read_text(inner, path, error, s.user.home_tenant);
                                        case IdentityField::external_type:
                                          return read_guest_kinds(inner, path, error, s.user.guest_kinds);
                                        case IdentityField::service_principal:
                                          break;
                                        case IdentityField::agent:
                                          s.workload.agent = true;
                                          break;
                                      }
                                      s.has_workload = true;
                                      return read_text(inner, path, error, s.workload.id);
                                    });
  if (!ok) return false;
  if (s.has_user == s.has_workload) {
    return error.fail("`signInIdentity` names either `userId` or a service principal, this one names " +
                      std::string(s.has_user ? "both" : "neither"));
  }
  if (s.user.guest_kinds && *s.user.guest_kinds != 0) {
    s.user.guest = *s.user.guest_kinds != bit(GuestKind::b2b_collaboration_member);
  }
  return true;
}

bool read_context(ondemand::value& value, RecordError& error, SignIn& s) {
  return read_graph_fields(
      value, "signInContext", kContextFields, error, [&](int index, const FieldPath& path, ondemand::value& inner) {
        switch (static_cast<ContextField>(index)) {
          case ContextField::applications:
            return read_each_text(inner, path, error, [&](std::string_view text, const FieldPath&) {
              if (s.app.empty())
                s.app = text;
              else
                s.audiences.push_back(text);
              return true;
            });
          case ContextField::user_action:
            return read_enum(inner, path, error, kActionContexts, s.user_action);
          case ContextField::auth_context:
            return read_auth_context(inner, path, error, s.auth_context);
        }
        return false;
      });
}

bool read_device_info(ondemand::value& value, RecordError& error, DeviceSignals& device) {
  return read_graph_fields(
      value, kDeviceInfoPath, kDeviceInfoFields, error, [&](int index, const FieldPath& path, ondemand::value& inner) {
        const bool alias = static_cast<std::size_t>(index) == kDeviceAttributes.size();
        const auto attribute = alias ? DeviceAttribute::ownership : static_cast<DeviceAttribute>(index);
        if (attribute == DeviceAttribute::is_compliant) return read_flag(inner, path, error, device.is_compliant);
        if (!read_device_property(inner, path, error, attribute, device)) return false;
        if (attribute != DeviceAttribute::trust_type) return true;
        std::string_view& trust_type = device.properties[static_cast<std::size_t>(attribute)];
        const std::string_view known = trust_type_of(trust_type);
        if (known.empty()) return error.unfit(path, trust_type, "AzureAD, ServerAD or Workplace");
        trust_type = known;
        return true;
      });
}

/// A member of an enum whose `all` means that the condition is not given.
bool read_platform_or_all(ondemand::value& value, const FieldPath& path, RecordError& error, SignIn& s) {
  std::string_view text;
  if (!read_text(value, path, error, text) || equals_ignoring_case(text, kUnconfigured)) return !text.empty();
  const FactRow* row = find_graph(kPlatforms, text);
  s.device.platform = row == nullptr ? Platform::unknown : static_cast<Platform>(row->value);
  return true;
}

bool read_client_or_all(ondemand::value& value, const FieldPath& path, RecordError& error, SignIn& s) {
  std::string_view text;
  if (!read_text(value, path, error, text) || equals_ignoring_case(text, kUnconfigured)) return !text.empty();
  const FactRow* row = find_graph(sign_in_client_apps(), text);
  if (row == nullptr) return error.unknown_word(path, text, sign_in_client_apps());
  s.client_app = static_cast<ClientApp>(row->value);
  return true;
}

bool read_flow(ondemand::value& value, RecordError& error, SignIn& s) {
  static constexpr FieldTable kFlowFields{std::to_array<std::string_view>({"transferMethod"})};
  return read_graph_fields(value, "signInConditions.authenticationFlow", kFlowFields, error,
                           [&](int, const FieldPath& path, ondemand::value& inner) {
                             return read_enum(inner, path, error, kFlows, s.flow);
                           });
}

bool read_condition(ConditionField field, const FieldPath& path, ondemand::value& value, RecordError& error,
                    SignIn& s) {
  switch (field) {
    case ConditionField::platform:
      return read_platform_or_all(value, path, error, s);
    case ConditionField::client_app:
      return read_client_or_all(value, path, error, s);
    case ConditionField::sign_in_risk:
      return read_enum(value, path, error, kRiskLevels, s.sign_in_risk);
    case ConditionField::user_risk:
      return read_enum(value, path, error, kRiskLevels, s.user_risk);
    case ConditionField::service_principal_risk:
      return read_enum(value, path, error, kRiskLevels, s.service_principal_risk);
    case ConditionField::agent_risk:
      return read_enum(value, path, error, kRiskLevels, s.agent_risk);
    case ConditionField::insider_risk:
      return read_enum(value, path, error, kInsiderRisks, s.insider_risk);
    case ConditionField::country:
      return read_country(value, path, error, s.country);
    case ConditionField::ip:
      return read_ip(value, path, error, s.ip);
    case ConditionField::flow:
      return read_flow(value, error, s);
    case ConditionField::device:
      return read_device_info(value, error, s.device);
  }
  return false;
}

bool read_root_field(WhatIfField field, ondemand::value& value, RecordError& error, SignIn& s, bool& identity) {
  switch (field) {
    case WhatIfField::identity:
      identity = true;
      return read_identity(value, error, s);
    case WhatIfField::context:
      return read_context(value, error, s);
    case WhatIfField::conditions:
      return read_graph_fields(value, kConditionsPath, kConditionFields, error,
                               [&](int index, const FieldPath& path, ondemand::value& inner) {
                                 return read_condition(static_cast<ConditionField>(index), path, inner, error, s);
                               });
    case WhatIfField::applied_only: {
      std::optional<bool> ignored;
      return read_flag(value, {{}, "appliedPoliciesOnly"}, error, ignored);
    }
    case WhatIfField::id:
      return read_text(value, {{}, "id"}, error, s.id);
  }
  return false;
}

}  // namespace

bool is_what_if_landmark(std::string_view key) noexcept {
  const int index = kWhatIfFields.find(key);
  return index >= 0 && static_cast<WhatIfField>(index) != WhatIfField::id;
}

bool read_what_if(ondemand::object& object, RecordError& error, SignIn& sign_in) {
  bool identity = false;
  const bool ok =
      read_graph_fields(object, {}, kWhatIfFields, error, [&](int index, const FieldPath&, ondemand::value& value) {
        return read_root_field(static_cast<WhatIfField>(index), value, error, sign_in, identity);
      });
  return ok && (identity || error.fail("the what-if body has no `signInIdentity`"));
}

}  // namespace doorward
