#include "doorward/analysis/shadowed.h"

#include <algorithm>
#include <optional>

#include "doorward/lint/cover.h"
#include "doorward/runtime/evaluate.h"
#include "part_of_set.h"
#include "plain_sign_ins.h"
#include "policy_demand.h"

namespace doorward::analysis {
namespace {

class Shadows {
 public:
  Shadows(const ComparedSet& policies, std::int64_t now, const ShadowBounds& bounds)
      : policies_(policies), now_(now), bounds_(bounds), plain_(policies.model), scratch_(policies.set) {
    for (std::size_t p = 0; p < policies.model.policies.size(); ++p) {
      const model::Policy& policy = policies.model.policies[p];
      demands_.push_back(demand_of(policies.model, *policies.set, p));
      // What was passed over in reading may make the policy apply less, so that it covers nothing for sure.
      gone_.push_back(policy.state != model::PolicyState::enabled || policy.approximated);
    }
  }

  ShadowedPolicies run() {
    ShadowedPolicies found;
    // The later of two that say the same is the one to take out.
    for (std::size_t p = demands_.size(); p-- > 0;) {
      if (gone_[p]) continue;
      Shadowed shadowed;
      shadowed.policy = p;
      const Verdict verdict = judge(shadowed);
      if (verdict == Verdict::undecided) found.undecided.push_back(p);
      if (verdict != Verdict::covered) continue;
      gone_[p] = true;
      found.policies.push_back(std::move(shadowed));
    }
    std::reverse(found.policies.begin(), found.policies.end());
    std::reverse(found.undecided.begin(), found.undecided.end());
    return found;
  }

 private:
  enum class Verdict : std::uint8_t { matters, covered, undecided };

  /// Cheap answers first: most policies matter at the plainest sign-in that they apply to.
  Verdict judge(Shadowed& shadowed) {
    const std::size_t p = shadowed.policy;
    const model::Policy& policy = policies_.model.policies[p];
    for (const PlainSignIn& plain : plain_.of(policy)) {
      if (!applies(p, plain.sign_in)) continue;
      const std::vector<std::size_t> maskers = maskers_of(p);
      if (adds(p, maskers)) return Verdict::matters;
      note(shadowed, plain.sign_in, plain.sentence, plain.storage);
      shadowed.by = needed(p, maskers);
      if (surely_covered(shadowed)) return Verdict::covered;
      std::vector<const model::Policy*> others;
      for (const std::size_t masker : maskers) others.push_back(&policies_.model.policies[masker]);
      for (const PlainSignIn& beside : plain_.beside(plain, policy, others)) {
        if (applies(p, beside.sign_in) && adds(p, maskers_of(p))) return Verdict::matters;
      }
      break;
    }
    return search(shadowed);
  }

  /// Decides; whether policy `p` applies.
  bool applies(std::size_t p, const SignIn& sign_in) {
    evaluate(scratch_, sign_in, {.now = sign_in.time.value_or(now_), .strict = false}, decision_);
    const auto& applied = decision_.applied;
    return std::binary_search(applied.begin(), applied.end(), static_cast<std::uint32_t>(p));
  }

  /// Of those that apply as well, those that demand something of what `p` does.
  std::vector<std::size_t> maskers_of(std::size_t p) const {
    std::vector<std::size_t> maskers;
    for (const std::uint32_t other : decision_.applied) {
      if (other != p && !gone_[other] && may_mask(demands_[p], demands_[other])) maskers.push_back(other);
    }
    return maskers;
  }

  bool adds(std::size_t p, const std::vector<std::size_t>& maskers) const {
    LeftOver left(demands_[p]);
    for (const std::size_t masker : maskers) left.take(demands_[masker]);
    return left.any();
  }

  /// As many of `maskers` as it takes to leave nothing over.
  std::vector<std::size_t> needed(std::size_t p, const std::vector<std::size_t>& maskers) const {
    std::vector<std::size_t> some;
    LeftOver left(demands_[p]);
    for (const std::size_t masker : maskers) {
      if (left.any() && left.take(demands_[masker])) some.push_back(masker);
    }
    return some;
  }

  /// Whether what others say shows that they apply wherever it does.
  bool surely_covered(Shadowed& shadowed) const {
    const model::Policy& policy = policies_.model.policies[shadowed.policy];
    std::vector<std::size_t> sure;
    for (const std::size_t masker : maskers_of(shadowed.policy)) {
      if (linting::applies_wherever(policies_.model.policies[masker], policy)) sure.push_back(masker);
    }
    if (adds(shadowed.policy, sure)) return false;
    shadowed.by = needed(shadowed.policy, sure);
    return true;
  }

  static void note(Shadowed& shadowed, const SignIn& sign_in, std::string sentence,
                   std::shared_ptr<const void> storage) {
    if (!shadowed.sentence.empty()) return;
    shadowed.sentence = std::move(sentence);
    shadowed.example = sign_in;
    shadowed.storage = std::move(storage);
  }

  /// Searches the space of the policy and of those that were seen to cover it, and begins anew with one more as long as
  /// one more covers a sign-in that those leave open.
  Verdict search(Shadowed& shadowed) {
    std::vector<std::size_t> beside = shadowed.by;
    while (searches_ < bounds_.searches && decisions_ < bounds_.decisions && beside.size() <= bounds_.beside) {
      ++searches_;
      std::vector<std::size_t> more;
      const Verdict verdict = search_beside(shadowed, beside, more);
      if (more.empty()) {
        shadowed.by = std::move(beside);
        return verdict;
      }
      beside.insert(beside.end(), more.begin(), more.end());
    }
    return Verdict::undecided;
  }

  Verdict search_beside(Shadowed& shadowed, const std::vector<std::size_t>& beside, std::vector<std::size_t>& more) {
    const std::size_t p = shadowed.policy;
    std::vector<std::size_t> indices{p};
    indices.insert(indices.end(), beside.begin(), beside.end());
    const model::PolicySet part = part_of(policies_.model, indices);
    const auto space = std::make_shared<Space>(std::vector<const model::PolicySet*>{&part},
                                               SpaceOptions{.now = now_, .audiences = true});
    SpaceQuery query = space->everything();
    query.required.set(0);
    for (std::size_t i = 1; i < indices.size(); ++i) query.fewest.set(i);
    query.most = bounds_.combinations;
    struct Kept {
      std::shared_ptr<Space> space;
      std::vector<SpaceDimension> dimensions;
    };
    const auto kept = std::make_shared<Kept>();
    bool complete = true;
    kept->space = space;
    kept->dimensions = space->dimensions(query, complete);
    bool matters = false;
    const bool searched = space->search(kept->dimensions, query, [&](const SpacePoint& point) {
      ++decisions_;
      if (!applies(p, point.sign_in)) {
        // The space has it otherwise, so what it says of this policy is worth nothing.
        complete = false;
        return true;
      }
      note(shadowed, point.sign_in, sentence_of(point), kept);
      const std::vector<std::size_t> maskers = maskers_of(p);
      matters = adds(p, maskers);
      std::vector<std::size_t> known;
      for (const std::size_t masker : maskers) {
        if (std::find(beside.begin(), beside.end(), masker) != beside.end()) known.push_back(masker);
      }
      if (!matters && adds(p, known)) {
        for (const std::size_t masker : needed(p, maskers)) {
          if (std::find(beside.begin(), beside.end(), masker) == beside.end()) more.push_back(masker);
        }
      }
      return !matters && more.empty() && decisions_ < bounds_.decisions;
    });
    if (matters) more.clear();
    if (matters) return Verdict::matters;
    return complete && searched && decisions_ < bounds_.decisions ? Verdict::covered : Verdict::undecided;
  }

  const ComparedSet& policies_;
  std::int64_t now_;
  ShadowBounds bounds_;
  PlainSignIns plain_;
  Scratch scratch_;
  Decision decision_;
  std::vector<PolicyDemand> demands_;
  std::vector<bool> gone_;
  std::size_t searches_ = 0;
  std::size_t decisions_ = 0;
};

}  // namespace

ShadowedPolicies find_shadowed(const ComparedSet& policies, std::int64_t now, const ShadowBounds& bounds) {
  return Shadows(policies, now, bounds).run();
}

}  // namespace doorward::analysis
