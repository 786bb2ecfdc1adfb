#include "plain_sign_ins.h"

#include <algorithm>
#include <array>

#include "doorward/vocabulary/vocabulary.h"
#include "space/compared.h"
#include "space/contents.h"
#include "space/item_values.h"

namespace doorward::analysis {
namespace {

using model::Policy;
using model::SubjectItem;
using model::TargetItem;
using Values = std::vector<SpaceValue>;

/// Sign-ins of one policy, values of one dimension, and device states, that are tried.
constexpr std::size_t kMostPlain = 16;
constexpr std::size_t kMostOfOne = 4;
constexpr std::size_t kMostDevices = 8;

struct MaskRow {
  Dimension dimension;
  std::optional<model::MaskCondition> Policy::*condition;
};
constexpr std::array kMasks{MaskRow{Dimension::clients, &Policy::clients},
                            MaskRow{Dimension::flows, &Policy::flows},
                            MaskRow{Dimension::platforms, &Policy::platforms},
                            MaskRow{Dimension::sign_in_risk, &Policy::sign_in_risk},
                            MaskRow{Dimension::user_risk, &Policy::user_risk},
                            MaskRow{Dimension::insider_risk, &Policy::insider_risk},
                            MaskRow{Dimension::service_principal_risk, &Policy::service_principal_risk},
                            MaskRow{Dimension::agent_risk, &Policy::agent_risk}};

/// The bit of what `sign_in` has in a closed vocabulary.
Mask bit_of(const SignIn& sign_in, Dimension dimension) {
  const auto one = [](const auto& value) { return value ? bit(*value) : Mask{0}; };
  if (dimension == Dimension::clients) return one(sign_in.client_app);
  if (dimension == Dimension::flows) return one(sign_in.flow);
  if (dimension == Dimension::platforms) return one(sign_in.device.platform);
  if (dimension == Dimension::sign_in_risk) return one(sign_in.sign_in_risk);
  if (dimension == Dimension::user_risk) return one(sign_in.user_risk);
  if (dimension == Dimension::insider_risk) return one(sign_in.insider_risk);
  if (dimension == Dimension::service_principal_risk) return one(sign_in.service_principal_risk);
  return one(sign_in.agent_risk);
}

/// The first word of each vocabulary that the policy asks for; the sign-in's own where it asks for nothing.
void add_masks(const Policy& policy, PlainSignIn& plain) {
  for (const MaskRow& row : kMasks) {
    const auto& condition = policy.*row.condition;
    if (!condition) continue;
    for (const SpaceValue& value : mask_values(row.dimension)) {
      SignIn alone;
      value.apply(alone);
      if ((bit_of(alone, row.dimension) & condition->mask) == 0) continue;
      value.apply(plain.sign_in);
      if (!value.phrase.empty()) plain.sentence += ' ' + value.phrase;
      break;
    }
  }
}

void apply(const SpaceValue& value, PlainSignIn& plain) {
  if (value.apply) value.apply(plain.sign_in);
  if (!value.phrase.empty()) plain.sentence += (plain.sentence.empty() ? "" : " ") + value.phrase;
}

Values devices_of(const Policy& policy) {
  Values values(1);
  if (policy.device_filters.empty()) return values;
  Compared compared;
  for (const model::Filter& filter : policy.device_filters) compared.add(filter.rule, model::AttributeScope::device);
  compared.cross(values, kMostDevices);
  for (SpaceValue& value : values) value.phrase = "using devices where " + value.phrase;
  return values;
}

bool asks_elsewhere(const Policy& policy) {
  return policy.when || !policy.times.empty() ||
         (policy.machines && (!policy.machines->workload_filters.empty() || !policy.machines->agent_filters.empty()));
}

bool holds(const std::vector<SubjectItem>& items, const SubjectItem& item) {
  return std::any_of(items.begin(), items.end(),
                     [&](const SubjectItem& each) { return each.kind == item.kind && each.id == item.id; });
}

}  // namespace

PlainSignIns::PlainSignIns(const model::PolicySet& set) : set_(set), names_({&set}) {}

Values PlainSignIns::who(const Policy& policy) {
  using Kind = SubjectItem::Kind;
  using Machine = model::MachineItem::Kind;
  Values values;
  for (std::size_t i = 0; policy.machines && i < policy.machines->include.size() && i < kMostOfOne; ++i) {
    const model::MachineItem& item = policy.machines->include[i];
    const bool agent = item.kind == Machine::agent || item.kind == Machine::all_agents;
    const std::string word = agent ? "agent" : "workload";
    const bool named = item.kind == Machine::agent || item.kind == Machine::workload;
    const std::string name =
        named ? names_.name(word, item.id) : names_.declared(word, "other-" + word, kOtherWorkload);
    values.push_back(workload_value(named ? item.id.text : std::string(kOtherWorkload), agent, true, word + ' ' + name,
                                    word + "s " + name));
  }
  for (std::size_t i = 0; policy.users && i < policy.users->include.size() && values.size() < kMostOfOne; ++i) {
    const SubjectItem& item = policy.users->include[i];
    const auto guest = [&](Mask kinds) {
      for (const FactRow& row : kGuestKinds) {
        if ((kinds & (Mask{1} << row.value)) == 0) continue;
        const bool named = item.tenants && !item.tenants->empty();
        values.push_back(guest_value(Mask{1} << row.value, row.ward,
                                     named ? item.tenants->front().text : std::string(kOtherTenant),
                                     named ? names_.name("tenant", item.tenants->front()) : std::string()));
        return;
      }
    };
    if (item.kind == Kind::everyone || item.kind == Kind::members || item.kind == Kind::anything) {
      values.push_back(member_value());
    }
    if (item.kind == Kind::everyone || item.kind == Kind::guests_or_external) guest(~Mask{0});
    if (item.kind == Kind::guests) guest(item.guest_kinds);
    if (item.kind == Kind::all_agent_users) values.push_back(agent_user_value());
    if (item.kind == Kind::upn) values.push_back(identity_value(item, item.id.text));
    if (item.kind == Kind::user) values.push_back(identity_value(item, names_.name("user", item.id)));
    if (item.kind == Kind::agent_user) values.push_back(identity_value(item, names_.name("agent", item.id)));
    if (item.kind == Kind::group) values.push_back(membership_value(names_.name("group", item.id), item.id, true));
    if (item.kind == Kind::role) values.push_back(membership_value(names_.name("role", item.id), item.id, false));
  }
  return values;
}

Values PlainSignIns::what_for(const Policy& policy) {
  using Kind = TargetItem::Kind;
  Values values;
  for (std::size_t i = 0; i < policy.targets.include.size() && values.size() < kMostOfOne; ++i) {
    const TargetItem& item = policy.targets.include[i];
    if (item.kind == Kind::all || item.kind == Kind::anything) values.push_back(other_app_value(names_));
    if (item.kind == Kind::app) values.push_back(app_value(item.id, names_));
    if (item.kind == Kind::agent_resources) values.push_back(agent_resource_value());
    if (item.kind == Kind::context) {
      if (auto value = context_value(item.id)) values.push_back(std::move(*value));
    }
    if (item.kind == Kind::user_action) {
      for (const FactRow& row : kUserActions) {
        if (row.value == static_cast<std::uint8_t>(item.action)) values.push_back(action_value(row));
      }
    }
    const auto* group = item.kind == Kind::app_group ? vocabulary::find_app_group(item.id.key) : nullptr;
    for (const vocabulary::AppGroupMember& member : vocabulary::app_group_members()) {
      if (group == nullptr || member.group != group->graph || values.size() == kMostOfOne) continue;
      values.push_back(app_value(model::Id::of(member.app_id), names_));
    }
    if (item.kind == Kind::filter) {
      Values apps{other_app_value(names_)};
      Compared compared;
      for (const model::Expr& rule : item.rule) compared.add(rule, model::AttributeScope::app);
      compared.cross(apps, kMostDevices);
      values.insert(values.end(), apps.begin(), apps.end());
    }
  }
  return values;
}

void PlainSignIns::add_place(const model::NetworkItem& item, Values& values) const {
  using Kind = model::Network::Kind;
  using Item = model::NetworkItem::Kind;
  const IpAddress elsewhere = neutral_sign_in().ip.value_or(IpAddress{});
  for (const model::Network& network : set_.networks) {
    const bool meant = item.kind == Item::named ? &network == &set_.networks[item.network]
                                                : item.kind == Item::all_trusted && network.trusted;
    if (!meant || values.size() == kMostOfOne) continue;
    if (!network.ranges.empty()) values.push_back(place_value(network.ranges.front().first, "", false));
    if (!network.countries.empty()) values.push_back(place_value(elsewhere, network.countries.front(), false));
    if (network.kind == Kind::compliant) values.push_back(place_value(elsewhere, "", true));
    if (network.kind == Kind::mfa_trusted && set_.settings && !set_.settings->trusted_ips.empty()) {
      values.push_back(place_value(set_.settings->trusted_ips.front().first, "", false));
    }
    if (network.kind == Kind::composite) {
      // A network is made of those before it, so this ends.
      for (const model::NetworkItem& part : network.composite.include) add_place(part, values);
    }
    if (item.kind == Item::named && !values.empty() && values.back().phrase.empty()) {
      values.back().phrase = "on " + written(network.name) + " networks";
    }
  }
}

Values PlainSignIns::where(const Policy& policy) {
  Values values;
  if (!policy.networks) return Values(1);
  values.push_back(place_value(neutral_sign_in().ip, "", false));
  for (const model::NetworkItem& item : policy.networks->include) add_place(item, values);
  return values;
}

std::vector<PlainSignIn> PlainSignIns::of(const Policy& policy) {
  struct Kept {
    Values people, places, devices, targets;
  };
  std::vector<PlainSignIn> found;
  if (asks_elsewhere(policy)) return found;
  const auto kept = std::make_shared<Kept>(Kept{who(policy), where(policy), devices_of(policy), what_for(policy)});
  for (const SpaceValue& person : kept->people) {
    for (const SpaceValue& place : kept->places) {
      for (const SpaceValue& device : kept->devices) {
        for (const SpaceValue& target : kept->targets) {
          if (found.size() == kMostPlain) return found;
          PlainSignIn& plain = found.emplace_back();
          plain.storage = kept;
          plain.sign_in = neutral_sign_in();
          apply(person, plain);
          add_masks(policy, plain);
          apply(place, plain);
          apply(device, plain);
          apply(target, plain);
        }
      }
    }
  }
  return found;
}

PlainSignIn PlainSignIns::outside(const PlainSignIn& plain, const Policy& policy,
                                  const std::vector<const Policy*>& others) {
  PlainSignIn changed = plain;
  for (const Policy* other : others) {
    for (std::size_t i = 0; other->users && plain.sign_in.has_user && i < other->users->exclude.size(); ++i) {
      const SubjectItem& item = other->users->exclude[i];
      if (policy.users && holds(policy.users->exclude, item)) continue;
      if (item.kind == SubjectItem::Kind::group) changed.sign_in.user.groups.push_back(item.id.text);
      if (item.kind == SubjectItem::Kind::role) changed.sign_in.user.roles.push_back(item.id.text);
    }
    for (const TargetItem& item : other->targets.exclude) {
      const auto& mine = policy.targets.exclude;
      const bool excluded = std::any_of(mine.begin(), mine.end(), [&](const TargetItem& each) {
        return each.kind == TargetItem::Kind::app && each.id == item.id;
      });
      if (item.kind == TargetItem::Kind::app && !excluded && !plain.sign_in.app.empty()) {
        changed.sign_in.audiences.push_back(item.id.text);
      }
    }
  }
  return changed;
}

std::vector<PlainSignIn> PlainSignIns::beside(const PlainSignIn& plain, const Policy& policy,
                                              const std::vector<const Policy*>& others) {
  std::vector<PlainSignIn> found{outside(plain, policy, others)};
  for (const MaskRow& row : kMasks) {
    const auto& mine = policy.*row.condition;
    const bool asked = std::any_of(others.begin(), others.end(),
                                   [&](const Policy* other) { return (other->*row.condition).has_value(); });
    if (!asked) continue;
    for (const SpaceValue& value : mask_values(row.dimension)) {
      PlainSignIn changed = found.front();
      value.apply(changed.sign_in);
      if (!mine || (bit_of(changed.sign_in, row.dimension) & mine->mask) != 0) found.push_back(std::move(changed));
    }
  }
  return found;
}

}  // namespace doorward::analysis
