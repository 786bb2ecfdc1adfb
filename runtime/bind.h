// Binding: from a sign-in to the numbers of one set, before any policy is looked at. Allocates nothing once the
// storage of `request` has grown.
#pragma once

#include <cstdint>

#include "bound_device.h"
#include "bound_principal.h"
#include "bound_request.h"
#include "set_image.h"

namespace doorward::runtime {

/// Sizes the storage of `request` for the set.
void reserve_request(const SetImage& image, BoundRequest& request);

/// What of a sign-in was bound before, to this set or another; a null part is bound from the sign-in itself.
struct KnownParts {
  const BoundPrincipal::Facts* principal = nullptr;
  const BoundDevice::Facts* device = nullptr;
};

/// Whether the sign-in has exactly one actor and every closed value is a member of its vocabulary. An embedding
/// program that casts numbers into enums may hand over anything.
bool is_well_formed(const SignIn& sign_in, const KnownParts& known = {}) noexcept;

/// Whether the user, or the device, is within sign_in_limits.h and its vocabularies.
bool user_fits(const UserSignals& user) noexcept;
bool device_fits(const DeviceSignals& device) noexcept;

/// Binds a sign-in. False when it is beyond sign_in_limits.h. It is well formed.
bool bind(const SetImage& image, const SignIn& sign_in, const KnownParts& known, std::int64_t now,
          BoundRequest& request);

/// Sets the bits of `request.ids`, which the code of policies reads, and the index seldom.
void spread_ids(BoundRequest& request);

void bind_user(const SetImage& image, const UserSignals& user, BoundActor& actor);
void bind_workload(const SetImage& image, const WorkloadSignals& workload, BoundActor& actor);
/// The device where it counts as registered.
void bind_device(const SetImage& image, const DeviceSignals& signals, DeviceStanding& device) noexcept;

}  // namespace doorward::runtime
