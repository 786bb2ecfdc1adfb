#include "reference/circumstances.h"

namespace doorward::reference {
namespace {

template <class Range>
std::set<std::string> canonical_set(const Range& texts) {
  std::set<std::string> ids;
  for (const std::string_view text : texts) {
    if (!text.empty()) ids.insert(canonical_id(text));
  }
  return ids;
}

bool is_guest_or_external(const UserSignals& user) {
  return user.guest.value_or(false) || user.guest_kinds.value_or(0) != 0;
}

}  // namespace

Circumstances::Circumstances(const SignIn& seen, std::int64_t decision_time)
    : sign_in(seen),
      now(decision_time),
      user_id(canonical_id(seen.user.id)),
      upn(canonical_id(seen.user.upn)),
      home_tenant(canonical_id(seen.user.home_tenant)),
      groups(canonical_set(seen.user.groups)),
      roles(canonical_set(seen.user.roles)),
      workload_id(canonical_id(seen.workload.id)),
      resources(canonical_set(seen.audiences)) {
  if (!seen.app.empty()) resources.insert(canonical_id(seen.app));

  guest_or_external = seen.has_user && is_guest_or_external(seen.user);
  guest_unknown = !seen.user.guest && !seen.user.guest_kinds;
  agent_user = seen.has_user && seen.user.agent.value_or(false);
  agent_identity = seen.has_workload && seen.workload.agent.value_or(false);

  legacy = seen.client_app && (bit(*seen.client_app) & kLegacyClients) != 0;
  unregistered = legacy || seen.flow == Flow::device_code;
  promptable = seen.has_user && !agent_user && !legacy;

  names_app = !resources.empty();
  has_target = names_app || seen.user_action.has_value() || seen.auth_context != 0;
}

}  // namespace doorward::reference
