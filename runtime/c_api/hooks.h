// What the shared library of the C interface adds to the runtime: memory from the host. The static library has the
// program's own `operator new`, which is the program's to replace.
#pragma once

#include "doorward.h"

namespace doorward::c_api {

/// Takes all memory from `allocator` from now on; false when some was taken already. Defined in the shared library alone,
/// and null elsewhere.
[[gnu::weak]] bool use_allocator(const doorward_allocator& allocator) noexcept;

}  // namespace doorward::c_api
