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

/// False when the sign-in is beyond sign_in_limits.h. It is well formed.
bool bind(const SetImage& image, const SignIn& sign_in, std::int64_t now, BoundRequest& request);

void bind_actor(const SetImage& image, const SignIn& sign_in, BoundActor& actor);
void bind_device(const SetImage& image, const SignIn& sign_in, bool registered, BoundDevice& device,
                 BoundAttributes& attributes) noexcept;

}  // namespace doorward::runtime
