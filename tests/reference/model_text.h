// A policy set as text for failing cases: everything that the model says and nothing that it does not.
#pragma once

#include <string>

#include "doorward/compiler/model.h"

namespace doorward::reference {

/// One policy a line, then networks, strengths beyond the built-in ones, and settings.
std::string to_text(const model::PolicySet& set);

}  // namespace doorward::reference
