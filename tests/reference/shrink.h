// Makes a failing case small: takes policies, conditions, items and signals away while the case keeps failing. Must
// not know what failing means.
#pragma once

#include <functional>

#include "doorward/compiler/model.h"
#include "doorward/runtime/sign_in.h"

namespace doorward::reference {

struct Case {
  model::PolicySet set;
  SignIn sign_in;
};

/// The smallest case found that `fails`, which `start` does. `fails` is asked a bounded number of times.
Case shrink(Case start, const std::function<bool(const Case&)>& fails);

}  // namespace doorward::reference
