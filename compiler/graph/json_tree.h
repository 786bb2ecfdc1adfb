// A JSON text as a tree in which every key and every value knows its bytes. Knows JSON only; must not know Graph.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "doorward/grammar/diagnostic.h"
#include "doorward/grammar/source.h"

namespace doorward::graph {

/// Deeper JSON is refused: real policies nest to seven levels.
inline constexpr int kMaxJsonDepth = 64;

struct JsonMember;

struct JsonNode {
  enum class Kind : std::uint8_t { null, boolean, number, text, array, object };
  Kind kind = Kind::null;
  bool truth = false;               // boolean
  std::string text;                 // text: decoded; number: as written
  std::vector<JsonNode> items;      // array
  std::vector<JsonMember> members;  // object, in the order of the file
  Span span;
};

struct JsonMember {
  std::string name;
  std::string within;  // `AdditionalProperties.` when it stood there in the file: goes before the name in paths
  Span name_span;
  JsonNode value;
};

/// Reads the whole of `file`; a fault is reported and gives nothing. A key that occurs twice in one object (in the
/// same spelling) is a fault.
std::optional<JsonNode> read_json(const SourceMap& sources, SourceId file, DiagnosticSink& sink);

/// Where bytes `begin` to `end` of the decoded text of `node` stand in the file, escapes taken into account.
Span span_within(const SourceMap& sources, const JsonNode& node, std::size_t begin, std::size_t end);

/// `text`, `a number` …: what a message calls a value of this kind.
std::string_view name_of(JsonNode::Kind kind) noexcept;

/// The member called `name`, without ASCII case; nullptr when there is none.
const JsonNode* find_member(const JsonNode& object, std::string_view name) noexcept;

/// `@odata.type`, `state@odata.type`, `#microsoft.graph.restore`: notes about the data, never part of it.
bool is_annotation(std::string_view name) noexcept;

/// Null, "", [] and what consists of nothing else: SEMANTICS.md §8.1 passes it over.
bool says_nothing(const JsonNode& node) noexcept;

/// The same text for two values that differ only in annotations, in the case of names, in the order of members or
/// of listed words, or in what says nothing. Members that `skip` names are left out.
std::string canonical_text(const JsonNode& node, const std::vector<std::string_view>& skip);

}  // namespace doorward::graph
