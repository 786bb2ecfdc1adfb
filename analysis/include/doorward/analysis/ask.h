// What would happen to the sign-ins that a sentence describes (`doorward ask`): every distinct outcome, each with the
// conditions that lead to it and a sign-in that meets it. Must not know files or how the answer is printed.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "doorward/compiler/model.h"
#include "doorward/compiler/tests.h"
#include "doorward/runtime/decision.h"
#include "doorward/runtime/policy_set.h"
#include "doorward/runtime/sign_in.h"

namespace doorward::analysis {

/// One dimension of a way to an outcome: `clientApp` is `browser` or `desktop`.
struct AnswerCondition {
  std::string dimension;
  std::vector<std::string> values;
  bool negated = false;  // any value but these
};

/// A way to an outcome: all of its conditions hold. Without conditions every sign-in of the sentence goes it.
using AnswerWay = std::vector<AnswerCondition>;

struct AnswerOutcome {
  Outcome outcome{};
  std::string text;                   // `challenge, requires mfa`
  std::vector<std::string> policies;  // that apply to the example, enforced ones
  std::vector<AnswerWay> ways;        // empty where there are too many combinations to say
  std::string sentence;               // of the example
  std::vector<std::string> given;     // beside it
  SignIn example;                     // its texts live as long as the answer
};

struct Answer {
  std::vector<AnswerOutcome> outcomes;  // the strictest first
  bool complete = true;                 // every kind of sign-in of the sentence was looked at
  std::shared_ptr<const void> storage;  // of the examples' texts
};

/// Who is asked about; all outlive the call.
struct Asked {
  std::shared_ptr<const PolicySet> set;
  const model::PolicySet& model;
  const model::Tests& tests;  // with the question
  std::int64_t now = 0;       // decision time, Unix seconds
  /// Completes a sign-in of a user whom the sentence names from a directory; false when it does not hold them. Without
  /// it a user is whoever the sentence lets them be.
  std::function<bool(SignIn&)> complete;
};

/// No outcome at all: no sign-in fits the sentence.
Answer ask(const Asked& asked);

}  // namespace doorward::analysis
