#include "decisions.h"

#include <doctest/doctest.h>

#include <array>
#include <nlohmann/json.hpp>

#include "doorward/compiler/address.h"
#include "doorward/compiler/compile.h"

namespace doorward::tests {
namespace {

using Json = nlohmann::json;
using model::SubjectItem;

std::shared_ptr<const PolicySet> loaded(const model::PolicySet& set, const SourceMap& sources) {
  DiagnosticSink sink;
  const auto module = compile(set, sources, {}, sink);
  std::string error;
  auto result = PolicySet::load(module, error);
  REQUIRE_MESSAGE(result != nullptr, error);
  return result;
}

std::string address_in(const model::IpRange& range) {
  model::IpRange one = range;
  one.prefix = 128;
  return to_string(one);
}

}  // namespace

std::size_t Draws::below(std::size_t count) {
  state_ = state_ * 6364136223846793005U + 1442695040888963407U;
  return static_cast<std::size_t>(state_ >> 33U) % count;
}

SignIns::SignIns(const model::PolicySet& set) {
  for (const model::Network& network : set.networks) {
    for (const model::IpRange& range : network.ranges) addresses_.push_back(address_in(range));
    countries_.insert(countries_.end(), network.countries.begin(), network.countries.end());
  }
  for (const model::Policy& policy : set.policies) add(set, policy);
}

void SignIns::add(const model::Subjects& users) {
  for (const auto* side : {&users.include, &users.exclude}) {
    for (const SubjectItem& item : *side) {
      if (item.kind == SubjectItem::Kind::user || item.kind == SubjectItem::Kind::agent_user) {
        users_.push_back(item.id.key);
      }
      if (item.kind == SubjectItem::Kind::upn) upns_.push_back(item.id.key);
      if (item.kind == SubjectItem::Kind::group) groups_.push_back(item.id.key);
      if (item.kind == SubjectItem::Kind::role) roles_.push_back(item.id.key);
      if (!item.tenants) continue;
      for (const model::Id& tenant : *item.tenants) tenants_.push_back(tenant.key);
    }
  }
}

void SignIns::add(const model::Expr& expr) {
  if (expr.kind == model::Expr::Kind::comparison) {
    for (const std::string& value : expr.comparison.values) values_.push_back({expr.comparison.attribute, value});
  }
  if (expr.kind == model::Expr::Kind::member) add(model::Subjects{expr.members, {}, {}});
  for (const model::Expr& child : expr.children) add(child);
}

void SignIns::add(const model::PolicySet& set, const model::Policy& policy) {
  if (policy.users) add(*policy.users);
  if (policy.when) add(*policy.when);
  for (const model::Filter& filter : policy.device_filters) add(filter.rule);
  for (const auto* side : {&policy.targets.include, &policy.targets.exclude}) {
    for (const model::TargetItem& item : *side) {
      if (item.kind == model::TargetItem::Kind::app) apps_.push_back(item.id.key);
      if (item.kind == model::TargetItem::Kind::context) contexts_.push_back(item.id.key);
      for (const model::Expr& rule : item.rule) add(rule);
    }
  }
  if (policy.grant) {
    for (const model::Control& control : policy.grant->controls) {
      if (control.kind == ControlKind::terms) satisfied_.push_back("terms:" + control.id.key);
      if (control.kind == ControlKind::custom) satisfied_.push_back("custom:" + control.id.key);
      if (control.kind != ControlKind::strength) continue;
      const model::Strength& strength = set.strengths[control.strength];
      if (strength.graph_id) strengths_.push_back(strength.graph_id->key);
    }
  }
  if (!policy.machines) return;
  machines_ = true;
  for (const auto* side : {&policy.machines->include, &policy.machines->exclude}) {
    for (const model::MachineItem& item : *side) {
      if (!item.id.key.empty()) workloads_.push_back(item.id.key);
    }
  }
  for (const auto* filters : {&policy.machines->workload_filters, &policy.machines->agent_filters}) {
    for (const model::Filter& filter : *filters) add(filter.rule);
  }
}

nlohmann::json SignIns::user(Draws& draws) const {
  Json user = {{"id", draws.one_of(users_)}, {"upn", draws.one_of(upns_)}, {"type", "member"}};
  if (draws.one_in(2)) user["groups"] = {draws.one_of(groups_), draws.one_of(groups_)};
  if (draws.one_in(2)) user["roles"] = {draws.one_of(roles_)};
  if (draws.one_in(8)) user["agent"] = true;
  if (draws.one_in(2)) {
    user["type"] = "guest";
    if (!draws.one_in(5)) user["guestKind"] = draws.one_of(kGuestKinds).graph;
    if (!draws.one_in(5)) user["homeTenant"] = draws.one_of(tenants_);
  }
  return user;
}

std::string SignIns::draw(Draws& draws) const {
  constexpr std::array kClients{"browser", "mobileAppsAndDesktopClients", "exchangeActiveSync", "other"};
  constexpr std::array kPlatforms{"windows", "iOS", "android", "macOS", "linux", "windowsPhone", "toaster", ""};
  constexpr std::array kRisks{"none", "low", "medium", "high", "hidden", ""};
  constexpr std::array kInsider{"none", "minor", "moderate", "elevated"};
  constexpr std::array kTrust{"", "ServerAD", "AzureAD", "Workplace"};
  constexpr std::array kFlows{"none", "none", "deviceCodeFlow", "authenticationTransfer"};
  constexpr std::array kActions{"urn:user:registersecurityinfo", "urn:user:registerdevice", "urn:user:accountrecovery"};
  Json json;
  json["id"] = "s";
  if (machines_ && draws.one_in(2)) {
    json["workload"] = {{"id", draws.one_of(workloads_)}, {"ownTenant", !draws.one_in(3)}, {"agent", draws.one_in(2)}};
  } else {
    json["user"] = user(draws);
  }
  if (draws.one_in(6)) {
    json["userAction"] = draws.one_of(kActions);
  } else {
    json["app"] = {{"id", draws.one_of(apps_)}};
    if (draws.one_in(5)) json["authContext"] = draws.one_of(contexts_);
  }
  json["clientApp"] = draws.one_of(kClients);
  json["network"] = {{"compliant", draws.one_in(3)}};
  if (!draws.one_in(8)) json["network"]["ip"] = draws.one_of(addresses_);
  if (!draws.one_in(4)) json["network"]["country"] = draws.one_of(countries_);
  json["device"] = {{"platform", draws.one_of(kPlatforms)}, {"isCompliant", draws.one_in(2)}};
  json["device"]["trustType"] = draws.one_of(kTrust);
  json["risk"] = {{"signIn", draws.one_of(kRisks)},
                  {"user", draws.one_of(kRisks)},
                  {"servicePrincipal", draws.one_of(kRisks)},
                  {"agent", draws.one_of(kRisks)},
                  {"insider", draws.one_of(kInsider)}};
  json["flow"] = draws.one_of(kFlows);
  json["session"] = {{"authAge", draws.below(100000)}, {"mfaAge", draws.below(100000)}};
  json["satisfied"] = Json::array();
  for (const std::string& control : satisfied_) {
    if (draws.one_in(3)) json["satisfied"].push_back(control);
  }
  if (draws.one_in(3)) json["strengths"] = {draws.one_of(strengths_)};
  for (std::size_t i = 0; !values_.empty() && i < 3; ++i) {
    const Value& value = draws.one_of(values_);
    using Scope = model::AttributeScope;
    if (value.attribute.scope == Scope::device) {
      const auto& row = kDeviceAttributes[static_cast<std::size_t>(value.attribute.device)];
      if (row.type == AttributeType::boolean || row.graph == "trustType" || row.graph == "deviceId") continue;
      const bool list = row.type == AttributeType::collection;
      json["device"]["properties"][std::string(row.graph)] = list ? Json{value.value} : Json(value.value);
    } else if (value.attribute.scope == Scope::app && json.contains("app")) {
      json["app"]["attributes"][value.attribute.name] = value.value;
    } else if (value.attribute.scope == Scope::workload && json.contains("workload")) {
      json["workload"]["attributes"][value.attribute.name] = value.value;
    }
  }
  return json.dump();
}

Decider::Decider(const model::PolicySet& set, const SourceMap& sources) : Decider(loaded(set, sources)) {}

std::string Decider::decide(const std::string& sign_in, std::int64_t now) {
  REQUIRE_MESSAGE(reader_.read(sign_in, sign_in_), sign_in);
  evaluate(scratch_, sign_in_, {.now = now, .strict = false}, decision_);
  return std::string(writer_.write("s", decision_));
}

}  // namespace doorward::tests
