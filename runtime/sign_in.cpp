#include "doorward/runtime/sign_in.h"

namespace doorward {
namespace {

// Each clear keeps the storage of lists: a reader fills the same sign-in for every line of its input.

void clear(UserSignals& user) {
  user.id = {};
  user.upn = {};
  user.guest.reset();
  user.guest_kinds.reset();
  user.home_tenant = {};
  user.has_groups = false;
  user.groups.clear();
  user.has_roles = false;
  user.roles.clear();
  user.agent.reset();
  user.mfa_state.reset();
  user.mfa_registered.reset();
  user.has_app_password.reset();
  user.attributes.clear();
}

void clear(WorkloadSignals& workload) {
  workload.id = {};
  workload.own_tenant.reset();
  workload.agent.reset();
  workload.attributes.clear();
}

void clear(DeviceSignals& device) {
  device.platform.reset();
  device.is_compliant.reset();
  device.properties.fill({});
  device.has_physical_ids = false;
  device.physical_ids.clear();
  device.has_system_labels = false;
  device.system_labels.clear();
}

}  // namespace

void SignIn::clear() {
  id = {};
  time.reset();
  from_log = false;
  has_user = false;
  doorward::clear(user);
  has_workload = false;
  doorward::clear(workload);
  app = {};
  audiences.clear();
  app_agent.reset();
  app_attributes.clear();
  user_action.reset();
  auth_context = 0;
  client_app.reset();
  ip.reset();
  country = {};
  network_compliant.reset();
  doorward::clear(device);
  sign_in_risk.reset();
  user_risk.reset();
  service_principal_risk.reset();
  agent_risk.reset();
  insider_risk.reset();
  flow.reset();
  satisfied.clear();
  strengths.clear();
  methods.clear();
  mfa_age.reset();
  auth_age.reset();
  remembered_device.reset();
}

}  // namespace doorward
