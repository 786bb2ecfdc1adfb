// Which operators Graph's rule language has for a property. Private to the compiler: Ward and Graph JSON warn by it alike.
#pragma once

#include "doorward/facts/facts.h"

namespace doorward {

/// The table of ENTRA.md §4.1. Other operators are evaluated all the same (SEMANTICS.md §8.6).
bool graph_compares(AttributeType type, CompareOp op) noexcept;

}  // namespace doorward
