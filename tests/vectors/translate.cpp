#include "translate.h"

#include <doctest/doctest.h>

#include <cstdio>
#include <functional>

#include "reference/build.h"

namespace doorward::vectors {
namespace {

constexpr std::uint32_t kFnvOffset = 2166136261U;
constexpr std::uint32_t kFnvPrime = 16777619U;

/// A GUID for a made-up id, the same wherever it stands; Graph's words and real GUIDs stay.
std::string guid_for(const std::string& id) {
  static const auto kWords =
      std::to_array<std::string_view>({"All", "None", "Office365", "MicrosoftAdminPortals", "GuestsOrExternalUsers",
                                       "AllTrusted", "AzureVirtualDesktop"});
  if (parse_guid(id)) return id;
  for (const std::string_view word : kWords) {
    if (word == id) return id;
  }
  std::uint32_t hash = kFnvOffset;
  for (const char c : id) hash = (hash ^ static_cast<std::uint8_t>(c)) * kFnvPrime;
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%08x-0000-4000-8000-000000000000", hash);
  return text.data();
}

Json guids_for(const Json& ids) {
  Json result = Json::array();
  for (const Json& id : ids) result.push_back(guid_for(id.get<std::string>()));
  return result;
}

/// Every list of ids in an object of Graph.
Json with_guids(Json object) {
  for (const auto& member : object.items()) {
    const std::string& key = member.key();
    const bool ids = key.ends_with("Users") || key.ends_with("Groups") || key.ends_with("Roles") ||
                     key.ends_with("Applications") || key.ends_with("Locations") || key == "members";
    if (member.value().is_array() && ids) member.value() = guids_for(member.value());
    if (member.value().is_object()) member.value() = with_guids(member.value());
  }
  return object;
}

/// The simulator knows registering security information by a URN that Graph does not have.
Json with_graph_actions(Json applications) {
  if (!applications.contains("includeUserActions")) return applications;
  for (Json& action : applications["includeUserActions"]) {
    if (action == "urn:user:registerSecurityInformation") action = "urn:user:registersecurityinfo";
  }
  return applications;
}

/// Graph types the list of tenants; the simulator leaves the type out.
Json with_tenant_types(Json users) {
  for (const char* side : {"includeGuestsOrExternalUsers", "excludeGuestsOrExternalUsers"}) {
    if (!users.contains(side) || !users[side].contains("externalTenants")) continue;
    Json& tenants = users[side]["externalTenants"];
    const bool all = tenants["membershipKind"] == "all";
    tenants["@odata.type"] = all ? "#microsoft.graph.conditionalAccessAllExternalTenants"
                                 : "#microsoft.graph.conditionalAccessEnumeratedExternalTenants";
  }
  return users;
}

std::string joined(const Json& words) {
  std::string text;
  for (const Json& word : words) text += (text.empty() ? "" : ",") + word.get<std::string>();
  return text;
}

Json conditions_of(const std::string& subject, const Json& condition) {
  if (subject.starts_with("Application")) return {{"applications", with_guids(with_graph_actions(condition))}};
  if (subject.starts_with("User")) return {{"users", with_guids(with_tenant_types(condition))}};
  if (subject.starts_with("ClientApp")) return {{"clientAppTypes", condition}};
  if (subject.starts_with("DevicePlatform")) return {{"platforms", condition}};
  if (subject.starts_with("Location")) return {{"locations", with_guids(condition)}};
  if (subject.starts_with("RiskLevel")) return condition;
  if (subject.starts_with("InsiderRisk")) return {{"insiderRiskLevels", joined(condition)}};
  if (subject.starts_with("AuthenticationFlow")) {
    return {{"authenticationFlows", {{"transferMethods", joined(condition["transferMethods"])}}}};
  }
  if (subject == "evaluateFilterRule") {
    return {{"devices", {{"deviceFilter", {{"mode", "include"}, {"rule", condition}}}}}};
  }
  REQUIRE(subject.starts_with("DeviceFilter"));
  return {{"devices", {{"deviceFilter", condition}}}};
}

/// One range for each named location that a policy names; the third byte is its number.
class Locations {
 public:
  std::string address_in(const std::string& id) { return "198.51." + std::to_string(number_of(id)) + ".7"; }
  Json as_graph(const Json& trusted_id) {
    Json list = Json::array();
    for (std::size_t i = 0; i < ids_.size(); ++i) {
      list.push_back({{"@odata.type", "#microsoft.graph.ipNamedLocation"},
                      {"id", guid_for(ids_[i])},
                      {"displayName", ids_[i]},
                      {"isTrusted", trusted_id == ids_[i]},
                      {"ipRanges", Json::array({{{"@odata.type", "#microsoft.graph.iPv4CidrRange"},
                                                 {"cidrAddress", "198.51." + std::to_string(i + 1) + ".0/24"}}})}});
    }
    return list;
  }
  std::size_t number_of(const std::string& id) {
    for (std::size_t i = 0; i < ids_.size(); ++i) {
      if (ids_[i] == id) return i + 1;
    }
    ids_.push_back(id);
    return ids_.size();
  }

 private:
  std::vector<std::string> ids_;
};

/// Fills a sign-in from the simulator's context.
class SignInBuilder {
 public:
  SignInBuilder(TranslatedCall& call, const Json& context) : call_(call), context_(context) {}

  void build() {
    call_.sign_in = reference::user_sign_in();
    if (context_.contains("user")) add_user(context_["user"]);
    if (context_.contains("application")) add_application(context_["application"]);
    if (context_.contains("device")) add_device(context_["device"]);
    if (context_.contains("risk")) add_risk(context_["risk"]);
    call_.sign_in.client_app = member<ClientApp>(context_, "clientAppType", kClientApps);
    call_.sign_in.flow = member<Flow>(context_, "authenticationFlow", kFlows);
  }

 private:
  std::string_view keep(std::string text) { return call_.texts.emplace_back(std::move(text)); }

  template <class Enum, class Rows>
  std::optional<Enum> member(const Json& object, const char* name, const Rows& rows) {
    if (!object.contains(name)) return std::nullopt;
    const FactRow* row = find_graph(rows, object[name].get<std::string>());
    REQUIRE(row != nullptr);
    return static_cast<Enum>(row->value);
  }

  void add_user(const Json& user) {
    UserSignals& signals = call_.sign_in.user;
    signals.id = keep(guid_for(user["id"]));
    signals.guest = user["userType"] == "guest";
    signals.guest_kinds = 0;
    if (user.contains("guestOrExternalUserTypes")) {
      for (const Json& kind : user["guestOrExternalUserTypes"]) {
        *signals.guest_kinds |= Mask{1} << find_graph(kGuestKinds, kind.get<std::string>())->value;
      }
    }
    if (user.contains("homeTenantId")) signals.home_tenant = keep(guid_for(user["homeTenantId"]));
    signals.has_groups = signals.has_roles = true;
    for (const Json& group : user["memberOfGroupIds"]) signals.groups.push_back(keep(guid_for(group)));
    for (const Json& role : user["directoryRoleIds"]) signals.roles.push_back(keep(guid_for(role)));
  }

  void add_application(const Json& application) {
    SignIn& sign_in = call_.sign_in;
    add_app(application["appId"].get<std::string>());
    if (application.contains("userAction")) {
      sign_in.user_action = application["userAction"] == "registerSecurityInformation"
                                ? UserAction::register_security_info
                                : UserAction::register_device;
    }
    if (application.contains("authenticationContext")) {
      const std::string context = application["authenticationContext"];
      sign_in.auth_context = static_cast<std::uint8_t>(std::stoi(context.substr(1)));
    }
  }

  /// A bundle is a request for all of its members.
  void add_app(const std::string& id) {
    static const Json kGroups = read_vectors("app-groups-ca-simulator.json");
    for (const Json& bundle : kGroups["appBundles"]) {
      if (bundle["id"] != id) continue;
      for (const Json& app : bundle["memberAppIds"]) call_.sign_in.audiences.push_back(keep(app));
      return;
    }
    call_.sign_in.app = keep(guid_for(id));
  }

  void add_device(const Json& device) {
    DeviceSignals& signals = call_.sign_in.device;
    signals.platform = member<Platform>(device, "platform", kPlatforms);
    if (device.contains("isCompliant")) signals.is_compliant = device["isCompliant"].get<bool>();
    if (device.contains("trustType")) {
      signals.properties[static_cast<std::size_t>(DeviceAttribute::trust_type)] = keep(device["trustType"]);
    }
    if (!device.contains("properties")) return;
    for (const DeviceAttributeRow& row : kDeviceAttributes) {
      const std::string name(row.graph);
      if (device["properties"].contains(name)) signals.properties[row.value] = keep(device["properties"][name]);
    }
  }

  void add_risk(const Json& risk) {
    call_.sign_in.sign_in_risk = member<RiskLevel>(risk, "signInRiskLevel", kRiskLevels);
    call_.sign_in.user_risk = member<RiskLevel>(risk, "userRiskLevel", kRiskLevels);
    call_.sign_in.insider_risk = member<InsiderRisk>(risk, "insiderRiskLevel", kInsiderRisks);
  }

  TranslatedCall& call_;
  const Json& context_;
};

/// The locations that the policy names, and an address for the one where the context is. A context that is trusted
/// without a name is in a trusted location of its own.
void add_locations(TranslatedCall& call, const Json& condition, const Json& location) {
  Locations locations;
  for (const char* side : {"includeLocations", "excludeLocations"}) {
    if (!condition.contains(side)) continue;
    for (const Json& id : condition[side]) {
      if (id != "All" && id != "AllTrusted") locations.number_of(id);
    }
  }
  const bool trusted = location.value("isTrustedLocation", false);
  Json here = location.contains("namedLocationId") ? location["namedLocationId"] : Json();
  if (here.is_null() && trusted) here = "trusted-without-a-name";
  if (!here.is_null()) call.sign_in.ip = reference::address(locations.address_in(here));
  for (const Json& one : locations.as_graph(trusted ? here : Json())) call.graph.push_back(one);
}

}  // namespace

TranslatedCall translate(const std::string& subject, const Json& condition, const Json& context) {
  TranslatedCall call;
  call.graph = Json::array({policy_with(conditions_of(subject, condition))});
  SignInBuilder(call, context).build();
  if (subject.starts_with("Location")) add_locations(call, condition, context.value("location", Json::object()));
  return call;
}

}  // namespace doorward::vectors
