#include "doorward/analysis/shadowed.h"

#include <algorithm>
#include <set>

#include "doorward/analysis/space.h"
#include "doorward/compiler/model_dump.h"
#include "doorward/runtime/evaluate.h"

namespace doorward::analysis {
namespace {

using Clauses = std::vector<std::set<std::string>>;  // all of these hold; one control of each does

/// What a policy demands, each clause with all that would do.
struct Demand {
  bool block = false;
  Clauses clauses;
  std::string session;
};

std::string session_of(const model::Policy& policy, const model::PolicySet& set) {
  model::Policy alone;
  alone.session = policy.session;
  return policy.session.says_something() ? dump(alone, set) : std::string();
}

Demand demand_of(const model::PolicySet& model, const PolicySet& set, std::size_t index) {
  const model::Policy& policy = model.policies[index];
  Demand demand;
  demand.block = policy.block;
  if (policy.block) return demand;
  demand.session = session_of(policy, model);
  const auto number = static_cast<std::uint32_t>(index);
  std::set<std::string> any;
  for (const std::uint32_t control : set.controls(number)) {
    if (set.clause_is_any(number)) {
      any.emplace(set.control(control));
    } else {
      demand.clauses.push_back({std::string(set.control(control))});
    }
  }
  if (!any.empty()) demand.clauses.push_back(std::move(any));
  return demand;
}

/// A clause that fewer controls satisfy demands at least as much.
bool implied(const std::set<std::string>& clause, const Demand& by) {
  return by.block || std::any_of(by.clauses.begin(), by.clauses.end(), [&](const std::set<std::string>& other) {
           return std::includes(clause.begin(), clause.end(), other.begin(), other.end());
         });
}

/// Whether the other can take anything of what `demand` adds.
bool may_mask(const Demand& demand, const Demand& other) {
  if (other.block) return true;
  if (demand.block) return false;
  if (!demand.session.empty() && demand.session == other.session) return true;
  return std::any_of(demand.clauses.begin(), demand.clauses.end(),
                     [&](const std::set<std::string>& clause) { return implied(clause, other); });
}

class Shadows {
 public:
  Shadows(const ComparedSet& policies, std::int64_t now)
      : policies_(policies), now_(now), space_({&policies.model}, {.now = now}), scratch_(policies.set) {
    for (std::size_t p = 0; p < policies.model.policies.size(); ++p) {
      demands_.push_back(demand_of(policies.model, *policies.set, p));
      gone_.push_back(policies.model.policies[p].state != model::PolicyState::enabled);
    }
  }

  ShadowedPolicies run() {
    ShadowedPolicies found;
    // The later of two that say the same is the one to take out.
    for (std::size_t p = demands_.size(); p-- > 0;) {
      if (gone_[p]) continue;
      Shadowed shadowed;
      shadowed.policy = p;
      bool complete = true;
      if (matters(shadowed, complete)) continue;
      if (!complete) {
        found.undecided.push_back(p);
        continue;
      }
      gone_[p] = true;
      found.policies.push_back(std::move(shadowed));
    }
    std::reverse(found.policies.begin(), found.policies.end());
    std::reverse(found.undecided.begin(), found.undecided.end());
    return found;
  }

 private:
  /// Whether there is a sign-in of which the policy demands what no other does. What is left out for want of room may
  /// be one.
  bool matters(Shadowed& shadowed, bool& complete) {
    const std::size_t p = shadowed.policy;
    SpaceQuery query = space_.everything();
    query.relevant = PolicyBits(space_.policy_count());
    query.relevant.set(p);
    for (std::size_t q = 0; q < demands_.size(); ++q) {
      if (q == p || gone_[q] || !may_mask(demands_[p], demands_[q])) continue;
      query.relevant.set(q);
      query.fewest.set(q);
    }
    query.required.set(p);
    const auto dimensions = space_.dimensions(query, complete);
    bool alone = false;
    const bool searched = space_.search(dimensions, query, [&](const SpacePoint& point) {
      alone = adds(shadowed, point);
      return !alone;
    });
    complete = complete && searched;
    return alone;
  }

  /// Whether the policy, at this sign-in, demands what no other does; those that demand as much are noted.
  bool adds(Shadowed& shadowed, const SpacePoint& point) {
    const std::int64_t now = point.sign_in.time.value_or(now_);
    evaluate(scratch_, point.sign_in, {.now = now, .strict = false}, decision_);
    const auto number = static_cast<std::uint32_t>(shadowed.policy);
    const auto& applied = decision_.applied;
    if (std::find(applied.begin(), applied.end(), number) == applied.end()) return false;
    const Demand& mine = demands_[shadowed.policy];
    Clauses left = mine.clauses;
    bool session = !mine.session.empty();
    bool block = mine.block;
    for (const std::uint32_t other : applied) {
      if (other == number || gone_[other] || !may_mask(mine, demands_[other])) continue;
      const Demand& theirs = demands_[other];
      std::erase_if(left, [&](const std::set<std::string>& clause) { return implied(clause, theirs); });
      session = session && !theirs.block && theirs.session != mine.session;
      block = block && !theirs.block;
      if (std::find(shadowed.by.begin(), shadowed.by.end(), other) == shadowed.by.end()) shadowed.by.push_back(other);
    }
    if (shadowed.sentence.empty()) shadowed.sentence = sentence_of(point);
    return !left.empty() || session || block;
  }

  const ComparedSet& policies_;
  std::int64_t now_;
  Space space_;
  Scratch scratch_;
  Decision decision_;
  std::vector<Demand> demands_;
  std::vector<bool> gone_;
};

}  // namespace

ShadowedPolicies find_shadowed(const ComparedSet& policies, std::int64_t now) { return Shadows(policies, now).run(); }

}  // namespace doorward::analysis
