// The plain interpreter: every policy of the set, one after the other. The index must agree with it on everything.
#pragma once

#include "applying.h"
#include "bound_request.h"
#include "set_image.h"

namespace doorward::runtime {

bool applies(const SetImage& image, const DecodedPolicy& policy, const BoundRequest& request) noexcept;

/// Fills `applying` for the request, in the set's order.
void interpret(const SetImage& image, const BoundRequest& request, Applying& applying);

}  // namespace doorward::runtime
