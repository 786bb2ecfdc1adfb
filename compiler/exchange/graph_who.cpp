// conditions.users, conditions.agents and conditions.clientApplications.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "exchange/graph_parts.h"

namespace doorward::exchange {
namespace {

using model::SubjectItem;
using Kind = SubjectItem::Kind;

/// One side of who: what Graph lists apart.
struct Side {
  Json users = Json::array();
  Json groups = Json::array();
  Json roles = Json::array();
  Json agents = Json::array();
  std::optional<SubjectItem> guests;
};

std::vector<std::string> tenant_keys(const SubjectItem& item) {
  std::vector<std::string> keys;
  if (item.tenants) {
    for (const model::Id& tenant : *item.tenants) keys.push_back(tenant.key);
  }
  std::sort(keys.begin(), keys.end());
  return keys;
}

void add_guests(GraphExport& out, const model::Policy& policy, const SubjectItem& item, Side& side) {
  if (!side.guests) {
    side.guests = item;
    return;
  }
  const bool same =
      side.guests->tenants.has_value() == item.tenants.has_value() && tenant_keys(*side.guests) == tenant_keys(item);
  if (!same) {
    out.report<Code::no_graph_people>(item.origin, policy.name, "guests of different tenants in one policy");
  }
  side.guests->guest_kinds |= item.guest_kinds;
}

void add_item(GraphExport& out, const model::Policy& policy, const SubjectItem& item, Side& side) {
  switch (item.kind) {
    case Kind::everyone:
      return side.users.push_back("All");
    case Kind::nobody:
      return side.users.push_back("None");
    case Kind::upn:
      out.report<Code::export_upn>(item.origin, policy.name, item.id.text);
      return side.users.push_back(item.id.text);
    case Kind::user:
      return side.users.push_back(item.id.text);
    case Kind::group:
      return side.groups.push_back(item.id.text);
    case Kind::role:
      return side.roles.push_back(item.id.text);
    case Kind::guests_or_external:
      return side.users.push_back("GuestsOrExternalUsers");
    case Kind::all_agent_users:
      return side.agents.push_back("All");
    case Kind::agent_user:
      return side.agents.push_back(item.id.text);
    case Kind::guests:
      return add_guests(out, policy, item, side);
    case Kind::members:
      return out.report<Code::no_graph_people>(item.origin, policy.name, "`members` beside other people");
    case Kind::anything:
      return;
  }
}

/// `members` is everyone except guests, and everyone except `members` is guests: where that is all a policy says.
model::Subjects without_members(const model::Subjects& users) {
  const auto is_members = [](const SubjectItem& item) { return item.kind == Kind::members; };
  model::Subjects plain = users;
  SubjectItem guests;
  guests.kind = Kind::guests_or_external;
  if (users.include.size() == 1 && is_members(users.include.front())) {
    plain.include.front().kind = Kind::everyone;
    guests.origin = users.include.front().origin;
    plain.exclude.insert(plain.exclude.begin(), guests);
  } else if (users.include.size() == 1 && users.include.front().kind == Kind::everyone) {
    const auto members = std::find_if(plain.exclude.begin(), plain.exclude.end(), is_members);
    if (members == plain.exclude.end()) return plain;
    plain.exclude.erase(members);
    plain.include.front().kind = Kind::guests_or_external;
  }
  return plain;
}

Json guests_json(const SubjectItem& item) {
  std::string kinds;
  for (const FactRow& row : kGuestKinds) {
    if ((item.guest_kinds & (Mask{1} << row.value)) == 0) continue;
    kinds += (kinds.empty() ? "" : ",") + std::string(row.graph);
  }
  Json tenants;
  if (item.tenants) {
    tenants["@odata.type"] = "#microsoft.graph.conditionalAccessEnumeratedExternalTenants";
    tenants["membershipKind"] = "enumerated";
    tenants["members"] = Json::array();
    for (const model::Id& tenant : *item.tenants) tenants["members"].push_back(tenant.text);
  } else {
    tenants["@odata.type"] = "#microsoft.graph.conditionalAccessAllExternalTenants";
    tenants["membershipKind"] = "all";
  }
  return {{"guestOrExternalUserTypes", kinds}, {"externalTenants", tenants}};
}

/// Whether the includes of `users` say nothing.
bool include_nobody_else(const Json& users) {
  return users["includeUsers"].empty() && users["includeGroups"].empty() && users["includeRoles"].empty() &&
         users["includeGuestsOrExternalUsers"].is_null();
}

Json optional_guests(const Side& side) { return side.guests ? guests_json(*side.guests) : Json(); }

}  // namespace

void add_users(GraphExport& out, const model::Policy& policy, Json& conditions) {
  Json& users = conditions["users"];
  if (!policy.users) {
    users["includeUsers"] = {"None"};
    return;
  }
  const model::Subjects plain = without_members(*policy.users);
  Side include;
  Side exclude;
  for (const SubjectItem& item : plain.include) add_item(out, policy, item, include);
  for (const SubjectItem& item : plain.exclude) add_item(out, policy, item, exclude);
  users["includeUsers"] = include.users;
  users["excludeUsers"] = exclude.users;
  users["includeGroups"] = include.groups;
  users["excludeGroups"] = exclude.groups;
  users["includeRoles"] = include.roles;
  users["excludeRoles"] = exclude.roles;
  users["includeGuestsOrExternalUsers"] = optional_guests(include);
  users["excludeGuestsOrExternalUsers"] = optional_guests(exclude);
  if (include.agents.empty() && exclude.agents.empty()) return;
  if (include.agents == Json{"All"} && exclude.agents.empty()) {
    if (users["includeUsers"] == Json{"None"}) users["includeUsers"] = Json::array();
    users["includeUsers"].push_back("AllAgentIdUsers");
    return;
  }
  if (include_nobody_else(users)) users["includeUsers"] = {"None"};
  conditions["agents"] = {{"includeAgentUsers", include.agents}, {"excludeAgentUsers", exclude.agents}};
}

void add_machines(GraphExport& out, const model::Policy& policy, Json& conditions) {
  if (!policy.machines) return;
  using MachineKind = model::MachineItem::Kind;
  const auto list = [](const std::vector<model::MachineItem>& items, bool agents) {
    Json texts = Json::array();
    for (const model::MachineItem& item : items) {
      if (item.kind == (agents ? MachineKind::all_agents : MachineKind::own_workloads)) {
        texts.push_back(agents ? "All" : "ServicePrincipalsInMyTenant");
      } else if (item.kind == (agents ? MachineKind::agent : MachineKind::workload)) {
        texts.push_back(item.id.text);
      }
    }
    return texts;
  };
  const auto filter = [&](const std::vector<model::Filter>& filters) -> Json {
    if (filters.empty()) return Json();
    if (filters.size() > 1) {
      out.report<Code::no_graph_comparison>(filters[1].origin, policy.name, "a second condition on workloads");
    }
    return filter_json(out, policy, filters.front().rule, filters.front().mode);
  };
  const model::Machines& machines = *policy.machines;
  conditions["clientApplications"] = {{"includeServicePrincipals", list(machines.include, false)},
                                      {"excludeServicePrincipals", list(machines.exclude, false)},
                                      {"servicePrincipalFilter", filter(machines.workload_filters)},
                                      {"includeAgentIdServicePrincipals", list(machines.include, true)},
                                      {"excludeAgentIdServicePrincipals", list(machines.exclude, true)},
                                      {"agentIdServicePrincipalFilter", filter(machines.agent_filters)}};
}

}  // namespace doorward::exchange
