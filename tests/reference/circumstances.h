// A sign-in with its ids in canonical form, and what SEMANTICS.md §1 and §2 derive from its signals alone: whether
// the device counts as unregistered, whether anybody can be prompted. Must not know policies.
#pragma once

#include <cstdint>
#include <set>
#include <string>

#include "doorward/runtime/sign_in.h"

namespace doorward::reference {

struct Circumstances {
  explicit Circumstances(const SignIn& seen, std::int64_t decision_time);

  const SignIn& sign_in;
  std::int64_t now;  // decision time, Unix seconds

  std::string user_id;
  std::string upn;
  std::string home_tenant;
  std::set<std::string> groups;
  std::set<std::string> roles;
  std::string workload_id;
  std::set<std::string> resources;  // the app and the further audiences

  bool guest_or_external = false;  // `type` is guest or `guestKind` is not none
  bool guest_unknown = false;      // neither is known
  bool agent_user = false;
  bool agent_identity = false;
  bool legacy = false;        // the client is one of the legacy kinds
  bool unregistered = false;  // legacy client or device-code flow: the device says nothing
  bool promptable = false;    // a person with a modern client
  bool names_app = false;     // an app or an audience
  bool has_target = false;    // an app, an audience, a user action or an authentication context
};

}  // namespace doorward::reference
