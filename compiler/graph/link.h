// Brings the parts of all files together: looks up what policies refer to, finds ids that stand for two things, and
// names the policies (SEMANTICS.md §6, CONTRACTS.md §5).
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "graph/readers.h"

namespace doorward::graph {

struct Parts {
  std::vector<PendingPolicy> policies;
  std::vector<std::pair<model::Network, Place>> locations;
  std::vector<std::pair<model::Strength, Place>> strengths;
  std::vector<std::pair<std::pair<std::string, std::string>, std::string>> names;  // kind and canonical id, name
};

/// Appends `parts` to `set`; `parts` is used up. Returns the policies that were left out (GraphReadOptions).
std::vector<LeftOutPolicy> link(Reading& reading, Parts& parts, model::PolicySet& set);

}  // namespace doorward::graph
