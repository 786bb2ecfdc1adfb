// Random policy sets that pass all checks, and random sign-ins with absences, from one seed. Every kind of item,
// condition, control and session control comes up; ids come from small universes, so that things meet. Must not know
// how anything is decided.
#pragma once

#include "doorward/compiler/model.h"
#include "doorward/runtime/sign_in.h"
#include "reference/random.h"

namespace doorward::reference {

model::PolicySet random_set(Random& random);

/// The text of a sign-in lives as long as the program: it is of the universes.
SignIn random_sign_in(Random& random);

/// A random sign-in that is bent towards some policy of the set, so that policies do apply. Its text is also of the
/// set, which must outlive it.
SignIn random_sign_in(Random& random, const model::PolicySet& set);

}  // namespace doorward::reference
