#include "graph/powershell.h"

#include <algorithm>
#include <array>

#include "doorward/facts/guid.h"

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

bool is_graph_word(std::string_view word) {
  return find_graph(kControls, word) != nullptr || find_graph(kClientApps, word) != nullptr ||
         find_graph(kPlatforms, word) != nullptr || find_graph(kRiskLevels, word) != nullptr ||
         find_graph(kGuestKinds, word) != nullptr || find_graph(kUserActions, word) != nullptr;
}

/// A list in one text, as ConvertTo-Json joins it.
bool is_joined(std::string_view text) {
  std::size_t pieces = 0;
  bool ids = true;
  bool words = true;
  for (std::size_t at = 0; at <= text.size(); ++pieces) {
    const std::size_t blank = std::min(text.find(' ', at), text.size());
    const std::string_view piece = text.substr(at, blank - at);
    ids = ids && parse_guid(piece).has_value();
    words = words && is_graph_word(piece);
    if (!ids && !words) return false;
    at = blank + 1;
  }
  return pieces > 1;
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
  const bool hashtable = text.starts_with("@{") && text.ends_with('}');
  const bool type = (text.starts_with("System.") || text.starts_with("Microsoft.")) &&
                    text.find(' ') == std::string_view::npos &&
                    (text.find(".Models.") != std::string_view::npos ||
                     text.find(".Model.") != std::string_view::npos || text.starts_with("System."));
  return hashtable || type || is_joined(text);
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
