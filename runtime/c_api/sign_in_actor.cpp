// Sign-ins of the C interface: making them, and who signs in.
#include "c_api/sign_in_fields.h"

using doorward::SignIn;
using doorward::UserSignals;
using doorward::WorkloadSignals;
namespace c_api = doorward::c_api;

namespace {

/// The user of a sign-in that from now on has one.
UserSignals& user(SignIn& fields) noexcept {
  fields.has_user = true;
  return fields.user;
}

WorkloadSignals& workload(SignIn& fields) noexcept {
  fields.has_workload = true;
  return fields.workload;
}

}  // namespace

doorward_status doorward_sign_in_create(doorward_sign_in** out) noexcept { return c_api::create(out); }

void doorward_sign_in_free(doorward_sign_in* sign_in) noexcept { delete sign_in; }

doorward_status doorward_sign_in_clear(doorward_sign_in* sign_in) noexcept {
  if (sign_in == nullptr) return DOORWARD_NULL_ARGUMENT;
  sign_in->fields.clear();
  sign_in->texts.clear();
  sign_in->fault = DOORWARD_OK;
  return DOORWARD_OK;
}

doorward_status doorward_sign_in_set_user(doorward_sign_in* sign_in, doorward_text id) noexcept {
  return c_api::assign_text(
      sign_in, id, [](SignIn & s) -> auto& { return user(s).id; });
}

doorward_status doorward_sign_in_set_user_upn(doorward_sign_in* sign_in, doorward_text upn) noexcept {
  return c_api::assign_text(
      sign_in, upn, [](SignIn & s) -> auto& { return user(s).upn; });
}

doorward_status doorward_sign_in_set_user_guest(doorward_sign_in* sign_in, bool guest) noexcept {
  return c_api::assign(
      sign_in, [](SignIn & s) -> auto& { return user(s).guest; }, guest);
}

doorward_status doorward_sign_in_set_user_guest_kinds(doorward_sign_in* sign_in, doorward_mask kinds) noexcept {
  return c_api::change(sign_in, [&](SignIn& s) -> doorward_status {
    if ((kinds & ~doorward::kAllGuestKinds) != 0) return DOORWARD_BAD_VALUE;
    user(s).guest_kinds = kinds;
    return DOORWARD_OK;
  });
}

doorward_status doorward_sign_in_set_user_home_tenant(doorward_sign_in* sign_in, doorward_text tenant) noexcept {
  return c_api::assign_text(
      sign_in, tenant, [](SignIn & s) -> auto& { return user(s).home_tenant; });
}

doorward_status doorward_sign_in_set_user_groups(doorward_sign_in* sign_in, const doorward_text* groups,
                                                 size_t count) noexcept {
  return c_api::assign_texts(
      sign_in, groups, count, [](SignIn & s) -> auto& {
        user(s).has_groups = true;
        return s.user.groups;
      });
}

doorward_status doorward_sign_in_set_user_roles(doorward_sign_in* sign_in, const doorward_text* roles,
                                                size_t count) noexcept {
  return c_api::assign_texts(
      sign_in, roles, count, [](SignIn & s) -> auto& {
        user(s).has_roles = true;
        return s.user.roles;
      });
}

doorward_status doorward_sign_in_set_user_agent(doorward_sign_in* sign_in, bool agent) noexcept {
  return c_api::assign(
      sign_in, [](SignIn & s) -> auto& { return user(s).agent; }, agent);
}

doorward_status doorward_sign_in_set_user_mfa_state(doorward_sign_in* sign_in, doorward_user_state state) noexcept {
  return c_api::assign_member<doorward::UserState>(
      sign_in, doorward::kUserStates, state, [](SignIn & s) -> auto& { return user(s).mfa_state; });
}

doorward_status doorward_sign_in_set_user_mfa_registered(doorward_sign_in* sign_in, bool registered) noexcept {
  return c_api::assign(
      sign_in, [](SignIn & s) -> auto& { return user(s).mfa_registered; }, registered);
}

doorward_status doorward_sign_in_set_user_app_password(doorward_sign_in* sign_in, bool has_one) noexcept {
  return c_api::assign(
      sign_in, [](SignIn & s) -> auto& { return user(s).has_app_password; }, has_one);
}

doorward_status doorward_sign_in_add_user_attribute(doorward_sign_in* sign_in, doorward_text name,
                                                    const doorward_text* values, size_t count, bool is_list) noexcept {
  return c_api::add_attribute(
      sign_in, name, values, count, is_list, [](SignIn & s) -> auto& { return user(s).attributes; });
}

doorward_status doorward_sign_in_set_workload(doorward_sign_in* sign_in, doorward_text id) noexcept {
  return c_api::assign_text(
      sign_in, id, [](SignIn & s) -> auto& { return workload(s).id; });
}

doorward_status doorward_sign_in_set_workload_own_tenant(doorward_sign_in* sign_in, bool own) noexcept {
  return c_api::assign(
      sign_in, [](SignIn & s) -> auto& { return workload(s).own_tenant; }, own);
}

doorward_status doorward_sign_in_set_workload_agent(doorward_sign_in* sign_in, bool agent) noexcept {
  return c_api::assign(
      sign_in, [](SignIn & s) -> auto& { return workload(s).agent; }, agent);
}

doorward_status doorward_sign_in_add_workload_attribute(doorward_sign_in* sign_in, doorward_text name,
                                                        const doorward_text* values, size_t count,
                                                        bool is_list) noexcept {
  return c_api::add_attribute(
      sign_in, name, values, count, is_list, [](SignIn & s) -> auto& { return workload(s).attributes; });
}
