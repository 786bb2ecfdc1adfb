// What a policy is for: apps, groups of apps, user actions, authentication contexts (SEMANTICS.md §1 "targets",
// §8.2, §8.3).
#pragma once

#include <map>
#include <set>
#include <string>

#include "doorward/compiler/model.h"
#include "reference/circumstances.h"

namespace doorward::reference {

/// The members of each published group of apps, all ids canonical.
using AppGroups = std::map<std::string, std::set<std::string>>;

/// The groups of the vocabulary, as the compiler resolves them into modules.
AppGroups published_app_groups();

bool matches(const model::Targets& targets, const AppGroups& groups, const Circumstances& seen);

}  // namespace doorward::reference
