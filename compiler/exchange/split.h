// One policy as several that Graph can say and that together decide the same: a sign-in that any of them applies to is
// one that the whole applied to, and their demands joined are its demands. Must not know JSON.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "doorward/compiler/model.h"

namespace doorward::exchange {

/// A policy is never split into more than this: what needs more is not worth keeping as one.
inline constexpr std::size_t kMostParts = 64;

/// How long a filter's rule is in Graph; 0 when Graph cannot say it.
using RuleLength = std::function<std::size_t(const model::Expr&)>;

/// The parts, in a fixed order; only `policy` itself, perhaps put otherwise, when nothing needs splitting. Exceptions of
/// `policy` are taken to stand, whatever their end.
std::vector<model::Policy> split_for_graph(const model::PolicySet& set, const model::Policy& policy,
                                           const RuleLength& rule_length);

// ---- the splits, one for each thing that Graph cannot keep in one policy; each gives back what it cannot mend -------

/// `when`: alternatives apart, times and memberships to their fields.
std::vector<model::Policy> split_when(const model::Policy& policy);
/// Windows of time: Graph keeps one, and one exception to it.
std::vector<model::Policy> split_times(const model::Policy& policy);
/// `members` beside others, guests of different tenants.
std::vector<model::Policy> split_people(const model::Policy& policy);
/// Networks that are all except some, among others.
std::vector<model::Policy> split_networks(const model::PolicySet& set, const model::Policy& policy);
/// Several conditions on apps, workloads or agents.
std::vector<model::Policy> split_filters(const model::Policy& policy);
/// Rules of devices that are longer than Graph allows.
std::vector<model::Policy> split_long_rule(const model::Policy& policy, const RuleLength& rule_length);
/// Several strengths, or one beside `mfa`; two timers.
std::vector<model::Policy> split_demands(const model::Policy& policy);

}  // namespace doorward::exchange
