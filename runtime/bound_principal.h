// What a BoundPrincipal holds.
#pragma once

#include <cstdint>
#include <memory>

#include "bound_request.h"
#include "doorward/runtime/principal.h"

namespace doorward {

struct BoundPrincipal::Facts {
  std::shared_ptr<const Principal> principal;
  std::uint64_t generation = 0;  // of the set that the numbers below belong to
  bool fits = false;             // within sign_in_limits.h and its vocabularies
  runtime::BoundActor actor;
  runtime::Words policies;  // about this user, as the index numbers them
};

}  // namespace doorward
