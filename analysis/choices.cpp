#include "choices.h"

#include <algorithm>
#include <map>

#include "doorward/compiler/address.h"

namespace doorward::analysis {
namespace {

/// An address of no tenant: of the ranges kept for documentation.
constexpr IpAddress kElsewhere{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 198, 51, 100, 250};

std::string address_text(const IpAddress& address) {
  model::IpRange range;
  range.first = address;
  return to_string(range);
}

void collect(const std::vector<model::Network>& networks, std::vector<IpAddress>& addresses,
             std::vector<std::string>& countries) {
  // What a test names itself stands last among its networks, and must not fall to the limit.
  for (auto network = networks.rbegin(); network != networks.rend(); ++network) {
    for (const model::IpRange& range : network->ranges) addresses.push_back(range.first);
    countries.insert(countries.end(), network->countries.begin(), network->countries.end());
  }
}

/// False when some were left out.
template <class T>
bool keep_first(std::vector<T>& values, std::size_t most) {
  std::vector<T> kept;
  bool all = true;
  for (T& value : values) {
    if (std::find(kept.begin(), kept.end(), value) != kept.end()) continue;
    all = kept.size() < most;
    if (!all) break;
    kept.push_back(std::move(value));
  }
  values = std::move(kept);
  return all;
}

Choice place(const IpAddress* address, const std::string& country) {
  Choice choice;
  choice.text = address == nullptr ? country : address_text(*address) + (country.empty() ? "" : " in " + country);
  std::array<char, 2> code{};
  if (country.size() == 2) code = {country[0], country[1]};
  std::optional<IpAddress> ip;
  if (address != nullptr) ip = *address;
  choice.apply = [ip, code](SignIn& s) {
    s.ip = ip;
    s.country = code;
    s.network_compliant = false;
  };
  return choice;
}

using Values = std::map<DeviceAttribute, std::set<std::string>>;

/// The values that `expr` compares properties with, other than the two that are always told apart.
void collect_values(const model::Expr& expr, Values& values) {
  for (const model::Expr& child : expr.children) collect_values(child, values);
  if (expr.kind != model::Expr::Kind::comparison) return;
  const DeviceAttribute attribute = expr.comparison.attribute.device;
  if (attribute == DeviceAttribute::trust_type || attribute == DeviceAttribute::is_compliant) return;
  std::set<std::string>& known = values[attribute];
  known.insert(expr.comparison.values.begin(), expr.comparison.values.end());
  if (known.empty()) known.insert("1");
}

/// Every choice with each value of one more property, absent first.
std::vector<Choice> crossed(const std::vector<Choice>& choices, DeviceAttribute attribute,
                            const std::set<std::string>& values, bool& complete) {
  const std::string name(kDeviceAttributes[static_cast<std::size_t>(attribute)].ward);
  std::vector<Choice> all = choices;
  for (const std::string& value : values) {
    for (const Choice& choice : choices) {
      if (all.size() == kMaxDevices) {
        complete = false;
        return all;
      }
      all.push_back({choice.text + ", " + name + " " + value, [choice, attribute, value](SignIn& s) {
                       choice.apply(s);
                       // The text lives as long as the choice that is applied.
                       s.device.properties[static_cast<std::size_t>(attribute)] = value;
                       if (attribute == DeviceAttribute::physical_ids) s.device.physical_ids = {value};
                       if (attribute == DeviceAttribute::system_labels) s.device.system_labels = {value};
                     }});
    }
  }
  return all;
}

}  // namespace

std::vector<Choice> client_choices(bool legacy) {
  std::vector<Choice> choices;
  for (const FactRow& row : kClientApps) {
    const auto client = static_cast<ClientApp>(row.value);
    // No sign-in carries `easSupported`.
    if (client == ClientApp::eas_supported || (!legacy && (kLegacyClients & bit(client)) != 0)) continue;
    choices.push_back({std::string(row.ward), [client](SignIn& s) { s.client_app = client; }});
  }
  return choices;
}

std::vector<Choice> platform_choices() {
  std::vector<Choice> choices;
  for (const FactRow& row : kPlatforms) {
    const auto platform = static_cast<Platform>(row.value);
    if (platform == Platform::unknown) continue;
    choices.push_back({std::string(row.ward), [platform](SignIn& s) { s.device.platform = platform; }});
  }
  choices.push_back({"an unknown platform", [](SignIn& s) { s.device.platform = Platform::unknown; }});
  return choices;
}

std::vector<Choice> flow_choices() {
  std::vector<Choice> choices;
  for (const FactRow& row : kFlows) {
    const auto flow = static_cast<Flow>(row.value);
    choices.push_back({std::string(row.ward), [flow](SignIn& s) { s.flow = flow; }});
  }
  return choices;
}

std::vector<Choice> risk_choices(Dimension dimension) {
  std::vector<Choice> choices;
  if (dimension == Dimension::insider_risk) {
    for (const FactRow& row : kInsiderRisks) {
      const auto level = static_cast<InsiderRisk>(row.value);
      choices.push_back({std::string(row.ward), [level](SignIn& s) { s.insider_risk = level; }});
    }
    return choices;
  }
  auto SignIn::*risk = &SignIn::sign_in_risk;
  if (dimension == Dimension::user_risk) risk = &SignIn::user_risk;
  if (dimension == Dimension::service_principal_risk) risk = &SignIn::service_principal_risk;
  if (dimension == Dimension::agent_risk) risk = &SignIn::agent_risk;
  for (const FactRow& row : kRiskLevels) {
    const auto level = static_cast<RiskLevel>(row.value);
    if (level == RiskLevel::hidden) continue;
    choices.push_back({std::string(row.ward), [level, risk](SignIn& s) { s.*risk = level; }});
  }
  return choices;
}

std::vector<Choice> network_choices(const model::PolicySet& model, const model::Tests& tests, bool& complete) {
  std::vector<IpAddress> addresses;
  std::vector<std::string> countries;
  collect(tests.networks, addresses, countries);
  collect(model.networks, addresses, countries);
  for (const auto& settings : {model.settings}) {
    if (!settings) continue;
    for (const model::IpRange& range : settings->trusted_ips) addresses.push_back(range.first);
  }
  complete = keep_first(addresses, kMaxAddresses) && complete;
  complete = keep_first(countries, kMaxCountries) && complete;
  if (std::find(addresses.begin(), addresses.end(), kElsewhere) == addresses.end()) addresses.push_back(kElsewhere);
  std::vector<Choice> choices;
  for (const IpAddress& address : addresses) choices.push_back(place(&address, ""));
  for (const std::string& country : countries) choices.push_back(place(&kElsewhere, country));
  for (const IpAddress& address : addresses) {
    if (address == kElsewhere) continue;
    complete = complete && choices.size() + countries.size() <= kMaxPlaces;
    if (!complete) break;
    for (const std::string& country : countries) choices.push_back(place(&address, country));
  }
  choices.push_back({"the compliant network", [](SignIn& s) {
                       s.ip = kElsewhere;
                       s.network_compliant = true;
                     }});
  return choices;
}

std::vector<Choice> device_choices(const std::vector<model::Filter>& rules, bool& complete) {
  constexpr auto kTrust = static_cast<std::size_t>(DeviceAttribute::trust_type);
  std::vector<Choice> choices;
  for (const bool compliant : {false, true}) {
    for (const std::string_view trust : {std::string_view(), kEntraJoined, kHybridJoined, kWorkplaceJoined}) {
      const std::string registered = trust.empty() ? "unregistered" : "trust type " + std::string(trust);
      choices.push_back({(compliant ? "compliant, " : "not compliant, ") + registered, [compliant, trust](SignIn& s) {
                           s.device.is_compliant = compliant;
                           s.device.properties[kTrust] = trust;
                         }});
    }
  }
  Values values;
  for (const model::Filter& filter : rules) collect_values(filter.rule, values);
  for (const auto& [attribute, some] : values) choices = crossed(choices, attribute, some, complete);
  return choices;
}

}  // namespace doorward::analysis
