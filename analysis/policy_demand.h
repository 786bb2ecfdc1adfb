// What one policy demands, so that it can be compared with what others demand. Must not know sign-ins.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "doorward/compiler/model.h"
#include "doorward/runtime/policy_set.h"

namespace doorward::analysis {

/// Controls of which one does.
using AnyOf = std::set<std::string>;

struct PolicyDemand {
  bool block = false;
  std::vector<AnyOf> clauses;  // all of these hold
  std::string session;         // its session controls as text
};

/// `index` is the policy's place in `model` and in `set`.
PolicyDemand demand_of(const model::PolicySet& model, const PolicySet& set, std::size_t index);

/// Whether meeting `by` meets the clause: one of `by` that fewer controls satisfy demands at least as much.
bool implies(const PolicyDemand& by, const AnyOf& clause);
/// Whether `other` demands something of what `demand` does.
bool may_mask(const PolicyDemand& demand, const PolicyDemand& other);

/// What of a demand is left over when others are met.
class LeftOver {
 public:
  explicit LeftOver(const PolicyDemand& demand)
      : clauses_(demand.clauses), session_(demand.session), block_(demand.block) {}
  /// Takes away what `other` demands too; false when that is nothing.
  bool take(const PolicyDemand& other);
  bool any() const { return !clauses_.empty() || !session_.empty() || block_; }

 private:
  std::vector<AnyOf> clauses_;
  std::string session_;
  bool block_;
};

}  // namespace doorward::analysis
