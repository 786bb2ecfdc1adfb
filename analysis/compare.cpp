#include "doorward/analysis/compare.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "doorward/analysis/space.h"
#include "doorward/compiler/model_dump.h"

namespace doorward::analysis {
namespace {

/// Everything that policies share, as text: what a policy says may mean another thing when this is another.
std::set<std::string> networks_of(const model::PolicySet& set) {
  std::set<std::string> texts;
  for (const model::Network& network : set.networks) {
    if (!network.builtin) texts.insert(dump(network, set));
  }
  if (!set.settings) return texts;
  for (const model::IpRange& range : set.settings->trusted_ips) {
    std::string bytes(range.first.begin(), range.first.end());
    texts.insert(bytes + static_cast<char>(range.prefix));
  }
  return texts;
}

bool same_settings(const model::PolicySet& before, const model::PolicySet& after) {
  const model::MfaSettings none;
  const model::MfaSettings& b = before.settings ? *before.settings : none;
  const model::MfaSettings& a = after.settings ? *after.settings : none;
  const auto same_range = [](const model::IpRange& one, const model::IpRange& other) {
    return one.first == other.first && one.prefix == other.prefix;
  };
  return b.remember_days == a.remember_days && b.app_passwords_allowed == a.app_passwords_allowed &&
         b.precedence == a.precedence &&
         std::equal(b.trusted_ips.begin(), b.trusted_ips.end(), a.trusted_ips.begin(), a.trusted_ips.end(), same_range);
}

/// A policy as text, with the strengths that it demands written out.
std::string text_of(const model::Policy& policy, const model::PolicySet& set) {
  std::string text = dump(policy, set);
  if (!policy.grant) return text;
  for (const model::Control& control : policy.grant->controls) {
    if (control.kind == ControlKind::strength) text += dump(set.strengths[control.strength]);
  }
  return text;
}

/// Tells what both sets hold alike from what one of them holds.
SpaceQuery query_of(const Space& space, const ComparedSet& before, const ComparedSet& after, bool states) {
  SpaceQuery query = space.everything();
  query.relevant = PolicyBits(space.policy_count());
  const bool same_networks = networks_of(before.model) == networks_of(after.model);
  std::multimap<std::string, std::size_t> old_policies;
  for (std::size_t p = 0; p < before.model.policies.size(); ++p) {
    const model::Policy& policy = before.model.policies[p];
    if (policy.state != model::PolicyState::enabled) continue;
    query.relevant.set(space.number(0, p));
    query.one_of.set(space.number(0, p));
    old_policies.emplace(text_of(policy, before.model), p);
  }
  for (std::size_t p = 0; p < after.model.policies.size(); ++p) {
    const model::Policy& policy = after.model.policies[p];
    if (policy.state != model::PolicyState::enabled) continue;
    const auto old = old_policies.find(text_of(policy, after.model));
    if (old != old_policies.end() && (same_networks || !policy.networks)) {
      query.one_of.reset(space.number(0, old->second));
      query.fewest.set(space.number(0, old->second));
      old_policies.erase(old);
      continue;
    }
    query.relevant.set(space.number(1, p));
    query.one_of.set(space.number(1, p));
  }
  // A state decides also where no policy applies.
  if (states) query.one_of = PolicyBits(space.policy_count());
  return query;
}

bool nothing_to_compare(const SpaceQuery& query, bool states) { return !states && !query.one_of.any(); }

}  // namespace

Comparison compare_sets(const ComparedSet& before, const ComparedSet& after, std::int64_t now,
                        const DifferenceVisitor& see) {
  const bool states = !same_settings(before.model, after.model);
  const Space space({&before.model, &after.model}, {.now = now, .user_states = states});
  SpaceQuery query = query_of(space, before, after, states);
  Comparison comparison;
  if (nothing_to_compare(query, states)) return comparison;
  if (states) query.fewest = PolicyBits(space.policy_count());
  Replay replay(before.set, after.set);
  std::map<std::tuple<std::string, std::string, std::string>, std::size_t> known;
  const auto dimensions = space.dimensions(query, comparison.complete);
  const bool searched = space.search(dimensions, query, [&](const SpacePoint& point) {
    SignIn sign_in = point.sign_in;
    std::string id = sentence_of(point);
    const auto given = givens_of(point);
    for (std::size_t g = 0; g < given.size(); ++g) id += (g == 0 ? " given " : " and ") + given[g];
    sign_in.id = id;
    const auto example = replay.add(sign_in, 0, {.now = sign_in.time.value_or(now), .strict = false});
    if (!example) return true;
    const auto [place, fresh] =
        known.emplace(std::tie(example->before, example->after, example->weaker), comparison.differences.size());
    if (fresh) {
      comparison.differences.push_back({*example, 0});
      if (see) see(*example, sign_in);
    }
    ++comparison.differences[place->second].kinds;
    return true;
  });
  std::stable_sort(
      comparison.differences.begin(), comparison.differences.end(),
      [](const Difference& a, const Difference& b) { return !a.example.weaker.empty() && b.example.weaker.empty(); });
  comparison.complete = comparison.complete && searched;
  comparison.report = replay.report();
  return comparison;
}

}  // namespace doorward::analysis
