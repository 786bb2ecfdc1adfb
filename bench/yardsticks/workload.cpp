#include "workload.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

namespace doorward::yardstick {
namespace {

using Json = nlohmann::json;

[[noreturn]] void give_up(const std::string& what) {
  std::fprintf(stderr, "bench: the yardsticks do not know %s\n", what.c_str());
  std::exit(2);
}

std::string lower(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

/// Numbers names in the order in which they come.
class Interner {
 public:
  std::uint32_t of(const std::string& name) {
    return numbers_.emplace(lower(name), static_cast<std::uint32_t>(numbers_.size())).first->second;
  }
  std::uint32_t size() const { return static_cast<std::uint32_t>(numbers_.size()); }
  std::unordered_map<std::string, std::uint32_t> take() { return std::move(numbers_); }

 private:
  std::unordered_map<std::string, std::uint32_t> numbers_;
};

std::uint32_t member(const char* const* words, std::uint32_t count, const std::string& word) {
  for (std::uint32_t i = 0; i < count; ++i) {
    if (word == words[i]) return i;
  }
  give_up("`" + word + "`");
}

constexpr const char* kAttributeNames[] = {"isCompliant", "trustType",    "extensionAttribute1",
                                           "model",       "manufacturer", "operatingSystem"};

template <std::size_t N>
std::uint32_t mask_of(const std::array<const char*, N>& words, const Json& list) {
  std::uint32_t mask = 0;
  for (const Json& word : list) mask |= 1U << member(words.data(), N, word);
  return mask;
}

class Reader {
 public:
  Reader(std::string folder, std::size_t sign_ins) : folder_(std::move(folder)), sign_ins_(sign_ins) {}

  Workload read(std::uint32_t size) {
    const Json set = load("policies_" + std::to_string(size) + ".json");
    for (const Json& entry : set.at("value")) {
      if (entry.contains("ipRanges")) read_ranges(entry);
      if (entry.contains("countriesAndRegions")) read_countries(entry);
    }
    for (const Json& entry : set.at("value")) {
      if (entry.contains("conditions")) work_.policies.push_back(read_policy(entry));
    }
    std::sort(work_.policies.begin(), work_.policies.end(),
              [](const Policy& a, const Policy& b) { return a.id < b.id; });
    read_directory();
    read_requests();
    work_.ids = ids_.size();
    work_.apps = apps_.size();
    work_.countries = countries_.size();
    work_.user_numbers = std::move(users_);
    work_.device_numbers = std::move(devices_);
    work_.app_numbers = apps_.take();
    work_.country_numbers = countries_.take();
    return std::move(work_);
  }

 private:
  Json load(const std::string& name) const {
    std::ifstream file(folder_ + "/" + name);
    if (!file) give_up("where " + folder_ + "/" + name + " is; run bench/workload.py " + folder_);
    return Json::parse(file);
  }

  void read_ranges(const Json& entry) {
    const auto location = static_cast<std::uint32_t>(work_.trusted.size());
    ip_locations_[entry.at("id")] = location;
    work_.trusted.push_back(entry.at("isTrusted"));
    for (const Json& range : entry.at("ipRanges")) {
      unsigned a = 0, b = 0, c = 0, d = 0, prefix = 0;
      const std::string text = range.at("cidrAddress");
      if (std::sscanf(text.c_str(), "%u.%u.%u.%u/%u", &a, &b, &c, &d, &prefix) != 5) give_up(text);
      work_.ranges.push_back({(a << 24U) | (b << 16U) | (c << 8U) | d, prefix, location});
    }
  }

  void read_countries(const Json& entry) {
    country_locations_[entry.at("id")] = static_cast<std::uint32_t>(work_.country_lists.size());
    std::vector<std::uint32_t> list;
    for (const Json& country : entry.at("countriesAndRegions")) list.push_back(countries_.of(country));
    work_.country_lists.push_back(std::move(list));
  }

  void read_ids(const Json& users, const char* key, std::vector<std::uint32_t>& out) {
    for (const Json& id : users.value(key, Json::array())) out.push_back(ids_.of(id));
  }

  NetworkSide read_side(const Json& list) {
    NetworkSide side;
    for (const std::string id : list) {
      if (id == "All") {
        side.all = true;
      } else if (id == "AllTrusted") {
        side.trusted = true;
      } else if (const auto ip = ip_locations_.find(id); ip != ip_locations_.end()) {
        side.ip_locations.push_back(ip->second);
      } else {
        side.countries.push_back(country_locations_.at(id));
      }
    }
    return side;
  }

  Atom read_atom(std::string text) {
    Atom atom;
    if (text.rfind("device.", 0) != 0) give_up(text);
    text = text.substr(7);
    const std::size_t name_end = text.find(' ');
    atom.attribute = static_cast<Attribute>(member(kAttributeNames, kAttributes, text.substr(0, name_end)));
    const std::size_t op_end = text.find(' ', name_end + 1);
    constexpr const char* kOperators[] = {"-eq", "-ne", "-startsWith", "-in"};
    atom.op = static_cast<Operator>(member(kOperators, 4, text.substr(name_end + 1, op_end - name_end - 1)));
    std::string value = text.substr(op_end + 1);
    if (value.front() == '[') {
      for (const std::string part : Json::parse(value)) atom.values.push_back(lower(part));
    } else {
      if (value.front() == '"') value = value.substr(1, value.size() - 2);
      atom.values.push_back(lower(value));
    }
    return atom;
  }

  int read_rule(const std::string& text) {
    const auto [at, is_new] = rules_.emplace(text, static_cast<int>(work_.rules.size()));
    if (!is_new) return at->second;
    Rule rule;
    std::string rest = text;
    const std::size_t either = rest.find(" -or ");
    const std::size_t both = rest.find(" -and ");
    rule.any = either != std::string::npos;
    const std::size_t cut = rule.any ? either : both;
    if (cut != std::string::npos) {
      rule.atoms.push_back(read_atom(rest.substr(0, cut)));
      rest = rest.substr(cut + (rule.any ? 5 : 6));
    }
    rule.atoms.push_back(read_atom(rest));
    for (const Atom& atom : rule.atoms)
      rule.tested |= static_cast<std::uint8_t>(1U << static_cast<unsigned>(atom.attribute));
    work_.rules.push_back(std::move(rule));
    return at->second;
  }

  void read_users(const Json& users, Policy& policy) {
    for (const std::string id : users.value("includeUsers", Json::array())) {
      if (id == "All") {
        policy.everyone = true;
      } else {
        policy.include.push_back(ids_.of(id));
      }
    }
    read_ids(users, "includeGroups", policy.include);
    read_ids(users, "includeRoles", policy.include);
    read_ids(users, "excludeUsers", policy.exclude);
    read_ids(users, "excludeGroups", policy.exclude);
    read_ids(users, "excludeRoles", policy.exclude);
  }

  void read_conditions(const Json& conditions, Policy& policy) {
    read_users(conditions.at("users"), policy);
    for (const std::string id : conditions.at("applications").at("includeApplications")) {
      if (id == "All") {
        policy.all_apps = true;
      } else {
        policy.apps.push_back(apps_.of(id));
      }
    }
    for (const std::string id : conditions.at("applications").value("excludeApplications", Json::array())) {
      policy.exclude_apps.push_back(apps_.of(id));
    }
    if (conditions.contains("clientAppTypes")) policy.clients = mask_of(kClients, conditions["clientAppTypes"]);
    if (conditions.contains("platforms")) {
      const Json& platforms = conditions["platforms"];
      policy.platforms =
          platforms["includePlatforms"][0] == "all" ? ~0U : mask_of(kPlatforms, platforms["includePlatforms"]);
      policy.platforms &= ~mask_of(kPlatforms, platforms.value("excludePlatforms", Json::array()));
    }
    if (conditions.contains("signInRiskLevels")) policy.sign_in_risk = mask_of(kRisks, conditions["signInRiskLevels"]);
    if (conditions.contains("userRiskLevels")) policy.user_risk = mask_of(kRisks, conditions["userRiskLevels"]);
    if (conditions.contains("locations")) {
      policy.has_network = true;
      policy.include_networks = read_side(conditions["locations"]["includeLocations"]);
      policy.exclude_networks = read_side(conditions["locations"].value("excludeLocations", Json::array()));
    }
    if (conditions.contains("devices")) {
      const Json& filter = conditions["devices"]["deviceFilter"];
      policy.rule = read_rule(filter["rule"]);
      policy.exclude_rule = filter["mode"] == "exclude";
    }
  }

  Policy read_policy(const Json& entry) {
    Policy policy;
    policy.id = entry.at("id");
    read_conditions(entry.at("conditions"), policy);
    const Json& grant = entry.at("grantControls");
    policy.any = grant.at("operator") == "OR";
    for (const std::string control : grant.at("builtInControls")) {
      if (control == "block")
        policy.block = true;
      else if (control == "mfa")
        policy.controls |= kMfa;
      else if (control == "compliantDevice")
        policy.controls |= kCompliantDevice;
      else if (control == "domainJoinedDevice")
        policy.controls |= kHybridDevice;
      else
        give_up(control);
    }
    return policy;
  }

  void read_directory() {
    const Json directory = load("directory.json");
    for (const Json& user : directory.at("users")) {
      users_[user.at("id")] = static_cast<std::uint32_t>(work_.users.size());
      std::vector<std::uint32_t> ids{ids_.of(user.at("id"))};
      for (const std::string id : user.at("groups")) ids.push_back(ids_.of(id));
      for (const std::string id : user.at("roles")) ids.push_back(ids_.of(id));
      work_.users.push_back(std::move(ids));
    }
  }

  std::uint32_t read_device(const Json& device) {
    if (!device.contains("id")) return ~0U;
    const auto [at, is_new] = devices_.emplace(device.at("id"), static_cast<std::uint32_t>(work_.devices.size()));
    if (!is_new) return at->second;
    Device record;
    record.compliant = device.at("isCompliant");
    record.hybrid = device.at("trustType") == "ServerAD";
    record.values[0] = record.compliant ? "true" : "false";
    record.values[1] = lower(device.at("trustType"));
    const Json& properties = device.at("properties");
    for (std::size_t i = 2; i < kAttributes; ++i) record.values[i] = lower(properties.value(kAttributeNames[i], ""));
    work_.devices.push_back(std::move(record));
    return at->second;
  }

  void read_requests() {
    std::ifstream file(folder_ + "/signins.ndjson");
    std::string line;
    while (work_.requests.size() < sign_ins_ && std::getline(file, line)) {
      const Json sign_in = Json::parse(line);
      unsigned a = 0, b = 0, c = 0, d = 0;
      const std::string ip = sign_in["network"]["ip"];
      if (std::sscanf(ip.c_str(), "%u.%u.%u.%u", &a, &b, &c, &d) != 4) give_up(ip);
      Request request;
      request.user = users_.at(sign_in["user"]["id"]);
      request.app = apps_.of(sign_in["app"]["id"]);
      request.client = static_cast<std::uint8_t>(member(kClients.data(), 4, sign_in["clientApp"]));
      request.platform = static_cast<std::uint8_t>(member(kPlatforms.data(), 6, sign_in["device"]["platform"]));
      request.sign_in_risk = static_cast<std::uint8_t>(member(kRisks.data(), 4, sign_in["risk"]["signIn"]));
      request.user_risk = static_cast<std::uint8_t>(member(kRisks.data(), 4, sign_in["risk"]["user"]));
      request.ip = (a << 24U) | (b << 16U) | (c << 8U) | d;
      request.country = countries_.of(sign_in["network"]["country"]);
      request.device = read_device(sign_in["device"]);
      work_.requests.push_back(request);
    }
  }

  std::string folder_;
  std::size_t sign_ins_;
  Workload work_;
  Interner ids_, apps_, countries_;
  std::map<std::string, std::uint32_t> ip_locations_, country_locations_;
  std::map<std::string, int> rules_;
  std::unordered_map<std::string, std::uint32_t> users_, devices_;
};

bool holds(const Atom& atom, const Device* device) {
  const std::string* value = device == nullptr ? nullptr : &device->values[static_cast<std::size_t>(atom.attribute)];
  // SEMANTICS.md §1: extension attributes count only on a compliant or hybrid-joined device.
  const bool hidden =
      atom.attribute == Attribute::extension_attribute_1 && device != nullptr && !device->compliant && !device->hybrid;
  const bool absent = value == nullptr || value->empty() || hidden;
  switch (atom.op) {
    case Operator::eq:
      return !absent && *value == atom.values[0];
    case Operator::ne:
      return absent || *value != atom.values[0];
    case Operator::starts_with:
      return !absent && value->rfind(atom.values[0], 0) == 0;
    case Operator::in:
      return !absent && std::find(atom.values.begin(), atom.values.end(), *value) != atom.values.end();
  }
  return false;
}

}  // namespace

Workload read_workload(const std::string& folder, std::uint32_t size, std::size_t sign_ins) {
  return Reader(folder, sign_ins).read(size);
}

bool holds(const Rule& rule, const Device* device) {
  for (const Atom& atom : rule.atoms) {
    if (holds(atom, device) == rule.any) return rule.any;
  }
  return !rule.any;
}

std::uint8_t absent_attributes(const Device* device) {
  if (device == nullptr) return (1U << kAttributes) - 1;
  std::uint8_t absent = 0;
  for (std::size_t i = 0; i < kAttributes; ++i) {
    if (device->values[i].empty()) absent |= static_cast<std::uint8_t>(1U << i);
  }
  return absent;
}

}  // namespace doorward::yardstick
