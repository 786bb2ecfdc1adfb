// From the decision IR to the tables of a module: gives strings, ids and controls the module's order, lays lists out
// in their pools and conditions out as code. Must not know the model.
#pragma once

#include "doorward/bytecode/module_tables.h"
#include "ir.h"
#include "places.h"

namespace doorward::backend {

/// What only the debug sections say.
struct DebugFacts {
  const Places& places;            // resolved
  std::vector<StringIndex> names;  // by id index, 0 where there is none
};

/// `debug` is nullptr for a stripped module.
bytecode::ModuleTables emit(const Ir& ir, const DebugFacts* debug);

}  // namespace doorward::backend
