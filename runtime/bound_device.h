// What a BoundDevice holds.
#pragma once

#include <cstdint>
#include <memory>

#include "bound_request.h"
#include "doorward/runtime/device.h"

namespace doorward {

struct BoundDevice::Facts {
  std::shared_ptr<const Device> device;
  std::uint64_t generation = 0;      // of the set that the rest belongs to
  bool fits = false;                 // within sign_in_limits.h and its vocabularies
  runtime::DeviceStanding standing;  // where it counts as registered
  runtime::Words policies;           // whose device rules let it through, as the index numbers them
};

}  // namespace doorward
