// A policy: its names and state, what for, where and how.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "exchange/conditions.h"
#include "exchange/graph_parts.h"
#include "exchange/words.h"

namespace doorward::exchange {
namespace {

using model::Expr;
using model::TargetItem;

Json words(Mask mask, std::span<const FactRow> rows) {
  Json list = Json::array();
  for (const FactRow& row : rows) {
    if ((mask & (Mask{1} << row.value)) != 0 && !row.graph.empty()) list.push_back(row.graph);
  }
  return list;
}

/// Graph writes some sets of words as one text, sorted.
std::string in_one_text(Mask mask, std::span<const FactRow> rows) {
  std::vector<std::string> members;
  for (const FactRow& row : rows) {
    if ((mask & (Mask{1} << row.value)) != 0) members.emplace_back(row.graph);
  }
  std::sort(members.begin(), members.end());
  return joined(members, ",");
}

/// Of a condition that no sign-in meets, a level that none has.
Mask levels_of(const model::MaskCondition& condition) {
  return condition.mask == 0 ? bit(RiskLevel::hidden) : condition.mask;
}

Json levels(const std::optional<model::MaskCondition>& condition) {
  if (!condition) return Json::array();
  return words(levels_of(*condition), kRiskLevels);
}

void add_masks(const model::Policy& policy, Json& conditions) {
  conditions["userRiskLevels"] = levels(policy.user_risk);
  conditions["signInRiskLevels"] = levels(policy.sign_in_risk);
  if (policy.service_principal_risk) conditions["servicePrincipalRiskLevels"] = levels(policy.service_principal_risk);
  if (policy.agent_risk) {
    conditions["agentIdRiskLevels"] = in_one_text(levels_of(*policy.agent_risk), kRiskLevels);
  }
  if (policy.insider_risk) {
    conditions["insiderRiskLevels"] = in_one_text(policy.insider_risk->mask, kInsiderRisks);
  }
  if (policy.clients) {
    const Mask mask = policy.clients->mask;
    conditions["clientAppTypes"] = words(mask == 0 ? bit(ClientApp::eas_supported) : mask, kClientApps);
  } else {
    conditions["clientAppTypes"] = {"all"};
  }
  if (policy.platforms) {
    const bool all = (policy.platforms->mask & bit(Platform::unknown)) != 0;
    const Json include = all ? Json{"all"} : words(policy.platforms->mask, kPlatforms);
    const Json exclude = all ? words(kAllPlatforms & ~policy.platforms->mask, kPlatforms) : Json::array();
    conditions["platforms"] = {{"includePlatforms", include}, {"excludePlatforms", exclude}};
  }
  if (policy.flows) {
    conditions["authenticationFlows"] = {{"transferMethods", in_one_text(policy.flows->mask, kFlows)}};
  }
}

Json network_list(GraphExport& out, const model::Policy& policy, const std::vector<model::NetworkItem>& items) {
  using Kind = model::NetworkItem::Kind;
  Json list = Json::array();
  for (const model::NetworkItem& item : items) {
    if (item.kind == Kind::all) list.push_back("All");
    if (item.kind == Kind::all_trusted) {
      list.push_back("AllTrusted");
      out.refer_to_trusted();
    }
    if (item.kind != Kind::named) continue;
    const model::Network& network = out.set().networks[item.network];
    if (network.kind == model::Network::Kind::composite) {
      out.report<Code::no_graph_union>(item.origin, policy.name, network.name);
    } else {
      list.push_back(out.network_id(item.network));
    }
  }
  return list;
}

std::string clock(std::uint16_t minute) { return fmt::format("{:02}:{:02}", minute / 60, minute % 60); }

Json days_json(const model::TimeWindow& window) {
  constexpr auto kDays =
      std::to_array<std::string_view>({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"});
  Json days = Json::array();
  for (std::size_t i = 0; i < kDays.size(); ++i) {
    if ((window.days >> i & 1U) != 0) days.push_back(kDays[i]);
  }
  const std::uint16_t end = window.end_minute == 0 ? 24 * 60 : window.end_minute;
  return {{"daysOfWeek", days},
          {"startTime", clock(window.start_minute)},
          {"endTime", clock(end)},
          {"timeZone", window.zone}};
}

void add_times(GraphExport& out, const model::Policy& policy, Json& conditions) {
  if (policy.times.empty()) return;
  const Expr* include = nullptr;
  const Expr* exclude = nullptr;
  for (const Expr& time : policy.times) {
    const bool negated = time.kind == Expr::Kind::negation;
    const Expr*& place = negated ? exclude : include;
    const bool simple = !negated || time.children.front().kind == Expr::Kind::time;
    if (place != nullptr || !simple) return out.report<Code::no_graph_times>(time.origin, policy.name);
    place = negated ? &time.children.front() : &time;
  }
  Json& times = conditions["times"];
  times["includeAllTimes"] = include == nullptr;
  if (include != nullptr) times["includeDays"] = days_json(include->time);
  if (exclude != nullptr) times["excludeDays"] = days_json(exclude->time);
}

void add_devices(GraphExport& out, const model::Policy& policy, Json& conditions) {
  if (policy.device_filters.empty()) return;
  const model::Filter& first = policy.device_filters.front();
  if (policy.device_filters.size() == 1) {
    conditions["devices"] = {{"deviceFilter", filter_json(out, policy, first.rule, first.mode)}};
    return;
  }
  Expr all;
  all.kind = Expr::Kind::all_of;
  for (const model::Filter& filter : policy.device_filters) {
    Expr part = filter.rule;
    if (filter.mode == model::Filter::Mode::exclude) {
      part = {};
      part.kind = Expr::Kind::negation;
      part.children.push_back(filter.rule);
    }
    all.children.push_back(std::move(part));
  }
  conditions["devices"] = {{"deviceFilter", filter_json(out, policy, all, model::Filter::Mode::include)}};
}

void refuse_when(GraphExport& out, const model::Policy& policy) {
  if (!policy.when) return;
  DiagnosticSink unsaid;
  std::string text = ConditionWriter(std::nullopt, nullptr, unsaid).write(*policy.when);
  if (unsaid.has_errors()) text = "user in …";  // its names are not known here
  out.report<Code::no_graph_condition>(policy.when->origin, policy.name, text);
}

}  // namespace

Json applications_json(GraphExport& out, const model::Policy& policy) {
  Json json;
  json["includeApplications"] = Json::array();
  json["excludeApplications"] = Json::array();
  json["includeUserActions"] = Json::array();
  json["includeAuthenticationContextClassReferences"] = Json::array();
  bool filtered = false;
  const auto add = [&](const TargetItem& item, std::string_view apps, model::Filter::Mode mode) {
    switch (item.kind) {
      case TargetItem::Kind::all:
        return json[std::string(apps)].push_back("All");
      case TargetItem::Kind::none:
        return json[std::string(apps)].push_back("None");
      case TargetItem::Kind::app:
      case TargetItem::Kind::app_group:
        return json[std::string(apps)].push_back(item.id.text);
      case TargetItem::Kind::agent_resources:
        return json[std::string(apps)].push_back("AllAgentIdResources");
      case TargetItem::Kind::user_action:
        return json["includeUserActions"].push_back(kUserActions[static_cast<std::size_t>(item.action)].graph);
      case TargetItem::Kind::context:
        return json["includeAuthenticationContextClassReferences"].push_back(item.id.key);
      case TargetItem::Kind::filter:
        if (filtered) {
          return out.report<Code::no_graph_comparison>(item.origin, policy.name, "a second condition on apps");
        }
        filtered = true;
        json["applicationFilter"] = filter_json(out, policy, item.rule.front(), mode);
        return;
      case TargetItem::Kind::anything:
        return;
    }
  };
  for (const TargetItem& item : policy.targets.include) add(item, "includeApplications", model::Filter::Mode::include);
  for (const TargetItem& item : policy.targets.exclude) add(item, "excludeApplications", model::Filter::Mode::exclude);
  return json;
}

Json policy_json(GraphExport& out, const model::Policy& policy) {
  constexpr auto kStates =
      std::to_array<std::string_view>({"enabled", "enabledForReportingButNotEnforced", "disabled"});
  if (policy.approximated) out.report<Code::export_approximated>(policy.origin, policy.name);
  Json json;
  json["@odata.type"] = "#microsoft.graph.conditionalAccessPolicy";
  if (policy.graph_id) json["id"] = policy.graph_id->text;
  if (!policy.template_id.empty()) json["templateId"] = policy.template_id;
  json["displayName"] = policy.title.empty() ? policy.name : policy.title;
  if (!policy.note.empty()) json["description"] = policy.note;
  json["state"] = kStates[static_cast<std::size_t>(policy.state)];
  Json& conditions = json["conditions"];
  add_masks(policy, conditions);
  conditions["applications"] = applications_json(out, policy);
  add_users(out, policy, conditions);
  add_machines(out, policy, conditions);
  if (policy.networks) {
    conditions["locations"] = {{"includeLocations", network_list(out, policy, policy.networks->include)},
                               {"excludeLocations", network_list(out, policy, policy.networks->exclude)}};
  }
  add_devices(out, policy, conditions);
  add_times(out, policy, conditions);
  refuse_when(out, policy);
  json["grantControls"] = grant_json(out, policy);
  json["sessionControls"] = session_json(out, policy);
  return json;
}

}  // namespace doorward::exchange
