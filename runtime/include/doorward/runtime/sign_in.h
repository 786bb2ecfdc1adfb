// A sign-in as the runtime sees it: views into the caller's buffers, nothing interned yet. What absence means
// for each condition is SEMANTICS.md §1. Must not know JSON or any log format.
#pragma once

#include <array>
#include <boost/container/small_vector.hpp>
#include <cstdint>
#include <optional>
#include <string_view>

#include "doorward/facts/facts.h"

namespace doorward {

template <class T, std::size_t N>
using SmallVector = boost::container::small_vector<T, N>;

/// A 128-bit address; IPv4 is held v4-mapped (::ffff:a.b.c.d).
using IpAddress = std::array<std::uint8_t, 16>;

/// An open attribute (`department`) with one or more values.
struct Attribute {
  std::string_view name;                    // without scope
  SmallVector<std::string_view, 2> values;  // as they were written
  bool collection = false;                  // came as a list: `contains` is element equality (SEMANTICS.md §1)
};

/// Who signs in, and what the directory knows of them. An empty view is an absent signal.
struct UserSignals {
  std::string_view id;                       // object id
  std::string_view upn;                      // user principal name
  std::optional<bool> guest;                 // type: guest or member
  std::optional<Mask> guest_kinds;           // present and 0 is `none`
  std::string_view home_tenant;              // of a guest
  bool has_groups = false;                   // present, also when empty
  SmallVector<std::string_view, 16> groups;  // ids, flattened through nesting
  bool has_roles = false;                    // present, also when empty
  SmallVector<std::string_view, 4> roles;    // template ids of directory roles
  std::optional<bool> agent;                 // a user that an agent identity stands behind
  std::optional<UserState> mfa_state;        // per-user MFA
  std::optional<bool> mfa_registered;        // absent: registered
  std::optional<bool> has_app_password;      // absent: true
  SmallVector<Attribute, 2> attributes;      // open attributes of the directory
};

/// A workload that signs in for itself. An empty view is an absent signal.
struct WorkloadSignals {
  std::string_view id;                   // of the service principal or agent identity
  std::optional<bool> own_tenant;        // absent: true
  std::optional<bool> agent;             // absent: false
  SmallVector<Attribute, 2> attributes;  // open attributes of the service principal
};

/// What is known of the device. Collections are absent unless their flag says that they came.
struct DeviceSignals {
  std::optional<Platform> platform;  // Platform::unknown for a word that is no platform
  std::optional<bool> is_compliant;  // as device management says
  /// By DeviceAttribute; is_compliant is read from above, collections from `physical_ids` and `system_labels`.
  std::array<std::string_view, kDeviceAttributes.size()> properties{};
  bool has_physical_ids = false;                   // present, also when empty
  SmallVector<std::string_view, 2> physical_ids;   // the elements of the collection
  bool has_system_labels = false;                  // present, also when empty
  SmallVector<std::string_view, 2> system_labels;  // the elements of the collection
};

/// One sign-in. Exactly one of `has_user` and `has_workload` is set: readers refuse anything else.
/// Views must outlive the decision. Reuse one object for many sign-ins with clear(): its storage is kept.
struct SignIn {
  std::string_view id;               // as decisions name it
  std::optional<std::int64_t> time;  // Unix seconds; decides nothing unless the host replays a log
  bool from_log = false;             // recognised as a log record: `time` is the decision time
  bool has_user = false;             // a user signs in
  UserSignals user;                  // when has_user
  bool has_workload = false;         // a workload signs in
  WorkloadSignals workload;          // when has_workload

  std::string_view app;                        // the resource: app id
  SmallVector<std::string_view, 2> audiences;  // further apps that the token is for
  std::optional<bool> app_agent;               // the resource is an agent's
  SmallVector<Attribute, 2> app_attributes;    // open attributes of the resource
  std::optional<UserAction> user_action;       // what is done, where no app is asked for
  std::uint8_t auth_context = 0;               // 1…99 for c1…c99, 0 for none

  std::optional<ClientApp> client_app;              // how the user came
  std::optional<IpAddress> ip;                      // where from
  std::array<char, 2> country{};                    // upper case; {0, 0} for none
  std::optional<bool> network_compliant;            // came through the tenant's own network service
  DeviceSignals device;                             // what is known of it
  std::optional<RiskLevel> sign_in_risk;            // hidden counts as none
  std::optional<RiskLevel> user_risk;               // hidden counts as none
  std::optional<RiskLevel> service_principal_risk;  // of a workload
  std::optional<RiskLevel> agent_risk;              // of an agent
  std::optional<InsiderRisk> insider_risk;          // of the user
  std::optional<Flow> flow;                         // how authentication is carried out

  SmallVector<std::string_view, 4> satisfied;  // control names as decisions write them, and `appPassword`
  SmallVector<std::string_view, 2> strengths;  // strength ids
  SmallVector<Mask, 2> methods;                // one combination each, bits are Method
  std::optional<std::int64_t> mfa_age;         // seconds
  std::optional<std::int64_t> auth_age;        // seconds since the first factor
  std::optional<bool> remembered_device;       // MFA is remembered on this device

  /// Takes every signal out and keeps the storage.
  void clear();
};

}  // namespace doorward
