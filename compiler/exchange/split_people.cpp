// People that Graph cannot put into one subject.
#include <algorithm>
#include <map>
#include <set>

#include "exchange/split.h"

namespace doorward::exchange {
namespace {

using model::SubjectItem;
using Items = std::vector<SubjectItem>;

/// The tenants of one kind of guests: all, or some by key.
struct Tenants {
  bool all = false;
  std::map<std::string, model::Id> some;
  bool operator==(const Tenants& other) const {
    return all == other.all && std::equal(some.begin(), some.end(), other.some.begin(), other.some.end(),
                                          [](const auto& a, const auto& b) { return a.first == b.first; });
  }
};

bool is_guests(const SubjectItem& item) { return item.kind == SubjectItem::Kind::guests; }
bool is_members(const SubjectItem& item) { return item.kind == SubjectItem::Kind::members; }
bool is_everyone(const SubjectItem& item) { return item.kind == SubjectItem::Kind::everyone; }

/// The guests of `items` with each kind once, kinds of the same tenants together.
Items merged_guests(const Items& items) {
  std::map<Mask, Tenants> kinds;
  model::Origin origin;
  for (const SubjectItem& item : items) {
    if (!is_guests(item)) continue;
    if (kinds.empty()) origin = item.origin;
    for (const FactRow& row : kGuestKinds) {
      const Mask kind = Mask{1} << row.value;
      if ((item.guest_kinds & kind) == 0) continue;
      Tenants& tenants = kinds[kind];
      tenants.all = tenants.all || !item.tenants;
      if (item.tenants) {
        for (const model::Id& tenant : *item.tenants) tenants.some.emplace(tenant.key, tenant);
      }
      if (tenants.all) tenants.some.clear();
    }
  }
  std::vector<std::pair<Tenants, Mask>> groups;
  for (const auto& [kind, tenants] : kinds) {
    const auto same =
        std::find_if(groups.begin(), groups.end(), [&same = tenants](const auto& one) { return one.first == same; });
    if (same == groups.end()) {
      groups.emplace_back(tenants, kind);
    } else {
      same->second |= kind;
    }
  }
  Items guests;
  for (const auto& [tenants, mask] : groups) {
    SubjectItem item;
    item.kind = SubjectItem::Kind::guests;
    item.guest_kinds = mask;
    item.origin = origin;
    if (!tenants.all) {
      item.tenants.emplace();
      for (const auto& [key, id] : tenants.some) item.tenants->push_back(id);
    }
    guests.push_back(std::move(item));
  }
  return guests;
}

Items without_guests(Items items) {
  std::erase_if(items, is_guests);
  return items;
}

/// Exceptions of guests of different tenants, from everyone: everyone but these kinds, and of each kind all but these
/// tenants. A guest whose tenant is not known is missed by the exceptions before and after.
std::vector<model::Subjects> split_exceptions(const model::Subjects& users) {
  const Items guests = merged_guests(users.exclude);
  model::Subjects plain = users;
  plain.exclude = without_guests(users.exclude);
  if (guests.size() < 2) {
    plain.exclude.insert(plain.exclude.end(), guests.begin(), guests.end());
    return {plain};
  }
  if (!std::all_of(users.include.begin(), users.include.end(), is_everyone)) return {users};
  SubjectItem kinds = guests.front();
  kinds.tenants.reset();
  for (const SubjectItem& group : guests) kinds.guest_kinds |= group.guest_kinds;
  std::vector<model::Subjects> parts{plain};
  parts.front().exclude.push_back(kinds);
  for (const SubjectItem& group : guests) {
    if (!group.tenants) continue;
    SubjectItem whole = group;
    whole.tenants.reset();
    parts.push_back(plain);
    parts.back().include = {whole};
    parts.back().exclude.push_back(group);
  }
  return parts;
}

/// Includes that Graph keeps apart: members, and guests of each set of tenants.
std::vector<model::Subjects> split_includes(const model::Subjects& users) {
  if (std::any_of(users.include.begin(), users.include.end(), is_everyone)) return {users};
  const Items guests = merged_guests(users.include);
  Items others = without_guests(users.include);
  const auto members = std::find_if(others.begin(), others.end(), is_members);
  std::vector<Items> sides;
  if (members != others.end()) {
    sides.push_back({*members});
    std::erase_if(others, is_members);
  }
  if (!guests.empty()) others.push_back(guests.front());
  if (!others.empty()) sides.push_back(std::move(others));
  for (std::size_t i = 1; i < guests.size(); ++i) sides.push_back({guests[i]});
  std::vector<model::Subjects> parts;
  for (Items& side : sides) {
    parts.push_back(users);
    parts.back().include = std::move(side);
  }
  return parts;
}

}  // namespace

std::vector<model::Policy> split_people(const model::Policy& policy) {
  if (!policy.users || policy.users->include.empty()) return {policy};
  std::vector<model::Policy> parts;
  for (const model::Subjects& includes : split_includes(*policy.users)) {
    for (const model::Subjects& users : split_exceptions(includes)) {
      parts.push_back(policy);
      parts.back().users = users;
    }
  }
  return parts;
}

}  // namespace doorward::exchange
