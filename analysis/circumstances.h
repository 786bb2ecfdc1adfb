// What a sign-in may be like where a test does not say it in one word: for each dimension the values that tell policies
// apart, and which of them fit the test's own phrase. Which fit is asked of the runtime, so that a phrase means in a
// test what it means in a policy.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "doorward/analysis/run_tests.h"
#include "doorward/compiler/tests.h"
#include "doorward/runtime/sign_in.h"

namespace doorward::analysis {

/// One value of a dimension.
struct Choice {
  std::string text;  // `browser`, `203.0.113.0`
  std::function<void(SignIn&)> apply;
};

/// A dimension of circumstances, as tests speak of it.
struct Circumstance {
  Dimension dimension{};
  bool said = false;            // the test has a phrase for it
  std::vector<Choice> choices;  // that fit the phrase; all of them without one
  bool complete = true;         // these are all values that matter
  SignalMask signals = 0;       // that the choices set
  std::string_view phrase;      // how a test says it: `running windows`
};

/// The circumstances of `test`, in the order in which they are to be fixed. Choices of a dimension fit
/// given the first choices of those before it, which are applied to `sign_in`. A dimension whose phrase nothing fits
/// has no choices. The test's own declarations of networks are in `tests`.
std::vector<Circumstance> circumstances_of(const model::Test& test, const model::Tests& tests,
                                           const TestSubject& subject, SignIn& sign_in);

}  // namespace doorward::analysis
