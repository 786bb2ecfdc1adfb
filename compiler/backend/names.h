// Display names of the ids of a module: those of the set, else Microsoft's for well-known roles and apps.
#pragma once

#include "doorward/bytecode/module_tables.h"
#include "doorward/compiler/model.h"
#include "ir.h"

namespace doorward::backend {

/// Interns the name of every id of `ir` that has one; by id index, 0 where there is none.
std::vector<StringIndex> names_of_ids(const model::PolicySet& set, Ir& ir);

}  // namespace doorward::backend
