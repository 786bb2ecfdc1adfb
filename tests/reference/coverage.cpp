#include "reference/coverage.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

namespace doorward::reference {
namespace {

std::string_view graph_word(const FactRow& row) { return row.graph.empty() ? "unknown" : row.graph; }

template <class Rows, class Enum>
std::string_view word_in(const Rows& rows, Enum member) {
  return graph_word(rows[static_cast<std::size_t>(member)]);
}

std::string dimension(Dimension member) { return std::string(kDimensions[static_cast<std::size_t>(member)].label); }

}  // namespace

Coverage::Coverage() {
  for (const FactRow& row : kControls) {
    expect("policy control", graph_word(row));
    if (row.graph != "unknown") expect("unmet control", graph_word(row));
  }
  for (const FactRow& row : kCompareOps) expect("operator", row.ward);
  for (const DeviceAttributeRow& row : kDeviceAttributes) {
    expect("attribute in a filter", row.graph);
    expect("attribute of a device", row.graph);
  }
  for (const DimensionRow& row : kDimensions) expect("condition", row.label);
  for (const std::string_view path : kSignalPaths) expect("assumed signal", path);
  for (const FactRow& row : kClientApps) {
    expect("client of a policy", row.graph);
    if (row.graph != "easSupported") expect("client of a sign-in", row.graph);
  }
  for (const FactRow& row : kPlatforms) expect("platform", graph_word(row));
  for (const FactRow& row : kRiskLevels) expect("risk level", row.graph);
  for (const FactRow& row : kInsiderRisks) expect("insider risk level", row.graph);
  for (const FactRow& row : kFlows) expect("flow", row.graph);
  for (const FactRow& row : kGuestKinds) expect("guest kind", row.graph);
  for (const FactRow& row : kUserActions) expect("user action", row.graph);
  for (const FactRow& row : kMethods) expect("method", row.graph);
  for (const FactRow& row : kUserStates) expect("user state", row.graph);
  for (const char* word : {"grant", "challenge", "block"}) expect("outcome", word);
  for (const char* word : {"satisfied", "pending", "failed"}) expect("clause status", word);
  for (const char* word : {"reportOnlySuccess", "reportOnlyInterrupted", "reportOnlyFailure"}) expect("report", word);
  for (const char* word : {"none", "require-mfa", "require-registration", "app-password", "exempt trusted-ip",
                           "exempt remembered-device"}) {
    expect("state effect", word);
  }
  for (const char* word : {"signInFrequency", "persistentBrowser", "cloudAppSecurity", "continuousAccessEvaluation",
                           "applicationEnforcedRestrictions", "secureSignInSession", "disableResilienceDefaults",
                           "globalSecureAccessFilteringProfile"}) {
    expect("merged session control", word);
  }
  for (const char* word : {"signal-missing", "approximated", "reauthenticate", "register", "overrode", "next"}) {
    expect("decision says", word);
  }
}

void Coverage::expect(const std::string& table, std::string_view row) { tables_[table].emplace(row, 0); }

void Coverage::touch(const std::string& table, std::string_view row) {
  auto& rows = tables_[table];
  const auto found = rows.find(row);
  if (found == rows.end()) {
    rows.emplace(row, 1);
  } else {
    ++found->second;
  }
}

void Coverage::note(const model::Expr& expr) {
  for (const model::Expr& child : expr.children) note(child);
  if (expr.kind != model::Expr::Kind::comparison) return;
  const model::Comparison& comparison = expr.comparison;
  touch("operator", kCompareOps[static_cast<std::size_t>(comparison.op)].ward);
  if (comparison.attribute.scope != model::AttributeScope::device) return;
  touch("attribute in a filter", kDeviceAttributes[static_cast<std::size_t>(comparison.attribute.device)].graph);
}

void Coverage::note_masks(const model::Policy& policy) {
  const auto used = [&](const std::optional<model::MaskCondition>& condition, Dimension which) {
    if (condition) touch("condition", dimension(which));
  };
  used(policy.clients, Dimension::clients);
  used(policy.platforms, Dimension::platforms);
  used(policy.sign_in_risk, Dimension::sign_in_risk);
  used(policy.user_risk, Dimension::user_risk);
  used(policy.insider_risk, Dimension::insider_risk);
  used(policy.service_principal_risk, Dimension::service_principal_risk);
  used(policy.agent_risk, Dimension::agent_risk);
  used(policy.flows, Dimension::flows);
  for (const FactRow& row : kClientApps) {
    if (policy.clients && (policy.clients->mask >> row.value & 1U) != 0) touch("client of a policy", row.graph);
  }
}

void Coverage::note(const model::Policy& policy, const model::PolicySet& set) {
  touch("condition", dimension(policy.users ? Dimension::users : Dimension::workloads));
  touch("condition", dimension(Dimension::targets));
  note_masks(policy);
  if (policy.networks) touch("condition", dimension(Dimension::networks));
  if (!policy.device_filters.empty()) touch("condition", dimension(Dimension::devices));
  if (policy.when) touch("condition", dimension(Dimension::when));
  if (!policy.times.empty()) touch("condition", dimension(Dimension::time));
  for (const model::Filter& filter : policy.device_filters) note(filter.rule);
  if (policy.when) note(*policy.when);
  if (!policy.grant) return;
  for (const model::Control& control : policy.grant->controls) {
    touch("policy control", word_in(kControls, control.kind));
    if (control.kind != ControlKind::strength) continue;
    for (const model::Combination& combination : set.strengths[control.strength].combinations) {
      for (const FactRow& row : kMethods) {
        if ((combination.methods >> row.value & 1U) != 0) touch("method", row.graph);
      }
    }
  }
}

void Coverage::note(const model::PolicySet& set) {
  for (const model::Policy& policy : set.policies) note(policy, set);
}

void Coverage::note_device(const DeviceSignals& device) {
  if (device.platform) touch("platform", word_in(kPlatforms, *device.platform));
  for (const DeviceAttributeRow& row : kDeviceAttributes) {
    if (!device.properties[row.value].empty()) touch("attribute of a device", row.graph);
  }
  if (device.is_compliant) touch("attribute of a device", "isCompliant");
  if (device.has_physical_ids) touch("attribute of a device", "physicalIds");
  if (device.has_system_labels) touch("attribute of a device", "systemLabels");
}

void Coverage::note(const SignIn& sign_in) {
  note_device(sign_in.device);
  if (sign_in.client_app) touch("client of a sign-in", word_in(kClientApps, *sign_in.client_app));
  for (const auto& risk : {sign_in.sign_in_risk, sign_in.user_risk, sign_in.service_principal_risk}) {
    if (risk) touch("risk level", word_in(kRiskLevels, *risk));
  }
  if (sign_in.insider_risk) touch("insider risk level", word_in(kInsiderRisks, *sign_in.insider_risk));
  if (sign_in.flow) touch("flow", word_in(kFlows, *sign_in.flow));
  if (sign_in.user_action) touch("user action", word_in(kUserActions, *sign_in.user_action));
  for (const FactRow& row : kGuestKinds) {
    if ((sign_in.user.guest_kinds.value_or(0) >> row.value & 1U) != 0) touch("guest kind", row.graph);
  }
}

void Coverage::note(const Decision& decision) {
  touch("outcome", decision.outcome);
  for (const ClauseResult& clause : decision.require) {
    touch("clause status", clause.status);
    for (const std::string& unmet : clause.unmet) {
      const std::string kind = unmet.substr(0, unmet.find(':'));
      if (find_graph(kControls, kind) != nullptr) touch("unmet control", kind);
    }
  }
  for (const auto& [policy, result] : decision.report_only) touch("report", result);
  for (const std::string& path : decision.assumed) {
    if (path.find(".attributes.") == std::string::npos) touch("assumed signal", path);
  }
  const nlohmann::ordered_json json = to_json(decision);
  for (const auto& member : json["session"].items()) touch("merged session control", member.key());
  const UserStateOutcome& state = decision.user_state;
  touch("user state", state.state);
  touch("state effect", state.exempt_by.empty() ? state.effect : state.effect + " " + state.exempt_by);
  if (!decision.status.empty()) touch("decision says", decision.status);
  if (!decision.approximated.empty()) touch("decision says", "approximated");
  if (decision.reauthenticate) touch("decision says", "reauthenticate");
  if (decision.register_mfa) touch("decision says", "register");
  if (!state.overrode.empty()) touch("decision says", "overrode");
  if (!decision.next.empty()) touch("decision says", "next");
}

std::vector<std::string> Coverage::missed() const {
  std::vector<std::string> rows;
  for (const auto& [table, counts] : tables_) {
    for (const auto& [row, count] : counts) {
      if (count == 0) rows.push_back(table + ": " + row);
    }
  }
  return rows;
}

std::string Coverage::summary() const {
  std::string text;
  for (const auto& [table, counts] : tables_) {
    const auto touched = std::count_if(counts.begin(), counts.end(), [](const auto& row) { return row.second != 0; });
    const auto rarest = std::min_element(counts.begin(), counts.end(),
                                         [](const auto& a, const auto& b) { return a.second < b.second; });
    text += table + ": " + std::to_string(touched) + " of " + std::to_string(counts.size()) + ", rarest `" +
            rarest->first + "` " + std::to_string(rarest->second) + " times\n";
  }
  return text;
}

}  // namespace doorward::reference
