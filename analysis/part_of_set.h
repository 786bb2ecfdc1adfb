// Some policies of a set, with what they refer to and nothing else: the space of a part is built in a fraction of the
// time. Must not know sign-ins.
#pragma once

#include <cstddef>
#include <vector>

#include "doorward/compiler/model.h"

namespace doorward::analysis {

/// The policies of `set` with these indices, in this order.
model::PolicySet part_of(const model::PolicySet& set, const std::vector<std::size_t>& policies);

}  // namespace doorward::analysis
