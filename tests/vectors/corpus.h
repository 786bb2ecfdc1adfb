// The recorded vectors as JSON, and Graph JSON on its way through the product.
#pragma once

#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "doorward/runtime/sign_in.h"
#include "engines.h"

namespace doorward::vectors {

using Json = nlohmann::ordered_json;

/// A file below tests/corpus/vectors.
Json read_vectors(const std::string& name);

/// A policy set read from Graph JSON, compiled and loaded; or why it was refused.
struct LoadedSet {
  std::unique_ptr<differential::Engines> engines;  // null when refused
  std::string refusal;                             // the first message
  std::size_t warnings = 0;
};
LoadedSet load_graph(const Json& policies_and_locations);

/// The decision that both engines take; a test failure when they differ.
reference::Decision decide(LoadedSet& set, const SignIn& sign_in);

/// A policy for everyone and everything that demands mfa, with `conditions` put over its conditions.
Json policy_with(const Json& conditions);

}  // namespace doorward::vectors
