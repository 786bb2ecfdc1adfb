#include <fmt/format.h>

#include <array>

#include "directory_fields.h"
#include "directory_shape.h"
#include "directory_sink.h"
#include "directory_sources.h"
#include "graph_fields.h"
#include "signal_words.h"

namespace doorward {
namespace {

using Section = DirectorySection;
constexpr FieldTable kSections{std::to_array<std::string_view>({"users", "groups", "roles", "value"})};
enum class HolderField : std::uint8_t { id, role_template, template_id, members, member_of, name, description, mail };
constexpr FieldTable kHolderFields{std::to_array<std::string_view>(
    {"id", "roleTemplateId", "templateId", "members", "memberOf", "displayName", "description", "mail"})};

class JsonReader {
 public:
  JsonReader(std::string_view text, const std::string& name, DirectorySink& sink)
      : text_(text), name_(name), sink_(sink) {}

  bool read(std::string& error) {
    place_ = text_.data();
    shape_ = shape_of(text_, parser_);
    sink_.lists(shape_.listed, shape_.goes_on);
    const bool ok = read_document(text_, parser_, error_, [&](ondemand::document& root) { return read_root(root); });
    if (!ok) error = at_place(text_, static_cast<std::size_t>(place_ - text_.data()), name_, error_.text());
    return ok;
  }

 private:
  void mark(ondemand::value& value) {
    const std::string_view token = value.raw_json_token();
    if (!token.empty()) place_ = token.data();
  }

  bool read_root(ondemand::document& document) {
    ondemand::value root;
    if (const auto code = document.get_value().get(root)) return error_.malformed(code);
    mark(root);
    if (type_words(root) == "a list") return read_section(shape_.listed, root);
    ondemand::object object;
    if (!read_object(root, {{}, "directory"}, error_, object)) return false;
    return read_members(object, kSections, true, [&](int index, ondemand::value& value) {
      return read_section(index == 3 ? shape_.listed : static_cast<Section>(index), value);
    });
  }

  /// Like read_fields, but null says nothing, annotations and what decides nothing are passed over, and the place is kept
  /// for the message.
  template <std::size_t N, class Take>
  bool read_members(ondemand::object& object, const FieldTable<N>& table, bool at_root, Take&& take) {
    std::uint64_t seen = 0;
    for (auto item : object) {
      ondemand::field field;
      if (const auto code = std::move(item).get(field)) return error_.malformed(code);
      place_ = field.key().raw();
      std::string_view key;
      if (!read_key(field, error_, key)) return false;
      if (is_broken_off(key)) return error_.fail(fmt::format("`{}` says that the list goes on elsewhere", key));
      if (key.find('@') != std::string_view::npos || type_words(field.value()) == "null") continue;
      const int index = table.find(key);
      if (index < 0 && !at_root && is_graph_field(key)) continue;
      if (index < 0) return error_.unknown_field({}, key);
      const std::uint64_t bit = std::uint64_t{1} << static_cast<unsigned>(index);
      if ((seen & bit) != 0) return error_.duplicate_field({}, key);
      seen |= bit;
      mark(field.value());
      if (!take(index, field.value())) return false;
    }
    return true;
  }

  /// `members@odata.nextLink`: an export that breaks off would take everybody else out of the group.
  static bool is_broken_off(std::string_view key) {
    constexpr std::string_view kNext = "@odata.nextLink";
    return key.size() > kNext.size() && key.ends_with(kNext);
  }

  bool read_section(Section section, ondemand::value& value) {
    if (section == Section::groups && !shape_.goes_on) sink_.groups_are_known();
    if (section == Section::roles && !shape_.goes_on) sink_.roles_are_known();
    ondemand::array array;
    if (value.get_array().get(array) != simdjson::SUCCESS) {
      return error_.wrong_type({{}, kSections.name(static_cast<std::size_t>(section))}, "a list", value);
    }
    for (auto item : array) {
      ondemand::value element;
      if (const auto code = item.get(element)) return error_.malformed(code);
      mark(element);
      if (!(section == Section::users ? read_user(element) : read_holder(section, element))) return false;
    }
    return true;
  }

  bool read_user(ondemand::value& value) {
    user_ = UserSignals();
    ondemand::object object;
    if (!read_object(value, {{}, "user"}, error_, object)) return false;
    const char* start = place_;
    std::uint32_t members = 0;
    const bool ok = read_members(object, kDirectoryFields, false, [&](int index, ondemand::value& inner) {
      const auto at = static_cast<std::size_t>(index);
      const std::uint32_t bit = std::uint32_t{1} << static_cast<unsigned>(kDirectoryMembers[at]);
      const std::string_view key = kDirectoryFields.name(at);
      const bool single = kDirectoryMembers[at] < DirectoryMember::attribute;
      if (single && (members & bit) != 0)
        return error_.fail(fmt::format("`{}` says again what another field says", key));
      members |= bit;
      return read_member(kDirectoryMembers[at], key, inner);
    });
    if (!ok) return false;
    std::string fault;
    if (sink_.add_user(user_, fault)) return true;
    place_ = start;
    return error_.fail(fault);
  }

  bool read_member(DirectoryMember member, std::string_view key, ondemand::value& value) {
    const FieldPath path{{}, key};
    switch (member) {
      case DirectoryMember::id:
        return read_text(value, path, error_, user_.id);
      case DirectoryMember::upn:
        return read_text(value, path, error_, user_.upn);
      case DirectoryMember::type:
        return read_user_type(value, path, error_, user_.guest);
      case DirectoryMember::guest_kind:
        return read_guest_kinds(value, path, error_, user_.guest_kinds);
      case DirectoryMember::home_tenant:
        return read_text(value, path, error_, user_.home_tenant);
      case DirectoryMember::groups:
        user_.has_groups = true;
        return read_ids(value, path, true);
      case DirectoryMember::roles:
        user_.has_roles = true;
        return read_ids(value, path, false);
      case DirectoryMember::agent:
        return read_flag(value, path, error_, user_.agent);
      case DirectoryMember::mfa_state:
        return read_enum(value, path, error_, kUserStates, user_.mfa_state);
      case DirectoryMember::mfa_registered:
        return read_flag(value, path, error_, user_.mfa_registered);
      case DirectoryMember::has_app_password:
        return read_flag(value, path, error_, user_.has_app_password);
      case DirectoryMember::attributes:
        return read_attributes(value, key, error_, user_.attributes);
      case DirectoryMember::extension_attributes:
        return read_extension_attributes(value);
      case DirectoryMember::attribute:
        return read_profile_attribute(value, path);
      case DirectoryMember::passed_over:
        return true;
    }
    return false;
  }

  bool add_attribute(std::string_view name, std::string_view text) {
    if (text.empty()) return true;
    Attribute attribute;
    attribute.name = name;
    attribute.values.push_back(text);
    user_.attributes.push_back(std::move(attribute));
    return true;
  }

  bool read_profile_attribute(ondemand::value& value, const FieldPath& path) {
    std::string_view text;
    return read_text(value, path, error_, text) && add_attribute(path.name, text);
  }

  bool read_extension_attributes(ondemand::value& value) {
    ondemand::object object;
    if (!read_object(value, {{}, "onPremisesExtensionAttributes"}, error_, object)) return false;
    for (auto item : object) {
      ondemand::field field;
      if (const auto code = std::move(item).get(field)) return error_.malformed(code);
      std::string_view key;
      std::string_view text;
      if (!read_key(field, error_, key)) return false;
      if (type_words(field.value()) == "null") continue;
      if (!read_text(field.value(), {"onPremisesExtensionAttributes", key}, error_, text)) return false;
      add_attribute(key, text);
    }
    return true;
  }

  /// The groups of a user, as Graph expands `memberOf`: there a directory role is told by its type. Or the roles.
  bool read_ids(ondemand::value& value, const FieldPath& path, bool groups) {
    return each_reference(value, path, [&](const Reference& reference) {
      if (groups && !reference.role) return user_.groups.push_back(reference.id);
      user_.has_roles = true;
      user_.roles.push_back(reference.id);
    });
  }

  struct Reference {
    std::string_view id;
    bool role = false;
  };

  bool read_reference(ondemand::value& value, const FieldPath& path, Reference& out) {
    if (type_words(value) != "an object") return read_text(value, path, error_, out.id);
    ondemand::object object;
    if (!read_object(value, path, error_, object)) return false;
    std::string_view template_id;
    for (auto item : object) {
      ondemand::field field;
      if (const auto code = std::move(item).get(field)) return error_.malformed(code);
      std::string_view key;
      if (!read_key(field, error_, key)) return false;
      std::string_view text;
      const bool wanted = key == "id" || key == "roleTemplateId" || key == "@odata.type";
      if (!wanted || type_words(field.value()) == "null") continue;
      if (!read_text(field.value(), path, error_, text)) return false;
      if (key == "id") out.id = text;
      if (key == "roleTemplateId") template_id = text;
      if (key == "@odata.type") out.role = text == "#microsoft.graph.directoryRole";
    }
    if (!template_id.empty()) out.id = template_id;
    return !out.id.empty() || error_.fail(fmt::format("`{}` has no `id`", path.text()));
  }

  /// A group or a role: an id and members. Roles are known by their template id.
  bool read_holder(Section section, ondemand::value& value) {
    const char* start = place_;
    ondemand::object object;
    if (!read_object(value, {{}, section == Section::groups ? "group" : "role"}, error_, object)) return false;
    std::string_view id;
    std::string_view template_id;
    std::string_view display_name;
    bool has_members = false;
    std::vector<std::string_view> members;
    std::vector<std::string_view> parents;
    const bool ok = read_members(object, kHolderFields, false, [&](int index, ondemand::value& inner) {
      const FieldPath path{{}, kHolderFields.name(static_cast<std::size_t>(index))};
      switch (static_cast<HolderField>(index)) {
        case HolderField::id:
          return read_text(inner, path, error_, id);
        case HolderField::role_template:
        case HolderField::template_id:
          return read_text(inner, path, error_, template_id);
        case HolderField::members:
          has_members = true;
          return read_references(inner, path, members);
        case HolderField::member_of:
          return read_references(inner, path, parents);
        case HolderField::name:
          return read_text(inner, path, error_, display_name);
        case HolderField::description:
        case HolderField::mail:
          return true;
      }
      return false;
    });
    if (!ok) return false;
    if (section == Section::roles && !template_id.empty()) id = template_id;
    if (id.empty()) {
      place_ = start;
      return error_.fail(section == Section::groups ? "a group has no `id`" : "a role has no `id`");
    }
    if (section == Section::roles)
      sink_.add_role(id, display_name, has_members ? &members : nullptr);
    else
      sink_.add_group(id, display_name, has_members ? &members : nullptr);
    for (const std::string_view parent : parents) sink_.add_nesting(id, parent);
    return true;
  }

  bool read_references(ondemand::value& value, const FieldPath& path, std::vector<std::string_view>& out) {
    return each_reference(value, path, [&out](const Reference& reference) { out.push_back(reference.id); });
  }

  /// A list of ids, or of objects with an id. `take` gets each that is not empty.
  template <class Take>
  bool each_reference(ondemand::value& value, FieldPath path, Take take) {
    ondemand::array array;
    if (value.get_array().get(array) != simdjson::SUCCESS) return error_.wrong_type(path, "a list of ids", value);
    path.index = 0;
    for (auto item : array) {
      ondemand::value element;
      if (const auto code = item.get(element)) return error_.malformed(code);
      mark(element);
      Reference reference;
      if (!read_reference(element, path, reference)) return false;
      if (!reference.id.empty()) take(reference);
      ++path.index;
    }
    return true;
  }

  std::string_view text_;
  const std::string& name_;
  DirectorySink& sink_;
  DirectoryShape shape_;
  const char* place_ = nullptr;
  ondemand::parser parser_;
  RecordError error_;
  UserSignals user_;
};

}  // namespace

bool read_directory_json(std::string_view text, const std::string& name, DirectorySink& sink, std::string& error) {
  return JsonReader(text, name, sink).read(error);
}

}  // namespace doorward
