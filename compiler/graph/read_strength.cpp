// Authentication strengths: in files of their own, and as the copies that Graph puts into policies.
#include <algorithm>
#include <array>

#include "graph/readers.h"

namespace doorward::graph {
namespace {

constexpr auto kMethodWords = std::to_array<std::string_view>({
#define DW_METHOD(name, value, graph, ward) graph,
#include "doorward/facts/methods.def"
#undef DW_METHOD
});

// `password,sms`; nothing when a word is unknown: a combination that nobody can offer is no way in.
std::optional<Mask> read_methods(Reading& reading, const std::string& text, const Place& at) {
  Mask methods = 0;
  JsonNode node = *at.node;
  node.kind = JsonNode::Kind::text;
  node.text = text;
  for (const auto& [word, place] : words_of(reading, {&node, at.path})) {
    const FactRow* row = find_graph(kMethods, word);
    if (row == nullptr) {
      report_unknown_value(reading, at, word, "allowedCombinations", kMethodWords);
      return std::nullopt;
    }
    methods |= Mask{1} << row->value;
  }
  return methods;
}

std::vector<std::string> plain_texts(Reading& reading, const Place& at) {
  std::vector<std::string> texts;
  for (const auto& [text, place] : texts_of(reading, at)) texts.push_back(text);
  return texts;
}

void append(std::vector<std::string>& to, const std::vector<std::string>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

void read_configuration(Reading& reading, const Place& at, model::Strength& out) {
  const Fields fields(reading, Object::combination, at);
  const auto aaguids = plain_texts(reading, fields.get("allowedAAGUIDs"));
  auto issuers = plain_texts(reading, fields.get("allowedIssuerSkis"));
  append(issuers, plain_texts(reading, fields.get("allowedIssuers")));
  const auto oids = plain_texts(reading, fields.get("allowedPolicyOIDs"));
  const bool restricts = !aaguids.empty() || !issuers.empty() || !oids.empty() || !fields.unknown().empty();
  if (!restricts) return;
  for (const auto& [text, place] : texts_of(reading, fields.get("appliesToCombinations"))) {
    const auto methods = read_methods(reading, text, place);
    for (model::Combination& combination : out.combinations) {
      if (!methods || combination.methods != *methods) continue;
      combination.configured = true;
      append(combination.aaguids, aaguids);
      append(combination.issuers, issuers);
      append(combination.policy_oids, oids);
    }
  }
}

}  // namespace

std::optional<model::Strength> read_strength(Reading& reading, const Place& at) {
  const Fields fields(reading, Object::strength, at);
  model::Strength strength;
  strength.origin = at.origin();
  if (const Place name = fields.get("displayName")) strength.name = text_of(reading, name).value_or("");
  const Place id_at = fields.get("id");
  if (!id_at) {
    reading.report<Code::missing_graph_field>(at, "an authentication strength", "id").help =
        "export it again with its id";
    return std::nullopt;
  }
  const auto id_text = text_of(reading, id_at);
  if (!id_text) return std::nullopt;
  strength.graph_id = read_id(reading, *id_text, id_at);
  if (strength.name.empty()) strength.name = strength.graph_id->text;
  // Within the list, commas join the methods of one combination.
  for (const auto& [text, place] : texts_of(reading, fields.get("allowedCombinations"))) {
    const auto methods = read_methods(reading, text, place);
    if (methods && *methods != 0) strength.combinations.push_back({*methods, false, {}, {}, {}});
  }
  for (const Place& configuration : objects_of(reading, fields.get("combinationConfigurations"))) {
    read_configuration(reading, configuration, strength);
  }
  return strength;
}

}  // namespace doorward::graph
