// A generated model as the runtime loads it.
#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <string>

#include "doorward/compiler/compile.h"
#include "doorward/runtime/policy_set.h"

namespace doorward::test {

inline std::shared_ptr<const PolicySet> loaded(const model::PolicySet& model) {
  DiagnosticSink sink;
  std::string error;
  auto set = PolicySet::load(compile(model, SourceMap(), {.strip = true}, sink), error);
  REQUIRE_MESSAGE(set != nullptr, error);
  return set;
}

}  // namespace doorward::test
