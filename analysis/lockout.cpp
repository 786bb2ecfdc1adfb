#include "doorward/analysis/lockout.h"

#include "escape.h"
#include "space/item_values.h"

namespace doorward::analysis {
namespace {

/// Global administrators, for whatever app.
model::Policy administrators() {
  model::Policy policy;
  policy.name = "administrators";
  model::SubjectItem& item = policy.users.emplace().include.emplace_back();
  item.kind = model::SubjectItem::Kind::role;
  item.id = model::Id::of(kGlobalAdministrator);
  policy.targets.include.emplace_back().kind = model::TargetItem::Kind::all;
  policy.block = true;
  return policy;
}

// Dimensions in which somebody may have bad luck: a device that lost its management, an address that is new.
bool is_management(std::string_view label) { return label == "device" || label == "app protection"; }
bool is_network(std::string_view label) { return label == "network"; }

/// The policies that stop the sign-in, without those that were read with something passed over: what that was may let
/// administrators in.
void stopping(const model::PolicySet& set, const Decision& decision, std::vector<std::size_t>& policies) {
  if (decision.outcome != Outcome::block) return;
  const auto add = [&](std::uint32_t policy) {
    if (!set.policies[policy].approximated) policies.push_back(policy);
  };
  for (const std::uint32_t policy : decision.blocked_by) add(policy);
  for (const Clause& clause : decision.require) {
    if (clause.status == ClauseStatus::failed) add(clause.policy);
  }
}

Escape get_in(EscapeSearch& search, const model::PolicySet& set, const LockoutBounds& bounds, bool managed,
              bool network) {
  EscapeQuery query;
  query.who = administrators();
  query.stopping = [&set](const Decision& decision, std::vector<std::size_t>& policies) {
    stopping(set, decision, policies);
  };
  query.policies = bounds.policies;
  query.combinations = bounds.combinations;
  query.fixed = [=](std::string_view label) {
    return (is_management(label) && !managed) || (is_network(label) && !network);
  };
  return search.find(query);
}

}  // namespace

Lockout find_lockout(const ComparedSet& policies, std::int64_t now, const LockoutBounds& bounds) {
  using Kind = Lockout::Kind;
  EscapeSearch search(policies, now);
  // Whoever is not let in plainly is the example, also where luck lets others in.
  Escape plain = get_in(search, policies.model, bounds, false, false);
  Lockout found{Kind::undecided, std::move(plain.sentence), plain.example, std::move(plain.policies),
                std::move(plain.storage)};
  if (plain.kind == Escape::Kind::found) found.kind = Kind::none;
  if (plain.kind != Escape::Kind::none) return found;
  for (const Kind kind : {Kind::managed, Kind::network, Kind::both}) {
    Escape lucky = get_in(search, policies.model, bounds, kind != Kind::network, kind != Kind::managed);
    if (lucky.kind == Escape::Kind::undecided) return found;
    if (lucky.kind == Escape::Kind::found) {
      found.kind = kind;
      return found;
    }
    found.policies = std::move(lucky.policies);
  }
  found.kind = Kind::always;
  return found;
}

}  // namespace doorward::analysis
