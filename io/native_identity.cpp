#include "native_parts.h"
#include "signal_words.h"

namespace doorward {
namespace {

enum class UserField : std::uint8_t {
#define DW_USER_FIELD(name, key) name,
#include "native_fields.def"
};
constexpr FieldTable kUserFields{std::to_array<std::string_view>({
#define DW_USER_FIELD(name, key) key,
#include "native_fields.def"
})};
enum class WorkloadField : std::uint8_t {
#define DW_WORKLOAD_FIELD(name, key) name,
#include "native_fields.def"
};
constexpr FieldTable kWorkloadFields{std::to_array<std::string_view>({
#define DW_WORKLOAD_FIELD(name, key) key,
#include "native_fields.def"
})};

bool read_user_field(UserField field, const FieldPath& path, ondemand::value& value, RecordError& error,
                     UserSignals& user) {
  switch (field) {
    case UserField::id:
      return read_text(value, path, error, user.id);
    case UserField::upn:
      return read_text(value, path, error, user.upn);
    case UserField::type:
      return read_user_type(value, path, error, user.guest);
    case UserField::guest_kind:
      return read_guest_kinds(value, path, error, user.guest_kinds);
    case UserField::home_tenant:
      return read_text(value, path, error, user.home_tenant);
    case UserField::groups:
      user.has_groups = true;
      return read_texts(value, path, error, user.groups);
    case UserField::roles:
      user.has_roles = true;
      return read_texts(value, path, error, user.roles);
    case UserField::agent:
      return read_flag(value, path, error, user.agent);
    case UserField::mfa_state:
      return read_enum(value, path, error, kUserStates, user.mfa_state);
    case UserField::mfa_registered:
      return read_flag(value, path, error, user.mfa_registered);
    case UserField::has_app_password:
      return read_flag(value, path, error, user.has_app_password);
    case UserField::attributes:
      return read_attributes(value, "user.attributes", error, user.attributes);
  }
  return false;
}

bool says_anything(const UserSignals& user) noexcept {
  return !user.id.empty() || !user.upn.empty() || !user.home_tenant.empty() || user.guest || user.guest_kinds ||
         user.has_groups || user.has_roles || user.agent || user.mfa_state || user.mfa_registered ||
         user.has_app_password || !user.attributes.empty();
}

}  // namespace

bool read_native_user(ondemand::value& value, RecordError& error, UserSignals& user, bool& signals) {
  ondemand::object object;
  if (!read_object(value, {{}, "user"}, error, object)) return false;
  const bool ok = read_fields(object, "user", kUserFields, error, [&](int index, ondemand::value& inner) {
    const FieldPath path{"user", kUserFields.name(static_cast<std::size_t>(index))};
    return read_user_field(static_cast<UserField>(index), path, inner, error, user);
  });
  signals = says_anything(user);
  return ok;
}

bool read_native_workload(ondemand::value& value, RecordError& error, WorkloadSignals& workload) {
  ondemand::object object;
  if (!read_object(value, {{}, "workload"}, error, object)) return false;
  return read_fields(object, "workload", kWorkloadFields, error, [&](int index, ondemand::value& inner) {
    switch (static_cast<WorkloadField>(index)) {
      case WorkloadField::id:
        return read_text(inner, {"workload", "id"}, error, workload.id);
      case WorkloadField::own_tenant:
        return read_flag(inner, {"workload", "ownTenant"}, error, workload.own_tenant);
      case WorkloadField::agent:
        return read_flag(inner, {"workload", "agent"}, error, workload.agent);
      case WorkloadField::attributes:
        return read_attributes(inner, "workload.attributes", error, workload.attributes);
    }
    return false;
  });
}

}  // namespace doorward
