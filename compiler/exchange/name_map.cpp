#include "doorward/compiler/name_map.h"

#include <nlohmann/json.hpp>

#include "doorward/facts/facts.h"

namespace doorward {
namespace {

using Json = nlohmann::json;

/// Lists within lists are no export of Graph, and must not exhaust the stack.
constexpr int kMaxDepth = 16;

/// PowerShell writes `DisplayName`.
const Json* member(const Json& object, std::string_view name) {
  for (const auto& [written, value] : object.items()) {
    if (equals_ignoring_case(written, name)) return &value;
  }
  return nullptr;
}

std::string text_of(const Json& object, std::string_view name) {
  const Json* found = member(object, name);
  return found != nullptr && found->is_string() ? found->get<std::string>() : std::string();
}

/// An application is known by its `appId` in policies, a service principal by its `id` in those of workloads.
void add_object(const Json& object, NameMap& map) {
  std::string name = text_of(object, "displayName");
  if (name.empty()) name = text_of(object, "appDisplayName");
  const std::string account = text_of(object, "userPrincipalName");
  if (name.empty()) name = account.substr(0, account.find('@'));
  if (name.empty()) return;
  for (const std::string_view field : {"id", "appId"}) {
    if (const std::string id = text_of(object, field); !id.empty()) map.add(id, {name, account});
  }
}

void add_value(const Json& value, NameMap& map, int depth) {
  if (depth > kMaxDepth) return;
  if (value.is_array()) {
    for (const Json& item : value) add_value(item, map, depth + 1);
    return;
  }
  if (!value.is_object()) return;
  const Json* list = member(value, "value");
  if (list != nullptr && list->is_array()) return add_value(*list, map, depth + 1);
  if (member(value, "id") != nullptr || member(value, "appId") != nullptr) return add_object(value, map);
  for (const auto& [id, name] : value.items()) {
    if (name.is_string() && parse_guid(id)) map.add(id, {name.get<std::string>(), {}});
  }
}

}  // namespace

bool NameMap::add_json(std::string_view text, std::string& error) {
  try {
    add_value(Json::parse(text), *this, 0);
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
