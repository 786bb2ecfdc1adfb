// Decides with both engines of the runtime and holds them to one decision line. Must not know where the set or the
// sign-in come from.
#pragma once

#include <memory>
#include <string>

#include "doorward/io/decision_writer.h"
#include "doorward/runtime/evaluate.h"

namespace doorward::fuzz {

class BothEngines {
 public:
  explicit BothEngines(const std::shared_ptr<const PolicySet>& set) : scratch_(set), writer_(set) {}

  /// The decision as a JSON line, the same from the interpreter and the index.
  std::string decide(const SignIn& sign_in, std::int64_t now, bool strict);

 private:
  Scratch scratch_;
  DecisionWriter writer_;
  Decision decision_;
};

}  // namespace doorward::fuzz
