#include "graph/json_tree.h"

#include <algorithm>

#include "doorward/facts/guid.h"

namespace doorward::graph {
namespace {

// How many bytes the escape at `at` takes in the file, and how many its character takes in the decoded text.
struct Escape {
  std::size_t raw;
  std::size_t decoded;
};

Escape escape_at(std::string_view raw, std::size_t at) {
  if (at + 1 >= raw.size() || raw[at + 1] != 'u' || at + 6 > raw.size()) return {2, 1};
  unsigned code = 0;
  for (std::size_t i = at + 2; i < at + 6; ++i) code = code * 16 + static_cast<unsigned>(hex_value(raw[i]));
  if (code < 0x80) return {6, 1};
  if (code < 0x800) return {6, 2};
  const bool leads_pair = code >= 0xD800 && code < 0xDC00;
  return leads_pair ? Escape{12, 4} : Escape{6, 3};
}

void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += ascii_lower(c);
  }
  out += '"';
}

}  // namespace

std::string_view name_of(JsonNode::Kind kind) noexcept {
  switch (kind) {
    case JsonNode::Kind::null:
      return "null";
    case JsonNode::Kind::boolean:
      return "true or false";
    case JsonNode::Kind::number:
      return "a number";
    case JsonNode::Kind::text:
      return "text";
    case JsonNode::Kind::array:
      return "a list";
    case JsonNode::Kind::object:
      return "an object";
  }
  return "a value";
}

const JsonNode* find_member(const JsonNode& object, std::string_view name) noexcept {
  for (const JsonMember& member : object.members) {
    if (equals_ignoring_case(member.name, name)) return &member.value;
  }
  return nullptr;
}

bool is_annotation(std::string_view name) noexcept {
  return name.find('@') != std::string_view::npos || name.substr(0, 1) == "#";
}

bool says_nothing(const JsonNode& node) noexcept {
  switch (node.kind) {
    case JsonNode::Kind::null:
      return true;
    case JsonNode::Kind::boolean:
    case JsonNode::Kind::number:
      return false;
    case JsonNode::Kind::text:
      return node.text.empty();
    case JsonNode::Kind::array:
      return std::all_of(node.items.begin(), node.items.end(), says_nothing);
    case JsonNode::Kind::object:
      return std::all_of(node.members.begin(), node.members.end(), [](const JsonMember& member) {
        return is_annotation(member.name) || says_nothing(member.value);
      });
  }
  return false;
}

Span span_within(const SourceMap& sources, const JsonNode& node, std::size_t begin, std::size_t end) {
  if (node.kind != JsonNode::Kind::text || node.span.end < node.span.begin + 2) return node.span;
  const Span inner{node.span.source, node.span.begin + 1, node.span.end - 1};
  const std::string_view raw = sources.text(inner);
  Span found{inner.source, inner.end, inner.end};
  std::size_t decoded = 0;
  for (std::size_t at = 0; at <= raw.size();) {
    if (decoded >= begin && found.begin == inner.end) found.begin = inner.begin + static_cast<std::uint32_t>(at);
    if (decoded >= end) {
      found.end = inner.begin + static_cast<std::uint32_t>(at);
      break;
    }
    if (at == raw.size()) break;
    const Escape step = raw[at] == '\\' ? escape_at(raw, at) : Escape{1, 1};
    at += step.raw;
    decoded += step.decoded;
  }
  return found;
}

std::string canonical_text(const JsonNode& node, const std::vector<std::string_view>& skip) {
  if (node.kind == JsonNode::Kind::boolean) return node.truth ? "true" : "false";
  if (node.kind == JsonNode::Kind::number) return node.text;
  std::string out;
  if (node.kind == JsonNode::Kind::text) append_quoted(out, node.text);
  std::vector<std::string> parts;
  for (const JsonNode& item : node.items) {
    if (!says_nothing(item)) parts.push_back(canonical_text(item, skip));
  }
  for (const JsonMember& member : node.members) {
    const auto same = [&](std::string_view name) { return equals_ignoring_case(name, member.name); };
    if (is_annotation(member.name) || says_nothing(member.value) || std::any_of(skip.begin(), skip.end(), same)) {
      continue;
    }
    std::string part;
    append_quoted(part, member.name);
    parts.push_back(part + ':' + canonical_text(member.value, skip));
  }
  std::sort(parts.begin(), parts.end());
  for (const std::string& part : parts) out += part + ',';
  return node.kind == JsonNode::Kind::object ? '{' + out + '}' : out;
}

}  // namespace doorward::graph
