// Runs the `test` blocks of a policy set (docs/tests.md): makes the sign-in that a test describes, decides it, and
// compares. A test whose result rests on a signal that it leaves open is an error, not a pass. Must not know files or
// how results are printed.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "doorward/analysis/coverage.h"
#include "doorward/compiler/model.h"
#include "doorward/compiler/tests.h"
#include "doorward/grammar/source.h"
#include "doorward/runtime/policy_set.h"
#include "doorward/runtime/sign_in.h"

namespace doorward {

struct TestResult {
  enum class Verdict : std::uint8_t {
    pass,
    fail,
    error  // the test is at fault: it names no sign-in, or leaves open what its result rests on
  };
  Verdict verdict = Verdict::error;
  std::string title;
  model::Origin origin;
  std::vector<std::string> expected;  // `require mfa`; one for each `expect`
  std::string decided;                // `challenge, requires mfa`; empty when nothing was decided
  std::string problem;                // fail: what differs; error: why
  std::string help;                   // error: what to write
  std::string explanation;            // fail: the decision and its reasons, several lines
};

/// What tests run against: the loaded set, and the model that it was compiled from, with its sources. All outlive the call.
struct TestSubject {
  std::shared_ptr<const PolicySet> set;
  const model::PolicySet& model;
  const SourceMap& sources;
  std::int64_t now = 0;  // decision time, Unix seconds
  /// Fills in what a directory knows of a user who is named by id or UPN; false for one whom it does not hold. Without
  /// it a user is what the test says.
  std::function<bool(UserSignals&)> complete = {};
  /// `now` is only the time of the clock: a result that rests on windows of time is the test's fault. Exceptions that end
  /// are as they are at `now` either way: they end once, and the policy says when.
  bool any_time = false;
};

/// Runs `tests`, in their order; what their sign-ins show goes to `coverage`, if there is one.
std::vector<TestResult> run_tests(const TestSubject& subject, const model::Tests& tests,
                                  analysis::Coverage* coverage = nullptr);

}  // namespace doorward
