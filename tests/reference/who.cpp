#include "reference/who.h"

#include <algorithm>

#include "reference/expression.h"

namespace doorward::reference {
namespace {

enum class Side { include, exclude };

/// Guests by kind and tenant. What a guest's sign-in leaves open hits includes and misses excludes.
bool hits_guests(const model::SubjectItem& item, Side side, const Circumstances& seen) {
  if (!seen.guest_or_external) return false;
  const bool open = side == Side::include;
  const std::optional<Mask> kinds = seen.sign_in.user.guest_kinds;
  const bool kind_fits = kinds ? (*kinds & item.guest_kinds) != 0 : open;
  if (!kind_fits || !item.tenants) return kind_fits;
  if (seen.home_tenant.empty()) return open;
  return std::any_of(item.tenants->begin(), item.tenants->end(),
                     [&](const model::Id& tenant) { return tenant.key == seen.home_tenant; });
}

bool hits(const model::SubjectItem& item, Side side, const Circumstances& seen) {
  using Kind = model::SubjectItem::Kind;
  switch (item.kind) {
    case Kind::everyone:
    case Kind::anything:
      return true;
    case Kind::nobody:
      return false;
    case Kind::user:
      return !seen.user_id.empty() && item.id.key == seen.user_id;
    case Kind::upn:
      return !seen.upn.empty() && item.id.key == seen.upn;
    case Kind::group:
      return seen.groups.contains(item.id.key);
    case Kind::role:
      return seen.roles.contains(item.id.key);
    case Kind::guests_or_external:
      return seen.guest_or_external;
    case Kind::guests:
      return hits_guests(item, side, seen);
    case Kind::members:
      return !seen.guest_or_external;
    case Kind::all_agent_users:
      return seen.agent_user;
    case Kind::agent_user:
      return seen.agent_user && item.id.key == seen.user_id;
  }
  return false;
}

/// Agents are matched by the agent fields only, other workloads by the service principal fields only.
bool hits(const model::MachineItem& item, const Circumstances& seen) {
  using Kind = model::MachineItem::Kind;
  switch (item.kind) {
    case Kind::own_workloads:
      return !seen.agent_identity && seen.sign_in.workload.own_tenant.value_or(true);
    case Kind::workload:
      return !seen.agent_identity && item.id.key == seen.workload_id;
    case Kind::all_agents:
      return seen.agent_identity;
    case Kind::agent:
      return seen.agent_identity && item.id.key == seen.workload_id;
    case Kind::anything:
      return true;
  }
  return false;
}

/// A filter is one more include, or exclude, beside the ids.
bool filter_hits(const std::vector<model::Filter>& filters, model::Filter::Mode mode, const Circumstances& seen) {
  return std::any_of(filters.begin(), filters.end(),
                     [&](const model::Filter& filter) { return filter.mode == mode && holds(filter.rule, seen); });
}

}  // namespace

bool lasts(const model::SubjectItem& item, std::int64_t now) {
  constexpr std::int64_t kSecondsOfDay = 86400;
  return !item.until || now < (std::int64_t{*item.until} + 1) * kSecondsOfDay;
}

bool is_one_of(const std::vector<model::SubjectItem>& items, const Circumstances& seen) {
  return seen.sign_in.has_user && std::any_of(items.begin(), items.end(), [&](const model::SubjectItem& item) {
           return hits(item, Side::include, seen);
         });
}

bool matches(const model::Subjects& subjects, const Circumstances& seen) {
  const bool excluded = std::any_of(subjects.exclude.begin(), subjects.exclude.end(), [&](const auto& item) {
    return lasts(item, seen.now) && hits(item, Side::exclude, seen);
  });
  return is_one_of(subjects.include, seen) && !excluded;
}

bool matches(const model::Machines& machines, const Circumstances& seen) {
  if (!seen.sign_in.has_workload) return false;
  const auto hit = [&](const model::MachineItem& item) { return hits(item, seen); };
  const auto& filters = seen.agent_identity ? machines.agent_filters : machines.workload_filters;
  const bool included = std::any_of(machines.include.begin(), machines.include.end(), hit) ||
                        filter_hits(filters, model::Filter::Mode::include, seen);
  const bool excluded = std::any_of(machines.exclude.begin(), machines.exclude.end(), hit) ||
                        filter_hits(filters, model::Filter::Mode::exclude, seen);
  return included && !excluded;
}

}  // namespace doorward::reference
