// Conditions that say the same in other words, brought to one form: a negation stands at a comparison, not before a
// parenthesis. Must not know how conditions are written.
#pragma once

#include <string>

#include "doorward/compiler/model.h"

namespace doorward::exchange {

/// `not (inner)`.
model::Expr negation_of(model::Expr inner);

/// The same condition with every negation moved into the comparisons that have an opposite; a join of one part is the
/// part, a join within a join of the same kind is one join. The order of the parts stays.
model::Expr negations_inside(const model::Expr& expr);

/// Equal for conditions that differ in negations, nesting, order or repetition of their parts.
std::string condition_key(const model::Expr& expr);

}  // namespace doorward::exchange
