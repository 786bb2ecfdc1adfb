#include "doorward/compiler/model_dump.h"

#include <fmt/format.h>

#include <array>
#include <optional>
#include <span>

#include "doorward/compiler/address.h"
#include "model_dump_text.h"

namespace doorward {
namespace {

using namespace dumping;

std::string control_text(const model::Control& control, const model::PolicySet& set) {
  const std::string_view word = kControls[static_cast<std::size_t>(control.kind)].ward;
  if (control.kind == ControlKind::strength) return "strength " + quoted(set.strengths[control.strength].name);
  if (control.kind == ControlKind::terms || control.kind == ControlKind::custom) {
    return std::string(word) + ' ' + control.id.key;
  }
  if (control.kind == ControlKind::unknown) return "unknown " + control.id.text;
  return std::string(word);
}

std::string frequency_text(const model::Frequency& frequency) {
  if (frequency.every_time) return "every time";
  return fmt::format("{} hours{}", frequency.hours, frequency.written_in_days ? " in days" : "");
}

std::string session_text(const model::Session& session) {
  constexpr auto kApps = std::to_array<std::string_view>({"block-downloads", "monitor-only", "custom"});
  constexpr auto kAccess = std::to_array<std::string_view>({"strict-location", "strict-enforcement", "disabled"});
  std::vector<std::string> parts;
  if (session.primary_and_secondary) parts.push_back("sign-in " + frequency_text(*session.primary_and_secondary));
  if (session.secondary) parts.push_back("second-factor " + frequency_text(*session.secondary));
  if (session.persistent_browser)
    parts.emplace_back(*session.persistent_browser ? "persistent always" : "persistent never");
  if (session.cloud_app_security) {
    parts.push_back("app-control " + std::string(kApps[static_cast<std::size_t>(*session.cloud_app_security)]));
  }
  if (session.continuous_access) {
    parts.push_back("continuous-access " + std::string(kAccess[static_cast<std::size_t>(*session.continuous_access)]));
  }
  if (session.application_enforced_restrictions) parts.emplace_back("app-enforced-restrictions");
  if (session.secure_sign_in_session) parts.emplace_back("token-protection");
  if (session.disable_resilience_defaults) parts.emplace_back("no-resilience-defaults");
  if (session.filtering_profile) parts.push_back("filtering-profile " + session.filtering_profile->key);
  return joined(parts, ", ");
}

/// The lines of one policy, indented below its head.
class Lines {
 public:
  void add(std::string_view label, std::string_view text) { text_ += fmt::format("  {}: {}\n", label, text); }
  void add_mask(std::string_view label, const std::optional<model::MaskCondition>& condition,
                std::span<const FactRow> rows) {
    if (condition) add(label, mask_text(condition->mask, rows));
  }
  void add_filters(std::string_view label, const std::vector<model::Filter>& filters) {
    for (const model::Filter& filter : filters) {
      const bool include = filter.mode == model::Filter::Mode::include;
      add(label, (include ? "include " : "exclude ") + dump(filter.rule));
    }
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

std::string head_text(const model::Policy& policy) {
  constexpr auto kStates = std::to_array<std::string_view>({"enabled", "report-only", "disabled"});
  std::string text =
      "policy " + quoted(policy.name) + ' ' + std::string(kStates[static_cast<std::size_t>(policy.state)]);
  if (!policy.title.empty()) text += " title " + quoted(policy.title);
  if (policy.graph_id) text += " id " + policy.graph_id->key;
  if (!policy.template_id.empty()) text += " template " + policy.template_id;
  if (!policy.note.empty()) text += " note " + quoted(policy.note);
  if (policy.approximated) text += " approximated";
  return text + '\n';
}

void add_conditions(const model::Policy& policy, const model::PolicySet& set, Lines& lines) {
  if (policy.users) lines.add("users", sides(items_text(policy.users->include), items_text(policy.users->exclude)));
  if (policy.machines) {
    lines.add("machines", sides(items_text(policy.machines->include), items_text(policy.machines->exclude)));
    lines.add_filters("workload filter", policy.machines->workload_filters);
    lines.add_filters("agent filter", policy.machines->agent_filters);
  }
  lines.add("targets", sides(items_text(policy.targets.include), items_text(policy.targets.exclude)));
  lines.add_mask("clients", policy.clients, kClientApps);
  lines.add_mask("platforms", policy.platforms, kPlatforms);
  if (policy.networks) {
    lines.add("networks",
              sides(network_items(policy.networks->include, set), network_items(policy.networks->exclude, set)));
  }
  lines.add_mask("sign-in risk", policy.sign_in_risk, kRiskLevels);
  lines.add_mask("user risk", policy.user_risk, kRiskLevels);
  lines.add_mask("insider risk", policy.insider_risk, kInsiderRisks);
  lines.add_mask("workload risk", policy.service_principal_risk, kRiskLevels);
  lines.add_mask("agent risk", policy.agent_risk, kRiskLevels);
  lines.add_mask("flows", policy.flows, kFlows);
  lines.add_filters("device", policy.device_filters);
  if (policy.when) lines.add("when", dump(*policy.when));
  for (const model::Expr& time : policy.times) lines.add("time", dump(time));
}

std::string settings_text(const model::MfaSettings& settings) {
  constexpr auto kPrecedences = std::to_array<std::string_view>({"takes-precedence", "overrides-policies", "ignored"});
  std::vector<std::string> ips;
  for (const model::IpRange& range : settings.trusted_ips) ips.push_back(to_string(range));
  Lines lines;
  lines.add("trusted ips", joined(ips, ", "));
  if (settings.remember_days) lines.add("remember days", std::to_string(*settings.remember_days));
  lines.add("app passwords", settings.app_passwords_allowed ? "allowed" : "not allowed");
  lines.add("user state", kPrecedences[static_cast<std::size_t>(settings.precedence)]);
  return "settings\n" + lines.text();
}

}  // namespace

std::string dump(const model::Policy& policy, const model::PolicySet& set) {
  Lines lines;
  add_conditions(policy, set, lines);
  if (policy.block) lines.add("effect", "block");
  if (policy.grant) {
    std::vector<std::string> controls;
    for (const model::Control& control : policy.grant->controls) controls.push_back(control_text(control, set));
    lines.add("require", joined(controls, policy.grant->any ? " or " : " and "));
  }
  if (policy.session.says_something()) lines.add("session", session_text(policy.session));
  return head_text(policy) + lines.text();
}

std::string dump(const model::Network& network, const model::PolicySet& set) {
  std::string text = "network " + quoted(network.name);
  if (network.trusted) text += " trusted";
  if (network.graph_id) text += " id " + network.graph_id->key;
  switch (network.kind) {
    case model::Network::Kind::ranges: {
      std::vector<std::string> ranges;
      for (const model::IpRange& range : network.ranges) ranges.push_back(to_string(range));
      text += " = " + joined(ranges, ", ");
      break;
    }
    case model::Network::Kind::countries:
      text += " = countries " + joined(network.countries, ", ");
      if (network.include_unknown_country) text += " or unknown";
      if (network.by_gps) text += " by gps";
      break;
    case model::Network::Kind::compliant:
      text += " = compliant";
      break;
    case model::Network::Kind::mfa_trusted:
      text += " = mfa-trusted";
      break;
    case model::Network::Kind::composite:
      text +=
          " = " + sides(network_items(network.composite.include, set), network_items(network.composite.exclude, set));
      break;
  }
  return text + '\n';
}

std::string dump(const model::Strength& strength) {
  std::string text = "strength " + quoted(strength.name);
  if (strength.graph_id) text += " id " + strength.graph_id->key;
  text += " = ";
  std::vector<std::string> combinations;
  for (const model::Combination& combination : strength.combinations) {
    std::vector<std::string> methods;
    for (const FactRow& row : kMethods) {
      if ((combination.methods & (Mask{1} << row.value)) != 0) methods.emplace_back(row.ward);
    }
    std::string part = joined(methods, " + ");
    if (!combination.aaguids.empty()) part += " aaguid [" + joined(combination.aaguids, ", ") + ']';
    if (!combination.issuers.empty()) part += " issuer [" + joined(combination.issuers, ", ") + ']';
    if (!combination.policy_oids.empty()) part += " policy [" + joined(combination.policy_oids, ", ") + ']';
    combinations.push_back(std::move(part));
  }
  return text + joined(combinations, ", ") + '\n';
}

std::string dump(const model::PolicySet& set, const DumpOptions& options) {
  std::string text;
  for (const model::Network& network : set.networks) {
    if (options.builtin || !network.builtin) text += dump(network, set);
  }
  for (const model::Strength& strength : set.strengths) {
    if (options.builtin || !strength.builtin) text += dump(strength);
  }
  if (set.settings) text += settings_text(*set.settings);
  for (const model::Policy& policy : set.policies) text += dump(policy, set);
  if (options.names) {
    for (const auto& [key, name] : set.names)
      text += fmt::format("name {} {} {}\n", key.first, key.second, quoted(name));
  }
  return text;
}

}  // namespace doorward
