// What is proved holds for sign-ins that the search did not make up, and what is refuted is broken by its example.
#include "doorward/analysis/prove.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "doorward/compiler/model_dump.h"
#include "loaded_model.h"
#include "reference/generate.h"

namespace doorward::test {
namespace {

using analysis::ProofResult;
using Claim = model::Proof::Claim;

constexpr std::int64_t kNow = 1'795'000'000;
constexpr std::uint64_t kSets = 120;
constexpr int kSignIns = 300;

/// Everything that a person can do of what is demanded, but `mfa` and strengths, which may include it.
void do_all_but_mfa(const PolicySet& set, const Decision& decision, SignIn& sign_in) {
  for (const Clause& clause : decision.require) {
    for (const std::uint32_t control : set.controls(clause.policy)) {
      const std::string_view text = set.control(control);
      const FactRow* row = find_graph(kControls, text.substr(0, text.find(':')));
      const bool interactive = row != nullptr && kControlNatures[row->value] == ControlNature::interactive;
      if (interactive && text != "mfa" && !text.starts_with("strength:")) sign_in.satisfied.push_back(text);
    }
  }
}

/// Whether a strength is asked for, which may or may not include mfa.
bool asks_for_strength(const PolicySet& set, const Decision& decision) {
  for (const Clause& clause : decision.require) {
    for (const std::uint32_t control : set.controls(clause.policy)) {
      if (set.control(control).starts_with("strength:")) return true;
    }
  }
  return false;
}

bool broken(Claim claim, Outcome outcome) {
  switch (claim) {
    case Claim::always_blocked:
      return outcome != Outcome::block;
    case Claim::never_blocked:
      return outcome == Outcome::block;
    case Claim::always_granted:
      return outcome != Outcome::grant;
    case Claim::never_granted:
    case Claim::always_requires:  // with everything done but mfa
      return outcome == Outcome::grant;
    case Claim::never_requires:
      break;
  }
  return false;
}

/// A set, a sentence that says when one of its policies applies, and both as they are decided with.
struct Case {
  explicit Case(std::uint64_t number) : random(20261130 + number), set(reference::random_set(random)) {
    sentence = set.policies[random.below(set.policies.size())];
    sentence.state = model::PolicyState::enabled;
    sentence.grant.reset();
    sentence.session = {};
    sentence.block = true;
    model::PolicySet alone = set;
    alone.policies = {sentence};
    ready = loaded(set);
    fits = std::make_unique<Scratch>(loaded(alone));
    scratch = std::make_unique<Scratch>(ready);
  }

  /// A sign-in of the sentence that states all, for one resource; nothing was done yet and nothing ran out. States are
  /// looked at where settings speak of them, agents' users where a policy does.
  bool next(SignIn& sign_in) {
    sign_in = reference::random_sign_in(random, set);
    sign_in.time.reset();
    sign_in.satisfied.clear();
    sign_in.strengths.clear();
    sign_in.methods.clear();
    sign_in.mfa_age.reset();
    sign_in.auth_age.reset();
    if (!set.settings) sign_in.user.mfa_state.reset();
    if (sign_in.user.agent.value_or(false)) return false;
    if (!sign_in.app.empty() && (sign_in.user_action || sign_in.auth_context != 0)) return false;
    if (sign_in.user_action && sign_in.auth_context != 0) return false;
    Decision decision;
    evaluate(*fits, sign_in, {.now = kNow, .strict = false}, decision);
    if (decision.applied.empty() || decision.assumed != 0 || !decision.assumed_attributes.empty()) return false;
    evaluate(*scratch, sign_in, {.now = kNow, .strict = false}, decision);
    return decision.assumed == 0 && decision.assumed_attributes.empty();
  }

  reference::Random random;
  model::PolicySet set;
  model::Policy sentence;
  std::shared_ptr<const PolicySet> ready;
  std::unique_ptr<Scratch> fits, scratch;
};

}  // namespace

TEST_CASE("no generated sign-in breaks a claim that is proved, and each refuting one does") {
  constexpr Claim kClaims[] = {Claim::always_blocked, Claim::never_blocked,   Claim::always_granted,
                               Claim::never_granted,  Claim::always_requires, Claim::never_requires};
  std::size_t proved = 0;
  std::size_t refuted = 0;
  std::size_t compared = 0;
  for (std::uint64_t number = 0; number < kSets; ++number) {
    CAPTURE(number);
    Case one(number);
    for (const Claim claim : kClaims) {
      model::Proof proof;
      proof.sentence = one.sentence;
      proof.claim = claim;
      proof.control.text = "mfa";
      model::Tests tests;
      tests.networks = one.set.networks;
      tests.strengths = one.set.strengths;
      const ProofResult result = analysis::prove({one.ready, one.set}, tests, proof, kNow);
      Decision decision;
      if (result.verdict == ProofResult::Verdict::refuted) {
        ++refuted;
        SignIn example = result.example;
        evaluate(*one.scratch, example, {.now = example.time.value_or(kNow), .strict = false}, decision);
        if (asks_for_strength(*one.ready, decision)) continue;
        if (claim == Claim::always_requires) do_all_but_mfa(*one.ready, decision, example);
        evaluate(*one.scratch, example, {.now = example.time.value_or(kNow), .strict = false}, decision);
        const bool good =
            claim == Claim::never_requires ? decision.outcome == Outcome::challenge : broken(claim, decision.outcome);
        CHECK_MESSAGE(good, fmt::format("claim {}: {}\n", static_cast<int>(claim), result.sentence) << dump(one.set));
        continue;
      }
      if (result.verdict != ProofResult::Verdict::proved) continue;
      ++proved;
      for (int i = 0; i < kSignIns; ++i) {
        SignIn sign_in;
        if (!one.next(sign_in)) continue;
        ++compared;
        evaluate(*one.scratch, sign_in, {.now = kNow, .strict = false}, decision);
        if (claim == Claim::always_requires) {
          do_all_but_mfa(*one.ready, decision, sign_in);
          evaluate(*one.scratch, sign_in, {.now = kNow, .strict = false}, decision);
        }
        if (!broken(claim, decision.outcome)) continue;
        FAIL_CHECK(fmt::format("claim {} of {}\n", static_cast<int>(claim), one.sentence.name) << dump(one.set));
        break;
      }
    }
  }
  MESSAGE(proved << " claims proved, " << refuted << " refuted, " << compared << " sign-ins compared");
  CHECK(proved > 80);
  CHECK(refuted > 300);
  CHECK(compared > 1000);
}

}  // namespace doorward::test
