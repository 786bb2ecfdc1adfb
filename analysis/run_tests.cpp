#include "doorward/analysis/run_tests.h"

#include <algorithm>

#include "circumstances.h"
#include "doorward/analysis/demands.h"
#include "doorward/runtime/evaluate.h"
#include "doorward/runtime/explain.h"
#include "expectation.h"
#include "moments.h"
#include "open_signals.h"
#include "stated.h"

namespace doorward {
namespace {

using namespace analysis;

/// What two sign-ins must agree in for a test not to tell them apart.
std::string result_of(const PolicySet& set, const Decision& decision) {
  if (!decision.blocked_by.empty()) return "block";
  std::string text(word_of(decision.outcome));
  for (const std::string& clause : demands_of(set, decision).unmet) text += " / " + clause;
  return text + " / " + session_text(set, decision.session);
}

class TestRun {
 public:
  TestRun(const TestSubject& subject, const model::Tests& tests, Coverage* coverage)
      : subject_(subject),
        tests_(tests),
        coverage_(coverage),
        scratch_(subject.set),
        options_{.now = subject.now, .strict = false} {
    if (subject.any_time) moments_ = moments_of(subject.model, subject.now);
  }

  TestResult run(const model::Test& test);

 private:
  void fault(TestResult& result, std::string problem, std::string help) const {
    result.verdict = TestResult::Verdict::error;
    result.problem = std::move(problem);
    result.help = std::move(help);
  }
  bool rests_on_open(const model::Test& test, const Stated& stated, const std::vector<Circumstance>& circumstances,
                     TestResult& result);
  bool varies(const Stated& stated, const Circumstance& circumstance, const std::string& base, TestResult& result);
  bool too_many(const Circumstance& circumstance, TestResult& result) const;
  bool assumes(const Stated& stated, TestResult& result);
  bool rests_on_time(const model::Test& test, const Stated& stated, const std::string& base, TestResult& result);

  const TestSubject& subject_;
  const model::Tests& tests_;
  Coverage* coverage_;
  Scratch scratch_;
  EvaluateOptions options_;
  Decision decision_;
  Decision other_;
  std::vector<std::int64_t> moments_;  // when else to decide; none where the time is stated
};

/// One circumstance of many values: does any of them decide otherwise?
bool TestRun::varies(const Stated& stated, const Circumstance& circumstance, const std::string& base,
                     TestResult& result) {
  for (const Choice& choice : circumstance.choices) {
    SignIn changed = stated.sign_in;
    choice.apply(changed);
    evaluate(scratch_, changed, options_, other_);
    if (result_of(*subject_.set, other_) == base) continue;
    const std::string name(kDimensions[static_cast<std::size_t>(circumstance.dimension)].label);
    fault(result,
          "the result rests on `" + name + "`, which the test leaves open: with " + choice.text + " it is " +
              outcome_text(*subject_.set, other_) + "; as it stands " + outcome_text(*subject_.set, decision_),
          circumstance.said ? "narrow the phrase down to what makes no difference"
                            : "add to the sentence, for example, `" + std::string(circumstance.phrase) + "`");
    return true;
  }
  return false;
}

/// What was not looked at may decide otherwise: no pass, unless no policy looks at it either.
bool TestRun::too_many(const Circumstance& circumstance, TestResult& result) const {
  const bool networks = circumstance.dimension == Dimension::networks;
  const auto& policies = subject_.model.policies;
  const bool tested = std::any_of(policies.begin(), policies.end(), [&](const model::Policy& policy) {
    if (policy.state != model::PolicyState::enabled) return false;
    return networks ? policy.networks.has_value() : !policy.device_filters.empty() || policy.when.has_value();
  });
  if (circumstance.complete || !tested) return false;
  const std::string name(kDimensions[static_cast<std::size_t>(circumstance.dimension)].label);
  fault(result, "undecided: there are more values of `" + name + "` than are looked at, and policies tell them apart",
        networks ? "split the test by networks, or the networks into fewer ranges"
                 : "compare fewer properties in the test's phrase");
  return true;
}

/// A policy that does not apply, though only for signals that the test leaves open, could apply. Policies only add
/// demands, so what is blocked stays so.
bool TestRun::assumes(const Stated& stated, TestResult& result) {
  if (!decision_.blocked_by.empty()) return false;
  const OpenSignals open(*subject_.set, decision_, stated);
  if (open.empty()) return false;
  std::string names;
  for (const PolicyExplanation& policy : explain(scratch_, stated.sign_in, options_).policies) {
    if (policy.applied || policy.state != PolicyState::enabled) continue;
    names = open.names_of(policy.mismatches);
    if (names.empty()) continue;
    const std::string name(subject_.set->policy_name(policy.policy));
    fault(result,
          "the result rests on " + names + ", which the test leaves open and the policy `" + name + "` asks for",
          "state it in a phrase of the sentence (`at none sign-in risk`, `by none flow`) or with `given`");
    return true;
  }
  return false;
}

/// No phrase of a test states a time: the command does, for all tests.
bool TestRun::rests_on_time(const model::Test& test, const Stated& stated, const std::string& base,
                            TestResult& result) {
  EvaluateOptions options = options_;
  for (const std::int64_t moment : moments_) {
    options.now = moment;
    evaluate(scratch_, stated.sign_in, options, other_);
    if (result_of(*subject_.set, other_) == base) continue;
    const bool holds = difference(*subject_.set, decision_, test.expects).empty();
    fault(result,
          "the result rests on the time, which the test leaves open: at " + time_text(moment) + " it is " +
              outcome_text(*subject_.set, other_) + "; at " + time_text(subject_.now) + " " +
              outcome_text(*subject_.set, decision_),
          "say at what time tests are decided: `doorward test --at " + time_text(holds ? subject_.now : moment) + "`");
    return true;
  }
  return false;
}

bool TestRun::rests_on_open(const model::Test& test, const Stated& stated,
                            const std::vector<Circumstance>& circumstances, TestResult& result) {
  const std::string base = result_of(*subject_.set, decision_);
  for (const Circumstance& circumstance : circumstances) {
    // `given device.model is …` has said it already.
    if (!circumstance.said && (stated.signals & circumstance.signals) != 0) continue;
    if (varies(stated, circumstance, base, result)) return true;
    if (too_many(circumstance, result)) return true;
  }
  return assumes(stated, result) || rests_on_time(test, stated, base, result);
}

TestResult TestRun::run(const model::Test& test) {
  TestResult result;
  result.title = test.title;
  result.origin = test.origin;
  for (const model::Expectation& expectation : test.expects) result.expected.push_back(expectation_text(expectation));
  Stated stated;
  state(test, subject_.complete, stated);
  if (!stated.problem.empty()) {
    fault(result, stated.problem, stated.help);
    return result;
  }
  auto circumstances = circumstances_of(test, tests_, subject_, stated.sign_in);
  for (const Circumstance& circumstance : circumstances) {
    if (circumstance.said) stated.signals |= circumstance.signals;
    if (!circumstance.said || !circumstance.choices.empty()) continue;
    const std::string_view name = kDimensions[static_cast<std::size_t>(circumstance.dimension)].label;
    fault(result, "no sign-in fits what the test says of `" + std::string(name) + "`",
          "name what exists: devices of legacy clients, for example, count as unregistered");
    return result;
  }
  evaluate(scratch_, stated.sign_in, options_, decision_);
  result.decided = outcome_text(*subject_.set, decision_);
  if (rests_on_open(test, stated, circumstances, result)) return result;
  if (coverage_ != nullptr) coverage_->add(decision_, explain(scratch_, stated.sign_in, options_));
  result.problem = difference(*subject_.set, decision_, test.expects);
  result.verdict = result.problem.empty() ? TestResult::Verdict::pass : TestResult::Verdict::fail;
  if (result.verdict == TestResult::Verdict::fail) {
    result.explanation =
        explain_text(*subject_.set, stated.sign_in, decision_, explain(scratch_, stated.sign_in, options_));
  }
  return result;
}

}  // namespace

std::vector<TestResult> run_tests(const TestSubject& subject, const model::Tests& tests, Coverage* coverage) {
  TestRun run(subject, tests, coverage);
  std::vector<TestResult> results;
  results.reserve(tests.tests.size());
  for (const model::Test& test : tests.tests) results.push_back(run.run(test));
  return results;
}

}  // namespace doorward
