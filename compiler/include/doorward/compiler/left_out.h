// The policies that reading leaves out when it is asked to go on without them. Knows where they stand; must not know why
// they were refused, which their messages say.
#pragma once

#include <cstddef>
#include <string>

#include "doorward/grammar/source.h"

namespace doorward {

/// A policy that is not in the set.
struct LeftOutPolicy {
  std::string name;        // as the set would have called it
  Span span;               // where it begins
  std::size_t errors = 0;  // how many were reported for it
};

}  // namespace doorward
