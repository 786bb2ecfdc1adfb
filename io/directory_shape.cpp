#include "directory_shape.h"

namespace doorward {
namespace {

/// By the end of `https://graph.microsoft.com/v1.0/$metadata#groups(id,members())`.
bool section_of_context(std::string_view context, DirectorySection& section) {
  const std::size_t end = context.find('#');
  if (end == std::string_view::npos) return false;
  const std::string_view set = context.substr(end + 1);
  const bool roles = set.starts_with("directoryRole") || set.starts_with("roleManagement");
  section = set.starts_with("groups") ? DirectorySection::groups
            : roles                   ? DirectorySection::roles
                                      : DirectorySection::users;
  return set.starts_with("users") || section != DirectorySection::users;
}

/// Groups have members and kinds, and no UPN.
DirectorySection section_of_element(ondemand::array& list) {
  bool user = false;
  bool group = false;
  bool role = false;
  for (auto item : list) {
    ondemand::object element;
    if (item.get_object().get(element) != simdjson::SUCCESS) break;
    for (auto field : element) {
      std::string_view key;
      if (field.unescaped_key().get(key) != simdjson::SUCCESS) break;
      user = user || key == "userPrincipalName" || key == "upn" || key == "mfaState";
      group = group || key == "members" || key == "groupTypes" || key == "securityEnabled";
      role = role || key == "roleTemplateId";
    }
    break;
  }
  if (user) return DirectorySection::users;
  return role ? DirectorySection::roles : group ? DirectorySection::groups : DirectorySection::users;
}

}  // namespace

DirectoryShape shape_of(std::string_view text, ondemand::parser& parser) {
  DirectoryShape shape;
  ondemand::document document;
  ondemand::value root;
  const simdjson::padded_string_view view(text.data(), text.size(), text.size() + simdjson::SIMDJSON_PADDING);
  if (parser.iterate(view).get(document) != simdjson::SUCCESS) return shape;
  if (document.get_value().get(root) != simdjson::SUCCESS) return shape;
  ondemand::array list;
  if (root.get_array().get(list) == simdjson::SUCCESS) {
    shape.listed = section_of_element(list);
    return shape;
  }
  ondemand::object object;
  if (root.get_object().get(object) != simdjson::SUCCESS) return shape;
  bool told = false;
  for (auto item : object) {
    ondemand::field field;
    std::string_view key;
    std::string_view words;
    if (std::move(item).get(field) != simdjson::SUCCESS) break;
    if (field.unescaped_key().get(key) != simdjson::SUCCESS) break;
    const bool context = key == "@odata.context";
    if (key == "value" && !told && field.value().get_array().get(list) == simdjson::SUCCESS) {
      shape.listed = section_of_element(list);
    } else if (context || key == "@odata.nextLink") {
      if (field.value().get_string().get(words) != simdjson::SUCCESS) break;
      told = context ? section_of_context(words, shape.listed) : told;
      shape.goes_on = shape.goes_on || !context;
    }
  }
  return shape;
}

}  // namespace doorward
