// What a policy set means, as text: equal for Graph JSON and for the Ward that it is imported to. What differs between
// the two by design is brought to one form here; docs/import.md lists the same.
#pragma once

#include <string>

#include "doorward/compiler/model.h"

namespace doorward::tests {

/// `expr` with negations at the comparisons only, joins flat, their parts sorted and each once.
model::Expr one_form(const model::Expr& expr);

/// `set` with every part in its one form: policies by Graph id or title, networks and strengths by id, kinds of guests
/// apart, what says nothing left out.
model::PolicySet one_form(model::PolicySet set);

/// The dump of `one_form(set)`, sorted.
std::string meaning(const model::PolicySet& set);

}  // namespace doorward::tests
