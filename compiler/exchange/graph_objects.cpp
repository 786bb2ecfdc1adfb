// Named locations and authentication strengths.
#include <nlohmann/json.hpp>

#include "doorward/compiler/address.h"
#include "exchange/graph_parts.h"

namespace doorward::exchange {
namespace {

Json range_json(const model::IpRange& range) {
  std::string text = to_string(range);
  const bool v6 = text.find(':') != std::string::npos;
  if (text.find('/') == std::string::npos) text += v6 ? "/128" : "/32";
  return {{"@odata.type", v6 ? "#microsoft.graph.iPv6CidrRange" : "#microsoft.graph.iPv4CidrRange"},
          {"cidrAddress", text}};
}

std::string methods_text(Mask methods) {
  std::string text;
  for (const FactRow& row : kMethods) {
    if ((methods & (Mask{1} << row.value)) != 0) text += (text.empty() ? "" : ",") + std::string(row.graph);
  }
  return text;
}

Json configuration_json(const model::Combination& combination) {
  Json json;
  const bool keys = !combination.aaguids.empty();
  json["@odata.type"] = keys ? "#microsoft.graph.fido2CombinationConfiguration"
                             : "#microsoft.graph.x509CertificateCombinationConfiguration";
  json["appliesToCombinations"] = {methods_text(combination.methods)};
  if (keys) json["allowedAAGUIDs"] = combination.aaguids;
  if (!combination.issuers.empty()) json["allowedIssuerSkis"] = combination.issuers;
  if (!combination.policy_oids.empty()) json["allowedPolicyOIDs"] = combination.policy_oids;
  return json;
}

}  // namespace

Json location_json(GraphExport& out, std::uint32_t index) {
  const model::Network& network = out.set().networks[index];
  Json json;
  const auto begin = [&](std::string_view type) {
    json["@odata.type"] = type;
    json["id"] = out.network_id(index);
    json["displayName"] = network.name;
  };
  switch (network.kind) {
    case model::Network::Kind::ranges:
      begin("#microsoft.graph.ipNamedLocation");
      json["isTrusted"] = network.trusted;
      json["ipRanges"] = Json::array();
      for (const model::IpRange& range : network.ranges) json["ipRanges"].push_back(range_json(range));
      break;
    case model::Network::Kind::countries:
      begin("#microsoft.graph.countryNamedLocation");
      json["countriesAndRegions"] = network.countries;
      json["includeUnknownCountriesAndRegions"] = network.include_unknown_country;
      json["countryLookupMethod"] = network.by_gps ? "authenticatorAppGps" : "clientIpAddress";
      break;
    case model::Network::Kind::compliant:
      begin("#microsoft.graph.compliantNetworkNamedLocation");
      json["compliantNetworkType"] = "allTenantCompliantNetworks";
      break;
    case model::Network::Kind::mfa_trusted:
    case model::Network::Kind::composite:
      break;  // known to every tenant, and refused where a policy names it
  }
  return json;
}

Json strength_json(GraphExport& out, std::uint32_t index) {
  const model::Strength& strength = out.set().strengths[index];
  Json json;
  json["@odata.type"] = "#microsoft.graph.authenticationStrengthPolicy";
  json["id"] = out.strength_id(index);
  json["displayName"] = strength.name;
  json["allowedCombinations"] = Json::array();
  Json configurations = Json::array();
  for (const model::Combination& combination : strength.combinations) {
    json["allowedCombinations"].push_back(methods_text(combination.methods));
    if (combination.configured) configurations.push_back(configuration_json(combination));
  }
  if (!configurations.empty()) json["combinationConfigurations"] = configurations;
  return json;
}

}  // namespace doorward::exchange
