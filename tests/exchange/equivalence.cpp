#include "equivalence.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "doorward/compiler/model_dump.h"
#include "doorward/facts/guid.h"
#include "meaning.h"
#include "sources.h"

namespace doorward::tests {
namespace {

using Json = nlohmann::json;

std::string lower(std::string text) {
  for (char& c : text) c = ascii_lower(c);
  return text;
}

bool is_hollow(const Json& value) {
  if (value.is_null() || (value.is_string() && value.get<std::string>().empty())) return true;
  return (value.is_array() || value.is_object()) && value.empty();
}

/// Leaves out what says nothing and what never decides.
Json without_hollow(const Json& value) {
  static const std::set<std::string> kAnnotations = {"createdDateTime", "modifiedDateTime", "deletedDateTime",
                                                     "policyApplies", "analysisReasons"};
  if (value.is_array()) {
    Json out = Json::array();
    for (const Json& item : value) {
      if (Json part = without_hollow(item); !is_hollow(part)) out.push_back(std::move(part));
    }
    return out;
  }
  if (!value.is_object()) return value;
  Json out = Json::object();
  for (const auto& [written, member] : value.items()) {
    std::string name = written;  // some exporters write `DisplayName`
    name.front() = ascii_lower(name.front());
    const bool bind = name.ends_with("@odata.bind");
    const bool note = name.starts_with("#") || (name.find("@odata.") != std::string::npos && !bind);
    if (note || kAnnotations.count(name) != 0) continue;
    if (Json part = without_hollow(member); !is_hollow(part)) out[name] = std::move(part);
  }
  return out;
}

/// The words of a list, or of one text with commas, as a sorted list in lower case.
std::set<std::string> words(const Json& value) {
  std::set<std::string> out;
  if (value.is_array()) {
    for (const Json& item : value) out.merge(words(item));
  } else if (value.is_string()) {
    std::string text = lower(value.get<std::string>()) + ',';
    for (std::size_t begin = 0, end = 0; (end = text.find(',', begin)) != std::string::npos; begin = end + 1) {
      std::string word = text.substr(begin, end - begin);
      while (!word.empty() && word.front() == ' ') word.erase(0, 1);
      if (!word.empty()) out.insert(word);
    }
  }
  return out;
}

std::set<std::string> take(Json& object, const char* name) {
  const std::set<std::string> found = object.contains(name) ? words(object[name]) : std::set<std::string>();
  object.erase(name);
  return found;
}

void put(Json& object, const char* name, const std::set<std::string>& list) {
  if (!list.empty()) object[name] = list;
}

/// `all` and the like say everything; `none` nothing beside another.
void only(std::set<std::string>& list, const std::string& everything) {
  if (list.count(everything) != 0) list = {everything};
}

std::string one_line(std::string text) {
  for (std::size_t at = text.find("\r\n"); at != std::string::npos; at = text.find("\r\n")) text.erase(at, 1);
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

Json guests_form(Json guests) {
  Json out = Json::object();
  std::set<std::string> kinds = take(guests, "guestOrExternalUserTypes");
  kinds.erase("none");
  if (kinds.empty()) return Json();
  put(out, "kinds", kinds);
  if (guests.contains("externalTenants")) {
    Json tenants = guests["externalTenants"];
    put(out, "tenants", take(tenants, "members"));
  }
  return out;
}

void users_form(Json& conditions) {
  Json users = conditions.contains("users") ? conditions["users"] : Json::object();
  Json agents = conditions.contains("agents") ? conditions["agents"] : Json::object();
  Json out = Json::object();
  for (const std::string side : {"include", "exclude"}) {
    std::set<std::string> people = take(users, (side + "Users").c_str());
    std::set<std::string> machines = take(agents, (side + "AgentUsers").c_str());
    if (people.erase("allagentidusers") != 0) machines.insert("all");
    people.erase("current administrator will be excluded");
    const std::set<std::string> groups = take(users, (side + "Groups").c_str());
    const std::set<std::string> roles = take(users, (side + "Roles").c_str());
    const std::string guests_name = side + "GuestsOrExternalUsers";
    const Json guests = users.contains(guests_name) ? guests_form(users[guests_name]) : Json();
    people.erase("none");
    const bool everyone = side == "include" && people.count("all") != 0;
    if (everyone) people = {"all"};
    put(out, (side + "Users").c_str(), people);
    if (everyone) continue;  // other includes say nothing beside it
    put(out, (side + "Groups").c_str(), groups);
    put(out, (side + "Roles").c_str(), roles);
    put(out, (side + "AgentUsers").c_str(), machines);
    if (!is_hollow(guests)) out[guests_name] = guests;
  }
  conditions.erase("agents");
  conditions["users"] = out;
}

/// Filters and device states as what the reader makes of them.
std::string rules_form(const Json& devices, const Json& states, const Json& app_filter) {
  Json policy = {{"displayName", "x"},
                 {"state", "enabled"},
                 {"conditions",
                  {{"users", {{"includeUsers", {"All"}}}},
                   {"applications", {{"includeApplications", {"6a1c2d7e-0000-4000-8000-0000000000a1"}}}}}},
                 {"grantControls", {{"operator", "OR"}, {"builtInControls", {"mfa"}}}}};
  if (!is_hollow(devices)) policy["conditions"]["devices"] = devices;
  if (!is_hollow(states)) policy["conditions"]["deviceStates"] = states;
  if (!is_hollow(app_filter)) policy["conditions"]["applications"]["applicationFilter"] = app_filter;
  const Read read = read_graph({{"rule.json", policy.dump()}});
  if (read.errors || read.set.policies.empty()) return "unreadable: " + read.messages;
  const model::PolicySet simple = one_form(read.set);
  return dump(simple.policies.front(), simple);
}

void applications_form(Json& conditions) {
  Json& apps = conditions["applications"];
  std::set<std::string> include = take(apps, "includeApplications");
  const std::set<std::string> actions = take(apps, "includeUserActions");
  const std::set<std::string> contexts = take(apps, "includeAuthenticationContextClassReferences");
  only(include, "all");
  if (include.size() > 1 || !actions.empty() || !contexts.empty()) include.erase("none");
  std::set<std::string> exclude = take(apps, "excludeApplications");
  exclude.erase("none");
  Json out = Json::object();
  put(out, "includeApplications", include);
  put(out, "excludeApplications", exclude);
  put(out, "includeUserActions", actions);
  put(out, "includeContexts", contexts);
  const Json filter = apps.value("applicationFilter", Json());
  if (!is_hollow(filter)) out["filter"] = rules_form(Json(), Json(), filter);
  conditions["applications"] = out;
}

void platforms_form(Json& conditions) {
  if (!conditions.contains("platforms")) return;
  Json& platforms = conditions["platforms"];
  std::set<std::string> include = take(platforms, "includePlatforms");
  const std::set<std::string> exclude = take(platforms, "excludePlatforms");
  Json out = Json::object();
  if (include.count("all") != 0) {
    out["allExcept"] = exclude;
  } else {
    for (const std::string& platform : exclude) include.erase(platform);
    put(out, "only", include);
  }
  conditions["platforms"] = out;
}

void clients_form(Json& conditions) {
  std::set<std::string> clients = take(conditions, "clientAppTypes");
  if (clients.erase("modern") != 0) clients.insert("mobileappsanddesktopclients");
  if (clients.erase("easunsupported") != 0) clients.insert("exchangeactivesync");
  if (clients.size() > 1) clients.erase("eassupported");
  if (clients.empty()) clients.insert("all");
  only(clients, "all");
  put(conditions, "clientAppTypes", clients);
}

void conditions_form(Json& conditions) {
  users_form(conditions);
  applications_form(conditions);
  platforms_form(conditions);
  clients_form(conditions);
  for (const char* risk : {"signInRiskLevels", "userRiskLevels", "servicePrincipalRiskLevels", "agentIdRiskLevels"}) {
    std::set<std::string> levels = take(conditions, risk);
    if (levels.size() > 1) levels.erase("hidden");
    put(conditions, risk, levels);
  }
  put(conditions, "insiderRiskLevels", take(conditions, "insiderRiskLevels"));
  if (conditions.contains("authenticationFlows")) {
    const std::set<std::string> flows = take(conditions["authenticationFlows"], "transferMethods");
    conditions.erase("authenticationFlows");
    put(conditions, "flows", flows);
  }
  if (conditions.contains("locations")) {
    Json& locations = conditions["locations"];
    std::set<std::string> include = take(locations, "includeLocations");
    only(include, "all");
    put(locations, "includeLocations", include);
    put(locations, "excludeLocations", take(locations, "excludeLocations"));
  }
  const Json devices = conditions.value("devices", Json());
  const Json states = conditions.value("deviceStates", Json());
  conditions.erase("devices");
  conditions.erase("deviceStates");
  if (!is_hollow(devices) || !is_hollow(states)) conditions["devices"] = rules_form(devices, states, Json());
  if (conditions.contains("clientApplications")) {
    Json& machines = conditions["clientApplications"];
    for (const char* list : {"includeServicePrincipals", "excludeServicePrincipals", "includeAgentIdServicePrincipals",
                             "excludeAgentIdServicePrincipals"}) {
      put(machines, list, take(machines, list));
    }
    if (is_hollow(machines)) conditions.erase("clientApplications");
  }
}

void grant_form(Json& policy) {
  if (!policy.contains("grantControls")) return;
  Json& grant = policy["grantControls"];
  Json out = Json::object();
  const std::set<std::string> built_in = take(grant, "builtInControls");
  if (built_in.count("block") != 0) {
    policy["grantControls"] = "block";  // what else it demands does nothing
    return;
  }
  const std::set<std::string> terms = take(grant, "termsOfUse");
  const std::set<std::string> custom = take(grant, "customAuthenticationFactors");
  put(out, "controls", built_in);
  put(out, "terms", terms);
  put(out, "custom", custom);
  std::size_t count = built_in.size() + terms.size() + custom.size();
  std::string strength;
  if (grant.contains("authenticationStrength")) {
    strength = lower(grant["authenticationStrength"].value("id", ""));
  } else if (grant.contains("authenticationStrength@odata.bind")) {
    strength = lower(grant["authenticationStrength@odata.bind"].get<std::string>());
    strength = strength.substr(strength.find_last_of("/('") + 1);
  }
  if (!strength.empty()) out["strength"] = strength;
  count += strength.empty() ? 0 : 1;
  if (count == 0) {
    policy.erase("grantControls");
    return;
  }
  out["operator"] = count == 1 ? "or" : lower(grant.value("operator", ""));
  policy["grantControls"] = out;
}

void session_form(Json& policy) {
  if (!policy.contains("sessionControls")) return;
  Json out = Json::object();
  for (const auto& [name, control] : policy["sessionControls"].items()) {
    if (control.is_boolean() && !control.get<bool>()) continue;
    if (control.is_object() && name != "continuousAccessEvaluation" && !control.value("isEnabled", false)) continue;
    Json form = control;
    if (name == "signInFrequency") {
      if (!form.contains("authenticationType")) form["authenticationType"] = "primaryAndSecondaryAuthentication";
      if (!form.contains("frequencyInterval")) form["frequencyInterval"] = "timeBased";
    }
    out[name] = form;
  }
  policy["sessionControls"] = out;
  if (out.empty()) policy.erase("sessionControls");
}

std::string policy_form(Json policy, const Json& template_) {
  for (const char* name : {"id", "templateId"}) {
    const bool guid = policy.contains(name) && parse_guid(policy[name].get<std::string>());
    if (guid) policy[name] = lower(policy[name].get<std::string>());
    if (!guid) policy.erase(name);
  }
  if (!template_.is_null()) {
    if (!policy.contains("displayName")) policy["displayName"] = template_.value("name", "");
    if (!policy.contains("description") && template_.contains("description")) {
      policy["description"] = template_["description"];
    }
    if (!policy.contains("templateId") && template_.contains("id")) {
      policy["templateId"] = lower(template_["id"].get<std::string>());
    }
    if (!policy.contains("state")) policy["state"] = "enabledForReportingButNotEnforced";
  }
  for (const char* name : {"displayName", "description"}) {
    if (policy.contains(name)) policy[name] = one_line(policy[name].get<std::string>());
  }
  if (policy.contains("state")) policy["state"] = lower(policy["state"].get<std::string>());
  conditions_form(policy["conditions"]);
  grant_form(policy);
  session_form(policy);
  return without_hollow(policy).dump(1);
}

void collect(const Json& value, std::set<std::string>& out) {
  if (value.is_array()) {
    for (const Json& item : value) collect(item, out);
  } else if (value.is_object()) {
    const Json plain = without_hollow(value);
    if (plain.contains("details") && plain["details"].contains("conditions")) {
      out.insert(policy_form(plain["details"], plain));
    } else if (plain.contains("conditions") || plain.contains("grantControls")) {
      out.insert(policy_form(plain, Json()));
    } else if (value.contains("value")) {
      collect(value["value"], out);
    }
  }
}

}  // namespace

std::string policies_in_one_form(const std::string& json_text) {
  std::set<std::string> forms;
  const std::size_t start = json_text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  collect(Json::parse(json_text.substr(start)), forms);
  std::string text;
  for (const std::string& form : forms) text += form + '\n';
  return text;
}

}  // namespace doorward::tests
