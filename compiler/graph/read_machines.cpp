// conditions.clientApplications: workloads and agent identities (SEMANTICS.md §1, §8.4).
#include "graph/readers.h"

namespace doorward::graph {
namespace {

using model::MachineItem;
using Kind = MachineItem::Kind;

struct Words {
  std::string_view all;  // the word that stands for every one
  Kind all_kind;
  Kind one_kind;
  std::string_view one;  // what messages call one
};
constexpr Words kWorkloads{"ServicePrincipalsInMyTenant", Kind::own_workloads, Kind::workload, "service principal"};
constexpr Words kAgents{"All", Kind::all_agents, Kind::agent, "service principal of an agent"};

void read_list(Reading& reading, const Place& list, const Words& words, std::vector<MachineItem>& out) {
  for (const auto& [text, at] : texts_of(reading, list)) {
    MachineItem item;
    item.origin = at.origin();
    if (equals_ignoring_case(text, words.all)) {
      item.kind = words.all_kind;
    } else {
      item.kind = words.one_kind;
      const std::string help =
          "write the object id of the " + std::string(words.one) + ", or `" + std::string(words.all) + '`';
      item.id = read_guid(reading, text, at, {words.one, help, {&words.all, 1}});
    }
    out.push_back(std::move(item));
  }
}

}  // namespace

std::optional<model::Machines> read_machines(Reading& reading, const Place& at) {
  if (!at) return std::nullopt;
  model::Machines machines;
  machines.origin = at.origin();
  const Fields fields(reading, Object::client_applications, at);
  read_list(reading, fields.get("includeServicePrincipals"), kWorkloads, machines.include);
  read_list(reading, fields.get("excludeServicePrincipals"), kWorkloads, machines.exclude);
  read_list(reading, fields.get("includeAgentIdServicePrincipals"), kAgents, machines.include);
  read_list(reading, fields.get("excludeAgentIdServicePrincipals"), kAgents, machines.exclude);
  const auto read_rule = [&](std::string_view field, std::vector<model::Filter>& out) {
    const Place place = fields.get(field);
    if (auto filter = read_filter(reading, place, model::AttributeScope::workload)) {
      out.push_back(std::move(*filter));
    }
  };
  read_rule("servicePrincipalFilter", machines.workload_filters);
  read_rule("agentIdServicePrincipalFilter", machines.agent_filters);
  for (const Place& unknown : fields.unknown()) {
    MachineItem item;
    item.kind = Kind::anything;
    item.origin = unknown.origin();
    machines.include.push_back(std::move(item));
  }
  const bool empty = machines.include.empty() && machines.exclude.empty() && machines.workload_filters.empty() &&
                     machines.agent_filters.empty();
  return empty ? std::nullopt : std::optional(std::move(machines));
}

}  // namespace doorward::graph
