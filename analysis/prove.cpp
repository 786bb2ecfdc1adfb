#include "doorward/analysis/prove.h"

#include <algorithm>
#include <optional>

#include "claim.h"
#include "doorward/analysis/demands.h"
#include "doorward/analysis/space.h"
#include "doorward/runtime/evaluate.h"
#include "escape.h"
#include "part_of_set.h"
#include "sentence.h"

namespace doorward::analysis {
namespace {

using Verdict = ProofResult::Verdict;

class Proving {
 public:
  Proving(const ComparedSet& policies, const model::Tests& tests, const model::Proof& proof, std::int64_t now,
          const ProofBounds& bounds)
      : set_(policies.set),
        model_(with_sentence(policies.model, tests, proof.sentence)),
        count_(policies.model.policies.size()),
        check_(*policies.set, proof, {&policies.model.strengths, &tests.strengths}),
        fits_(model_),
        scratch_(policies.set),
        now_(now),
        bounds_(bounds),
        states_(states_matter(policies.model, proof.sentence)) {}

  ProofResult run() {
    ProofResult result = check_.stops_all() ? look_for_escape() : look_for_offender();
    if (unsure_ && result.verdict == Verdict::proved) result.verdict = Verdict::undecided;
    return result;
  }

 private:
  /// What stands for a class and does not fit the sentence says nothing of the others in it.
  bool fits(const SpacePoint& point) {
    const bool fitting = fits_.fits(point.sign_in, point.sign_in.time.value_or(now_));
    unsure_ = unsure_ || !fitting;
    return fitting;
  }

  ProofResult refuted(const SignIn& sign_in, std::string sentence, std::vector<std::string> given,
                      std::shared_ptr<const void> storage);
  ProofResult look_for_escape(std::optional<std::size_t> beside = {});
  ProofResult look_for_offender();
  ProofResult look_beside(const std::vector<std::size_t>& policies);

  std::shared_ptr<const PolicySet> set_;
  model::PolicySet model_;  // the sentence last
  std::size_t count_;       // of policies before it
  ClaimCheck check_;
  SentenceFits fits_;
  Scratch scratch_;
  Decision decision_;
  std::int64_t now_;
  const ProofBounds& bounds_;
  bool states_;
  bool unsure_ = false;
};

ProofResult Proving::refuted(const SignIn& sign_in, std::string sentence, std::vector<std::string> given,
                             std::shared_ptr<const void> storage) {
  ProofResult result;
  result.verdict = Verdict::refuted;
  evaluate(scratch_, sign_in, {.now = sign_in.time.value_or(now_), .strict = false}, decision_);
  result.result = outcome_text(*set_, decision_);
  for (const std::uint32_t policy : decision_.applied) result.policies.emplace_back(set_->policy_name(policy));
  result.sentence = std::move(sentence);
  result.given = std::move(given);
  result.example = sign_in;
  result.storage = std::move(storage);
  return result;
}

/// A sign-in that breaks the claim and that no policy stops; to all that are looked at `beside` may apply.
ProofResult Proving::look_for_escape(std::optional<std::size_t> beside) {
  EscapeQuery query;
  query.sentence = count_;
  query.beside = beside;
  query.stopping = [this](const Decision& decision, std::vector<std::size_t>& stopping) {
    check_.add_stopping(decision, stopping);
  };
  query.counts = [this](const SpacePoint& point, const Decision& decision) {
    return check_.broken(decision) && fits(point);
  };
  query.policies = bounds_.policies;
  query.combinations = bounds_.combinations;
  query.user_states = states_;
  query.audiences = true;
  const ComparedSet all{set_, model_};
  Escape escape = EscapeSearch(all, now_).find(query);
  if (escape.kind == Escape::Kind::found) {
    return refuted(escape.example, std::move(escape.sentence), std::move(escape.given), std::move(escape.storage));
  }
  ProofResult result;
  result.verdict = escape.kind == Escape::Kind::undecided ? Verdict::undecided
                   : escape.sentence.empty()              ? Verdict::empty
                                                          : Verdict::proved;
  return result;
}

/// Looks at the sign-ins of the sentence as `policies` tell them apart, all of which may apply.
ProofResult Proving::look_beside(const std::vector<std::size_t>& policies) {
  struct Kept {
    std::shared_ptr<Space> space;
    std::vector<SpaceDimension> dimensions;
  };
  const auto kept = std::make_shared<Kept>();
  std::vector<std::size_t> taken = policies;
  taken.push_back(count_);
  const model::PolicySet part = part_of(model_, taken);
  kept->space = std::make_shared<Space>(std::vector<const model::PolicySet*>{&part},
                                        SpaceOptions{.now = now_, .user_states = states_, .audiences = true});
  SpaceQuery asked = kept->space->everything();
  for (std::size_t p = 0; p < taken.size(); ++p) asked.required.set(p);
  asked.most = bounds_.combinations;
  bool complete = true;
  kept->dimensions = kept->space->dimensions(asked, complete);
  ProofResult result;
  bool any = false;
  const bool searched = kept->space->search(kept->dimensions, asked, [&](const SpacePoint& point) {
    if (!fits(point)) return true;
    any = true;
    evaluate(scratch_, point.sign_in, {.now = point.sign_in.time.value_or(now_), .strict = false}, decision_);
    if (!check_.broken(decision_)) return true;
    result = refuted(point.sign_in, sentence_of(point), givens_of(point), kept);
    return false;
  });
  if (result.verdict == Verdict::refuted) return result;
  result.verdict = !complete || !searched ? Verdict::undecided : any ? Verdict::proved : Verdict::empty;
  return result;
}

/// A claim that no sign-in is stopped falls with one that a single policy stops; that none is asked for a control, with
/// one that a policy asks for it and no other stops.
ProofResult Proving::look_for_offender() {
  ProofResult result = look_beside({});
  if (result.verdict == Verdict::refuted || result.verdict == Verdict::empty) return result;
  std::size_t undecided = result.verdict == Verdict::undecided ? 1 : 0;
  for (std::size_t p = 0; p < count_; ++p) {
    const model::Policy& policy = model_.policies[p];
    if (policy.state != model::PolicyState::enabled) continue;
    if (!check_.may_break(static_cast<std::uint32_t>(p), policy.block)) continue;
    result = check_.needs_others() ? look_for_escape(p) : look_beside({p});
    if (result.verdict == Verdict::refuted) return result;
    undecided += result.verdict == Verdict::undecided ? 1U : 0U;
    if (undecided > bounds_.undecided) break;
  }
  result = {};
  result.verdict = undecided == 0 ? Verdict::proved : Verdict::undecided;
  return result;
}

}  // namespace

ProofResult prove(const ComparedSet& policies, const model::Tests& tests, const model::Proof& proof, std::int64_t now,
                  const ProofBounds& bounds) {
  return Proving(policies, tests, proof, now, bounds).run();
}

}  // namespace doorward::analysis
