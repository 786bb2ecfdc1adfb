// Reference evaluator = interpreter = index, on generated sets and sign-ins, with user and device bound or not, in full or
// the outcome alone. DOORWARD_CASES says how many sign-ins are
// decided and DOORWARD_SEED from which seed; a failing case is made small and printed whole.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "case_count.h"
#include "doorward/compiler/model_dump.h"
#include "doorward/io/sign_in_writer.h"
#include "engines.h"
#include "reference/coverage.h"
#include "reference/decide.h"
#include "reference/generate.h"
#include "reference/shrink.h"
#include "reference/universe.h"

namespace doorward::differential {
namespace {

constexpr std::uint64_t kSignInsOfSet = 100;

/// One way to a decision.
struct Way {
  const char* name;
  Evaluation evaluation;
  bool bound;
  Detail detail;
};

constexpr Way kWays[] = {
    {"interpreter", Evaluation::interpreter, false, Detail::full},
    {"index", Evaluation::index, false, Detail::full},
    {"index, outcome alone", Evaluation::index, false, Detail::outcome},
    {"interpreter, outcome alone", Evaluation::interpreter, false, Detail::outcome},
    {"interpreter, user and device bound", Evaluation::interpreter, true, Detail::full},
    {"index, user and device bound", Evaluation::index, true, Detail::full},
    {"index, user and device bound, outcome alone", Evaluation::index, true, Detail::outcome},
};

/// Decides one case in every way; says where they differ.
class Comparison {
 public:
  Comparison(std::int64_t now, bool strict) : now_(now), strict_(strict) {}

  bool agree(const model::PolicySet& set, Engines& engines, const SignIn& sign_in) {
    expected_ = reference::decide(set, groups(), sign_in, {.now = now_, .strict = strict_});
    for (const Way& way : kWays) {
      if (way.bound && !sign_in.has_user) continue;
      way_ = way.name;
      const EvaluateOptions options{.now = now_, .strict = strict_, .evaluation = way.evaluation, .detail = way.detail};
      found_ = way.bound ? engines.decide_bound(sign_in, options) : engines.decide(sign_in, options);
      if (!(found_ == (way.detail == Detail::outcome ? outcome_of(expected_) : expected_))) return false;
    }
    return true;
  }

  std::string report(const reference::Case& failing) {
    Engines engines(failing.set);
    if (!engines.fault().empty()) return engines.fault() + "\n" + dump(failing.set);
    agree(failing.set, engines, failing.sign_in);
    return "\n" + dump(failing.set) + "sign-in:     " + sign_in_json(failing.sign_in) +
           "\nnow:         " + std::to_string(now_) + (strict_ ? ", strict" : "") +
           "\nreference:   " + reference::to_json(expected_).dump() + "\n" + way_ + ": " +
           reference::to_json(found_).dump();
  }

  const reference::Decision& expected() const { return expected_; }

 private:
  static const reference::AppGroups& groups() {
    static const reference::AppGroups kGroups = reference::published_app_groups();
    return kGroups;
  }

  std::int64_t now_;
  bool strict_;
  reference::Decision expected_;
  reference::Decision found_;
  std::string way_;
};

std::string smallest(const model::PolicySet& set, const SignIn& sign_in, Comparison comparison) {
  const auto fails = [&](const reference::Case& candidate) {
    Engines engines(candidate.set);
    return engines.fault().empty() && !comparison.agree(candidate.set, engines, candidate.sign_in);
  };
  return comparison.report(reference::shrink({set, sign_in}, fails));
}

/// The sign-ins of one set. False at the first that is decided differently, after it has been reported.
bool set_agrees(const model::PolicySet& set, reference::Random& random, std::uint64_t count,
                reference::Coverage& coverage) {
  Engines engines(set, random.percent(20));
  if (!engines.fault().empty()) {
    FAIL_CHECK(engines.fault() << "\n" << dump(set));
    return false;
  }
  coverage.note(set);
  for (std::uint64_t i = 0; i < count; ++i) {
    const SignIn sign_in = reference::random_sign_in(random, set);
    Comparison comparison(random.one_of(reference::universe::times()), random.percent(15));
    if (!comparison.agree(set, engines, sign_in)) {
      FAIL_CHECK(smallest(set, sign_in, comparison));
      return false;
    }
    if (i % 10 != 0) continue;
    coverage.note(sign_in);
    coverage.note(comparison.expected());
  }
  return true;
}

TEST_CASE("every way to a decision decides every generated case as the reference evaluator does") {
  const std::uint64_t cases = case_count();
  const std::uint64_t seed = case_seed();
  reference::Coverage coverage;
  std::uint64_t failures = 0;
  for (std::uint64_t done = 0, number = 0; done < cases && failures < 3; done += kSignInsOfSet, ++number) {
    INFO("set " << number << " of seed " << seed);
    reference::Random random(seed + number * 0x100000001b3U);
    const model::PolicySet set = reference::random_set(random);
    if (!set_agrees(set, random, kSignInsOfSet, coverage)) ++failures;
  }
  MESSAGE(cases << " sign-ins\n" << coverage.summary());
  if (cases >= kDefaultCases) CHECK(coverage.missed() == std::vector<std::string>{});
}

}  // namespace
}  // namespace doorward::differential
