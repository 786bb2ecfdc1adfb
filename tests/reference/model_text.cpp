#include "reference/model_text.h"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <array>

#include "reference/strengths.h"

namespace doorward::reference {
namespace {

std::string text_of(const model::Expr& expr);

template <class List, class Text>
std::string joined(const List& list, const Text& text, const char* separator = ", ") {
  std::string result;
  for (const auto& item : list) {
    if (!result.empty()) result += separator;
    result += text(item);
  }
  return result;
}

std::string words_of(Mask mask, std::span<const FactRow> rows) {
  std::string text;
  for (const FactRow& row : rows) {
    if ((mask >> row.value & 1U) != 0)
      text += (text.empty() ? "" : "|") + std::string(row.graph.empty() ? "unknown" : row.graph);
  }
  return "{" + text + "}";
}

std::string text_of(const model::SubjectItem& item) {
  using Kind = model::SubjectItem::Kind;
  std::string text;
  switch (item.kind) {
    case Kind::everyone:
      text = "everyone";
      break;
    case Kind::nobody:
      text = "nobody";
      break;
    case Kind::user:
      text = "user " + item.id.text;
      break;
    case Kind::upn:
      text = "upn " + item.id.text;
      break;
    case Kind::group:
      text = "group " + item.id.text;
      break;
    case Kind::role:
      text = "role " + item.id.text;
      break;
    case Kind::guests_or_external:
      text = "guests-or-external";
      break;
    case Kind::guests:
      text = "guests " + words_of(item.guest_kinds, kGuestKinds);
      break;
    case Kind::members:
      text = "members";
      break;
    case Kind::all_agent_users:
      text = "agent-users";
      break;
    case Kind::agent_user:
      text = "agent-user " + item.id.text;
      break;
    case Kind::anything:
      text = "anything";
      break;
  }
  if (item.tenants) text += " of [" + joined(*item.tenants, [](const model::Id& id) { return id.text; }) + "]";
  if (item.until) text += fmt::format(" until day {}", *item.until);
  return text;
}

std::string text_of(const model::MachineItem& item) {
  using Kind = model::MachineItem::Kind;
  switch (item.kind) {
    case Kind::own_workloads:
      return "own-workloads";
    case Kind::workload:
      return "workload " + item.id.text;
    case Kind::all_agents:
      return "all-agents";
    case Kind::agent:
      return "agent " + item.id.text;
    case Kind::anything:
      return "anything";
  }
  return {};
}

std::string text_of(const model::TargetItem& item) {
  using Kind = model::TargetItem::Kind;
  switch (item.kind) {
    case Kind::all:
      return "all";
    case Kind::none:
      return "none";
    case Kind::app:
      return "app " + item.id.text;
    case Kind::app_group:
      return "app-group " + item.id.text;
    case Kind::agent_resources:
      return "agent-resources";
    case Kind::user_action:
      return "action " + std::string(kUserActions[static_cast<std::size_t>(item.action)].graph);
    case Kind::context:
      return "context " + item.id.text;
    case Kind::filter:
      return "where " + text_of(item.rule.front());
    case Kind::anything:
      return "anything";
  }
  return {};
}

std::string text_of(const model::NetworkItem& item) {
  switch (item.kind) {
    case model::NetworkItem::Kind::all:
      return "all";
    case model::NetworkItem::Kind::all_trusted:
      return "all-trusted";
    case model::NetworkItem::Kind::named:
      return fmt::format("#{}", item.network);
    case model::NetworkItem::Kind::anything:
      return "anything";
  }
  return {};
}

template <class Sides>
std::string sides_of(const Sides& sides) {
  const auto text = [](const auto& item) { return text_of(item); };
  std::string result = "[" + joined(sides.include, text) + "]";
  if (!sides.exclude.empty()) result += " except [" + joined(sides.exclude, text) + "]";
  return result;
}

std::string attribute_of(const model::AttributeRef& attribute) {
  static constexpr std::array<const char*, 4> kScopes{"device.", "user.", "app.", "workload."};
  const std::string scope = kScopes[static_cast<std::size_t>(attribute.scope)];
  if (attribute.scope != model::AttributeScope::device) return scope + attribute.name;
  return scope + std::string(kDeviceAttributes[static_cast<std::size_t>(attribute.device)].graph);
}

std::string text_of(const model::Expr& expr) {
  const auto text = [](const auto& item) { return text_of(item); };
  switch (expr.kind) {
    case model::Expr::Kind::constant:
      return expr.value ? "true" : "false";
    case model::Expr::Kind::all_of:
      return "(" + joined(expr.children, text, " and ") + ")";
    case model::Expr::Kind::any_of:
      return "(" + joined(expr.children, text, " or ") + ")";
    case model::Expr::Kind::negation:
      return "not (" + text_of(expr.children.front()) + ")";
    case model::Expr::Kind::comparison:
      return attribute_of(expr.comparison.attribute) + " " +
             std::string(kCompareOps[static_cast<std::size_t>(expr.comparison.op)].ward) + " [" +
             joined(expr.comparison.values, [](const std::string& value) { return "\"" + value + "\""; }) + "]";
    case model::Expr::Kind::time:
      return fmt::format("days {:#x} minutes {} to {} in {}", expr.time.days, expr.time.start_minute,
                         expr.time.end_minute, expr.time.zone);
    case model::Expr::Kind::member:
      return "user in [" + joined(expr.members, text) + "]";
  }
  return {};
}

std::string text_of(const model::Filter& filter) {
  return (filter.mode == model::Filter::Mode::include ? "include " : "exclude ") + text_of(filter.rule);
}

std::string conditions_of(const model::Policy& policy) {
  std::string text;
  const auto mask = [&](const char* name, const auto& condition, std::span<const FactRow> rows) {
    if (condition) text += fmt::format("\n    {} {}", name, words_of(condition->mask, rows));
  };
  mask("clients", policy.clients, kClientApps);
  mask("platforms", policy.platforms, kPlatforms);
  if (policy.networks) text += "\n    networks " + sides_of(*policy.networks);
  mask("sign-in risk", policy.sign_in_risk, kRiskLevels);
  mask("user risk", policy.user_risk, kRiskLevels);
  mask("insider risk", policy.insider_risk, kInsiderRisks);
  mask("workload risk", policy.service_principal_risk, kRiskLevels);
  mask("agent risk", policy.agent_risk, kRiskLevels);
  mask("flows", policy.flows, kFlows);
  for (const model::Filter& filter : policy.device_filters) text += "\n    device " + text_of(filter);
  if (policy.when) text += "\n    when " + text_of(*policy.when);
  for (const model::Expr& time : policy.times) text += "\n    time " + text_of(time);
  return text;
}

std::string text_of(const std::optional<model::Frequency>& frequency) {
  if (!frequency) return "-";
  return frequency->every_time ? "every time" : fmt::format("{} hours", frequency->hours);
}

std::string text_of(const model::Session& session) {
  const auto number = [](const auto& choice) { return choice ? std::to_string(static_cast<int>(*choice)) : "-"; };
  return fmt::format("session: first {}, second {}, browser {}, app {}, access {}, flags {}{}{}, profile {}",
                     text_of(session.primary_and_secondary), text_of(session.secondary),
                     number(session.persistent_browser), number(session.cloud_app_security),
                     number(session.continuous_access), int{session.application_enforced_restrictions},
                     int{session.secure_sign_in_session}, int{session.disable_resilience_defaults},
                     session.filtering_profile ? session.filtering_profile->text : "-");
}

std::string text_of(const model::Policy& policy, const model::PolicySet& set) {
  static constexpr std::array<const char*, 3> kStates{"", "report-only ", "disabled "};
  std::string text = fmt::format("{}policy \"{}\"{}", kStates[static_cast<std::size_t>(policy.state)], policy.name,
                                 policy.approximated ? " (approximated)" : "");
  if (policy.users) text += "\n    users " + sides_of(*policy.users);
  if (policy.machines) {
    text += "\n    machines " + sides_of(*policy.machines);
    for (const auto& filter : policy.machines->workload_filters) text += "\n    workload filter " + text_of(filter);
    for (const auto& filter : policy.machines->agent_filters) text += "\n    agent filter " + text_of(filter);
  }
  text += "\n    targets " + sides_of(policy.targets) + conditions_of(policy);
  if (policy.block) text += "\n    block";
  if (policy.grant) {
    const auto name = [&](const model::Control& control) { return shown(control, set); };
    text += "\n    require " + joined(policy.grant->controls, name, policy.grant->any ? " or " : " and ");
  }
  if (policy.session.says_something()) text += "\n    " + text_of(policy.session);
  return text + "\n";
}

std::string text_of(const model::IpRange& range) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  inet_ntop(AF_INET6, range.first.data(), text.data(), text.size());
  return fmt::format("{}/{}", text.data(), range.prefix);
}

std::string text_of(const model::Network& network) {
  const auto range = [](const model::IpRange& item) { return text_of(item); };
  switch (network.kind) {
    case model::Network::Kind::ranges:
      return (network.trusted ? "trusted " : "") + joined(network.ranges, range);
    case model::Network::Kind::countries:
      return joined(network.countries, [](const std::string& code) { return code; }) +
             (network.include_unknown_country ? " or unknown" : "");
    case model::Network::Kind::compliant:
      return "compliant";
    case model::Network::Kind::mfa_trusted:
      return "mfa trusted ips";
    case model::Network::Kind::composite:
      return sides_of(network.composite);
  }
  return {};
}

std::string text_of(const model::MfaSettings& settings) {
  const auto range = [](const model::IpRange& item) { return text_of(item); };
  return fmt::format("mfa settings: trusted [{}], remember {} days, app passwords {}, precedence {}\n",
                     joined(settings.trusted_ips, range), settings.remember_days.value_or(0),
                     settings.app_passwords_allowed, static_cast<int>(settings.precedence));
}

}  // namespace

std::string to_text(const model::PolicySet& set) {
  std::string text;
  for (const model::Policy& policy : set.policies) text += text_of(policy, set);
  for (std::size_t i = 0; i < set.networks.size(); ++i) {
    text += fmt::format("network #{} = {}\n", i, text_of(set.networks[i]));
  }
  for (const model::Strength& strength : set.strengths) {
    if (strength.builtin) continue;
    text +=
        fmt::format("strength {} = {}\n", shown_id(strength),
                    joined(strength.combinations, [](const model::Combination& combination) {
                      return words_of(combination.methods, kMethods) + (combination.configured ? " configured" : "");
                    }));
  }
  if (set.settings) text += text_of(*set.settings);
  return text;
}

}  // namespace doorward::reference
