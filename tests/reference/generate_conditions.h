// The conditions of random policies: who, what for, where, how and when.
#pragma once

#include "doorward/compiler/model.h"
#include "reference/random.h"

namespace doorward::reference {

model::Subjects random_subjects(Random& random);
model::Machines random_machines(Random& random);
model::Targets random_targets(Random& random);
/// A condition over the first `network_count` networks of the set.
model::NetworkCondition random_places(Random& random, std::size_t network_count);
model::Expr random_expr(Random& random, model::AttributeScope scope, unsigned depth);
/// An expression over every scope, memberships among its leaves.
model::Expr random_when(Random& random, unsigned depth);
model::Expr random_times(Random& random, unsigned depth);
model::Filter random_filter(Random& random, model::AttributeScope scope);

}  // namespace doorward::reference
