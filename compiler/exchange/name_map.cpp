#include "doorward/compiler/name_map.h"

#include <nlohmann/json.hpp>

#include "doorward/facts/facts.h"

namespace doorward {
namespace {

using Json = nlohmann::json;

std::string text_of(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// An application is known by its `appId` in policies, a service principal by its `id` in those of workloads.
void add_object(const Json& object, NameMap& map) {
  std::string name = text_of(object, "displayName");
  if (name.empty()) name = text_of(object, "appDisplayName");
  const std::string account = text_of(object, "userPrincipalName");
  if (name.empty()) name = account.substr(0, account.find('@'));
  if (name.empty()) return;
  for (const char* field : {"id", "appId"}) {
    if (const std::string id = text_of(object, field); !id.empty()) map.add(id, {name, account});
  }
}

void add_value(const Json& value, NameMap& map);

void add_list(const Json& list, NameMap& map) {
  for (const Json& item : list) {
    if (item.is_object()) add_value(item, map);
  }
}

void add_value(const Json& value, NameMap& map) {
  if (value.is_array()) return add_list(value, map);
  if (!value.is_object()) return;
  if (const auto list = value.find("value"); list != value.end() && list->is_array()) return add_list(*list, map);
  if (value.contains("id") || value.contains("appId")) return add_object(value, map);
  for (const auto& [id, name] : value.items()) {
    if (name.is_string() && parse_guid(id)) map.add(id, {name.get<std::string>(), {}});
  }
}

}  // namespace

bool NameMap::add_json(std::string_view text, std::string& error) {
  try {
    add_value(Json::parse(text), *this);
  } catch (const Json::parse_error& fault) {
    error = "not valid JSON at byte " + std::to_string(fault.byte);
    return false;
  }
  return true;
}

void NameMap::add(std::string_view id, Entry entry) { entries_.try_emplace(canonical_id(id), std::move(entry)); }

const NameMap::Entry* NameMap::find(std::string_view id) const {
  const auto found = entries_.find(canonical_id(id));
  return found == entries_.end() ? nullptr : &found->second;
}

}  // namespace doorward
