// From the simulator's words to Graph's and the runtime's: conditions to policies, contexts to sign-ins. Its made-up
// ids (`user-001`) become GUIDs, its bundles of apps become audiences, its named locations become address ranges.
#pragma once

#include <deque>
#include <string>

#include "corpus.h"

namespace doorward::vectors {

/// One recorded call as a policy set in Graph JSON and a sign-in.
struct TranslatedCall {
  Json graph;
  SignIn sign_in;
  std::deque<std::string> texts;  // what the sign-in's views point into
};

/// `subject` is the matcher that was called, `condition` and `context` are what it was given.
TranslatedCall translate(const std::string& subject, const Json& condition, const Json& context);

}  // namespace doorward::vectors
