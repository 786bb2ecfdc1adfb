#include "doorward/lint/cover.h"

#include <algorithm>

#include "doorward/compiler/address.h"
#include "doorward/compiler/model_dump.h"
#include "doorward/vocabulary/vocabulary.h"

namespace doorward::linting {
namespace {

using model::NetworkItem;
using model::Policy;
using model::SubjectItem;
using model::TargetItem;

bool same_exclusion(const SubjectItem& a, const SubjectItem& b) {
  return a.kind == b.kind && a.id == b.id && a.guest_kinds == b.guest_kinds && a.until == b.until &&
         a.tenants == b.tenants;
}

template <class Items, class Test>
bool all_in(const Items& inner, const Items& outer, Test test) {
  return std::all_of(inner.begin(), inner.end(), [&](const auto& in) {
    return std::any_of(outer.begin(), outer.end(), [&](const auto& out) { return test(in, out); });
  });
}

bool users_covered(const Policy& outer, const Policy& inner) {
  if (!outer.users || !inner.users || inner.users->include.empty()) return false;
  return all_in(inner.users->include, outer.users->include,
                [](const auto& in, const auto& out) { return lies_in(in, out); }) &&
         all_in(outer.users->exclude, inner.users->exclude, same_exclusion);
}

bool targets_covered(const Policy& outer, const Policy& inner) {
  const auto test = [](const TargetItem& in, const TargetItem& out) { return lies_in(in, out); };
  if (inner.targets.include.empty() || !all_in(inner.targets.include, outer.targets.include, test)) return false;
  return std::all_of(outer.targets.exclude.begin(), outer.targets.exclude.end(), [&](const TargetItem& out) {
    const auto same = [&](const TargetItem& each) { return each.kind == out.kind && each.id == out.id; };
    return out.kind == TargetItem::Kind::app &&
           std::any_of(inner.targets.exclude.begin(), inner.targets.exclude.end(), same);
  });
}

bool mask_covered(const std::optional<model::MaskCondition>& outer, const std::optional<model::MaskCondition>& inner) {
  if (!outer) return true;
  return inner && (inner->mask & ~outer->mask) == 0;
}

bool same_items(const std::vector<NetworkItem>& a, const std::vector<NetworkItem>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const NetworkItem& x, const NetworkItem& y) {
    return x.kind == y.kind && (x.kind != NetworkItem::Kind::named || x.network == y.network);
  });
}

bool networks_covered(const Policy& outer, const Policy& inner) {
  if (!outer.networks) return true;
  return inner.networks && same_items(outer.networks->include, inner.networks->include) &&
         same_items(outer.networks->exclude, inner.networks->exclude);
}

bool filters_covered(const Policy& outer, const Policy& inner) {
  const auto same = [](const model::Filter& in, const model::Filter& out) {
    return in.mode == out.mode && dump(in.rule) == dump(out.rule);
  };
  return all_in(outer.device_filters, inner.device_filters, same);
}

bool same_control(const model::Control& a, const model::Control& b) {
  if (a.kind != b.kind || a.kind == ControlKind::unknown) return false;
  return a.kind == ControlKind::strength ? a.strength == b.strength : a.id == b.id;
}

bool holds(const model::Grant& grant, const model::Control& control) {
  return std::any_of(grant.controls.begin(), grant.controls.end(),
                     [&](const model::Control& each) { return same_control(each, control); });
}

}  // namespace

bool lies_in(const SubjectItem& in, const SubjectItem& out) {
  using Kind = SubjectItem::Kind;
  if (in.kind == Kind::nobody) return true;
  if (out.kind == Kind::everyone) return in.kind != Kind::anything;
  if (in.kind == Kind::guests && out.kind == Kind::guests_or_external) return true;
  if (in.kind == Kind::guests && out.kind == Kind::guests) {
    return (in.guest_kinds & ~out.guest_kinds) == 0 && !out.tenants;
  }
  if (out.kind == Kind::all_agent_users && in.kind == Kind::agent_user) return true;
  if (in.kind != out.kind || in.kind == Kind::anything) return false;
  return in.id == out.id;
}

bool lies_in(const TargetItem& in, const TargetItem& out) {
  using Kind = TargetItem::Kind;
  if (in.kind == Kind::none) return true;
  if (out.kind == Kind::all) return in.kind != Kind::anything;
  if (in.kind == Kind::app && out.kind == Kind::app_group) {
    const auto members = vocabulary::app_group_members();
    return std::any_of(members.begin(), members.end(), [&](const auto& member) {
      return equals_ignoring_case(member.group, out.id.text) && in.id.key == member.app_id;
    });
  }
  if (in.kind != out.kind || in.kind == Kind::filter || in.kind == Kind::anything) return false;
  if (in.kind == Kind::user_action) return in.action == out.action;
  return in.id == out.id;
}

bool lies_in(const NetworkItem& in, const NetworkItem& out, const model::PolicySet& set) {
  using Kind = NetworkItem::Kind;
  if (in.kind == Kind::anything || out.kind == Kind::anything) return false;
  if (out.kind == Kind::all) return true;
  if (in.kind == Kind::all_trusted) return out.kind == Kind::all_trusted;
  if (in.kind == Kind::all) return false;
  const model::Network& inner = set.networks[in.network];
  if (out.kind == Kind::all_trusted) return inner.trusted || inner.kind == model::Network::Kind::mfa_trusted;
  if (in.network == out.network) return true;
  const model::Network& outer = set.networks[out.network];
  if (inner.kind != model::Network::Kind::ranges || outer.kind != model::Network::Kind::ranges) return false;
  return !inner.ranges.empty() &&
         all_in(inner.ranges, outer.ranges,
                [](const model::IpRange& a, const model::IpRange& b) { return contains(b, a); });
}

bool applies_wherever(const Policy& outer, const Policy& inner) {
  if (outer.when || !outer.times.empty() || outer.approximated || inner.approximated) return false;
  return mask_covered(outer.clients, inner.clients) && mask_covered(outer.platforms, inner.platforms) &&
         mask_covered(outer.sign_in_risk, inner.sign_in_risk) && mask_covered(outer.user_risk, inner.user_risk) &&
         mask_covered(outer.insider_risk, inner.insider_risk) && mask_covered(outer.flows, inner.flows) &&
         mask_covered(outer.service_principal_risk, inner.service_principal_risk) &&
         mask_covered(outer.agent_risk, inner.agent_risk) && users_covered(outer, inner) &&
         targets_covered(outer, inner) && networks_covered(outer, inner) && filters_covered(outer, inner);
}

bool demands_as_much(const Policy& outer, const Policy& inner) {
  if (outer.block) return true;
  if (inner.block || !inner.grant || !outer.grant || inner.session.says_something()) return false;
  const model::Grant& mine = *outer.grant;
  const model::Grant& theirs = *inner.grant;
  const bool all_of_mine = !mine.any || mine.controls.size() == 1;
  if (!theirs.any || theirs.controls.size() == 1) {
    return all_of_mine && std::all_of(theirs.controls.begin(), theirs.controls.end(),
                                      [&](const model::Control& each) { return holds(mine, each); });
  }
  const auto in_theirs = [&](const model::Control& each) { return holds(theirs, each); };
  return all_of_mine ? std::any_of(mine.controls.begin(), mine.controls.end(), in_theirs)
                     : std::all_of(mine.controls.begin(), mine.controls.end(), in_theirs);
}

}  // namespace doorward::linting
