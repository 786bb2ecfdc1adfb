// A resolved policy set as text, one line a fact, for tests and for comparing content. Origins are left out, so two
// sources that mean the same give the same text. Not a format that anything reads back.
#pragma once

#include <string>

#include "doorward/compiler/model.h"

namespace doorward {

struct DumpOptions {
  bool builtin = false;  // also the built-in networks and strengths
  bool names = false;    // also the display names of ids
};

std::string dump(const model::PolicySet& set, const DumpOptions& options = {});
/// `set` is the one that the policy's networks and strengths are indices into.
std::string dump(const model::Policy& policy, const model::PolicySet& set);
std::string dump(const model::Network& network, const model::PolicySet& set);
std::string dump(const model::Strength& strength);
std::string dump(const model::Expr& expr);

}  // namespace doorward
