#include "policy_demand.h"

#include <algorithm>

#include "doorward/compiler/model_dump.h"

namespace doorward::analysis {
namespace {

std::string session_of(const model::Policy& policy, const model::PolicySet& set) {
  if (!policy.session.says_something()) return {};
  model::Policy alone;
  alone.session = policy.session;
  return dump(alone, set);
}

}  // namespace

PolicyDemand demand_of(const model::PolicySet& model, const PolicySet& set, std::size_t index) {
  const model::Policy& policy = model.policies[index];
  PolicyDemand demand;
  demand.block = policy.block;
  if (policy.block) return demand;
  demand.session = session_of(policy, model);
  const auto number = static_cast<std::uint32_t>(index);
  AnyOf any;
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

bool implies(const PolicyDemand& by, const AnyOf& clause) {
  return by.block || std::any_of(by.clauses.begin(), by.clauses.end(), [&](const AnyOf& other) {
           return std::includes(clause.begin(), clause.end(), other.begin(), other.end());
         });
}

bool may_mask(const PolicyDemand& demand, const PolicyDemand& other) {
  if (other.block) return true;
  if (demand.block) return false;
  if (!demand.session.empty() && demand.session == other.session) return true;
  return std::any_of(demand.clauses.begin(), demand.clauses.end(),
                     [&](const AnyOf& clause) { return implies(other, clause); });
}

bool LeftOver::take(const PolicyDemand& other) {
  bool taken = std::erase_if(clauses_, [&](const AnyOf& clause) { return implies(other, clause); }) != 0;
  if (!session_.empty() && (other.block || other.session == session_)) {
    session_.clear();
    taken = true;
  }
  if (block_ && other.block) {
    block_ = false;
    taken = true;
  }
  return taken;
}

}  // namespace doorward::analysis
