// Binding: from a sign-in to the numbers of one set, before any policy is looked at. Allocates nothing once the
// storage of `request` has grown.
#pragma once

#include <cstdint>

#include "bound_request.h"
#include "set_image.h"

namespace doorward::runtime {

/// Sizes the storage of `request` for the set.
void reserve_request(const SetImage& image, BoundRequest& request);

/// Whether the sign-in has exactly one actor and every closed value is a member of its vocabulary. An embedding
/// program that casts numbers into enums may hand over anything.
bool is_well_formed(const SignIn& sign_in) noexcept;
/// The second half of that, for what is not the user's.
bool are_members(const SignIn& sign_in) noexcept;

/// Whether the user is within sign_in_limits.h and its vocabularies.
bool user_fits(const UserSignals& user) noexcept;

/// Binds a sign-in with its own user or workload. False when it is beyond sign_in_limits.h. It is well formed.
bool bind(const SetImage& image, const SignIn& sign_in, std::int64_t now, BoundRequest& request);

/// The same for a user who was bound before: `user`, `actor` and `user_policies` of `request` are set.
bool bind_for_principal(const SetImage& image, const SignIn& sign_in, std::int64_t now, BoundRequest& request);

void bind_user(const SetImage& image, const UserSignals& user, BoundActor& actor);
void bind_workload(const SetImage& image, const WorkloadSignals& workload, BoundActor& actor);
void bind_device(const SetImage& image, const SignIn& sign_in, bool registered, BoundDevice& device,
                 BoundAttributes& attributes) noexcept;

}  // namespace doorward::runtime
