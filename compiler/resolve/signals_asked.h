// Signals of a sign-in that look like attributes of the directory: `user.groups`. As attributes they would be absent from
// everybody, and a policy that compares one would never apply. Must not know how conditions are decided.
#pragma once

#include "doorward/compiler/model.h"
#include "doorward/grammar/ast.h"
#include "resolve/resolution.h"

namespace doorward::resolving {

/// Whether the attribute is one that conditions may compare; reports it when it is not. A test gives what is known of a
/// user's per-user MFA, which policies cannot ask for.
bool is_comparable(Resolution& r, const ast::Comparison& comparison, const model::AttributeRef& attribute);

}  // namespace doorward::resolving
