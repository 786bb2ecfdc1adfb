#include "graph/powershell.h"

#include <algorithm>
#include <array>

#include "doorward/facts/guid.h"
#include "doorward/vocabulary/vocabulary.h"

namespace doorward::graph {
namespace {

constexpr std::string_view kAdditional = "AdditionalProperties";

/// Members that people write as they like; nothing in them is an object or a list.
constexpr auto kProse = std::to_array<std::string_view>({"displayName", "description", "name", "rule"});

bool is_one_of(std::string_view name, const auto& names) {
  return std::any_of(names.begin(), names.end(), [&](std::string_view one) { return equals_ignoring_case(one, name); });
}

// Puts `member`, which stood under `AdditionalProperties`, into `parent`.
void merge_member(JsonMember member, JsonNode& parent, DiagnosticSink& sink) {
  member.within = std::string(kAdditional) + '.' + member.within;
  const auto same = std::find_if(parent.members.begin(), parent.members.end(), [&](const JsonMember& other) {
    return equals_ignoring_case(other.name, member.name);
  });
  if (same == parent.members.end()) {
    parent.members.push_back(std::move(member));
  } else if (says_nothing(same->value)) {
    *same = std::move(member);
  } else if (!says_nothing(member.value) && canonical_text(same->value, {}) != canonical_text(member.value, {})) {
    Diagnostic& twice = sink.report<Code::json_duplicate_key>(member.name_span, member.name);
    twice.notes.push_back({same->name_span, "first written here"});
    twice.help = "`AdditionalProperties` and the object that has it say different things: keep one of the two";
  }
}

bool is_type(std::string_view text) {
  return text.starts_with("System.") ||
         (text.starts_with("Microsoft.") &&
          (text.find(".Models.") != std::string_view::npos || text.find(".Model.") != std::string_view::npos));
}

bool is_word(std::string_view text) {
  return find_graph(kControls, text) != nullptr || find_graph(kClientApps, text) != nullptr ||
         find_graph(kPlatforms, text) != nullptr || find_graph(kRiskLevels, text) != nullptr ||
         find_graph(kGuestKinds, text) != nullptr || find_graph(kUserActions, text) != nullptr;
}

bool is_id(std::string_view text) { return parse_guid(text).has_value(); }

/// Whether `text` is several of what `is_one` knows, with blanks between.
bool is_joined(std::string_view text, bool (*is_one)(std::string_view)) {
  for (std::size_t blank = text.find(' '); blank != std::string_view::npos; blank = text.find(' ')) {
    if (!is_one(text.substr(0, blank))) return false;
    text.remove_prefix(blank + 1);
  }
  return is_one(text);
}

}  // namespace

void merge_additional_properties(JsonNode& node, DiagnosticSink& sink) {
  for (JsonNode& item : node.items) merge_additional_properties(item, sink);
  for (JsonMember& member : node.members) merge_additional_properties(member.value, sink);
  const auto found = std::find_if(node.members.begin(), node.members.end(), [](const JsonMember& member) {
    return member.value.kind == JsonNode::Kind::object && equals_ignoring_case(member.name, kAdditional);
  });
  if (found == node.members.end()) return;
  std::vector<JsonMember> additional = std::move(found->value.members);
  node.members.erase(found);
  for (JsonMember& member : additional) merge_member(std::move(member), node, sink);
}

bool is_cut_off(std::string_view text) {
  if (text.starts_with("@{") && text.ends_with('}')) return true;
  if (is_joined(text, is_type)) return true;
  if (text.find(' ') == std::string_view::npos) return false;
  const auto is_country = [](std::string_view one) { return vocabulary::is_country(one); };
  return is_joined(text, is_id) || is_joined(text, is_word) || is_joined(text, is_country);
}

Place find_cut_off(const Place& at) {
  if (at.node->kind == JsonNode::Kind::text) return is_cut_off(at.node->text) ? at : Place{};
  for (std::size_t i = 0; i < at.node->items.size(); ++i) {
    if (Place found = find_cut_off(at.item(i))) return found;
  }
  for (const JsonMember& member : at.node->members) {
    if (is_annotation(member.name) || is_one_of(member.name, kProse)) continue;
    if (Place found = find_cut_off(at.member(member))) return found;
  }
  return {};
}

void report_cut_off(Reading& reading, const Place& at, std::string_view name) {
  reading.report<Code::cut_off_by_powershell>(at, name).help = "export again with `ConvertTo-Json -Depth 10`";
}

}  // namespace doorward::graph
