// What the goldens cannot show: encodings, places within rules, faults at every byte.
#include <doctest/doctest.h>

#include <random>

#include "doorward/compiler/model_dump.h"
#include "graph/rule_words.h"
#include "read.h"

namespace doorward::tests {

TEST_CASE("a file in UTF-16 reads like one in UTF-8") {
  const std::string utf8 = policy_with(R"("signInRiskLevels": ["high"])");
  std::string utf16 = "\xFF\xFE";
  for (const char c : utf8) utf16 += {c, '\0'};
  const ReadResult plain = read_graph(utf8);
  const ReadResult wide = read_graph(utf16);
  CHECK(wide.messages == "");
  CHECK(dump(wide.set) == dump(plain.set));
}

TEST_CASE("every node of a rule knows its bytes in the JSON text") {
  const std::string text = policy_with(R"x("devices": {"deviceFilter": {"mode": "include",
      "rule": "device.model -eq \"é\" -and -not (device.isCompliant -ne True)"}})x");
  SourceMap sources;
  DiagnosticSink sink;
  GraphReader reader(sources, {}, sink);
  reader.add(sources.add("p.json", text), GraphFileOrigin::named);
  model::PolicySet set;
  reader.finish(set);
  REQUIRE(set.policies.size() == 1);
  const model::Expr& rule = set.policies[0].device_filters.at(0).rule;
  REQUIRE(rule.children.size() == 2);
  CHECK(sources.text(rule.children[0].origin.span) == R"(device.model -eq \"é\")");
  CHECK(sources.text(rule.children[1].origin.span) == "-not (device.isCompliant -ne True)");
  CHECK(sources.text(rule.children[1].children[0].origin.span) == "device.isCompliant -ne True");
  CHECK(rule.origin.json_path.text() == "$.conditions.devices.deviceFilter.rule");
}

TEST_CASE("a policy file cut off anywhere is refused") {
  const std::string text = file_text(std::string(DW_GRAPH_TESTS) + "/golden/everything.json");
  const std::size_t last = text.find_last_of('}');
  REQUIRE_FALSE(read_graph(text).errors);
  for (std::size_t length = 0; length <= last; ++length) {
    CAPTURE(length);
    CHECK(read_graph(text.substr(0, length)).errors);
  }
}

TEST_CASE("a policy file with any byte changed is read or refused") {
  const std::string text = file_text(std::string(DW_GRAPH_TESTS) + "/golden/everything.json");
  std::mt19937 random(20261125);  // NOLINT: the same run every time
  for (int round = 0; round < 4000; ++round) {
    std::string changed = text;
    for (int i = 0; i < 2; ++i) changed[random() % changed.size()] = static_cast<char>(random() % 256);
    const ReadResult result = read_graph(changed);
    CHECK((result.errors || !dump(result.set).empty()));
  }
}

TEST_CASE("long chains of a rule do not nest") {
  std::string rule = "device.model -eq 1";
  while (rule.size() < 2900) rule += " -or device.model -eq 1";
  const ReadResult result =
      read_graph(policy_with(R"("devices": {"deviceFilter": {"mode": "include", "rule": ")" + rule + "\"}}"));
  CHECK(result.messages == "");
  CHECK(result.set.policies.at(0).device_filters.at(0).rule.children.size() == 127);
}

TEST_CASE("the words of a rule") {
  using graph::RuleWord;
  const auto words = graph::split_rule("device.model -in ['it''s', \"a `\" b\", x1]");
  REQUIRE(words.size() == 10);
  CHECK(words[0].text == "device.model");
  CHECK(words[3].text == "it's");
  CHECK(words[5].text == "a \" b");
  CHECK(words[7].text == "x1");
  CHECK(words[7].kind == RuleWord::Kind::word);
  CHECK(words[8].kind == RuleWord::Kind::list_close);
  CHECK(words[9].kind == RuleWord::Kind::end);
}

TEST_CASE("a folder passes over what is no part of a policy set and counts it") {
  const ReadResult result =
      read_graph({{"policy.json", policy_with("")},
                  {"group.json", R"({"id": "g1", "displayName": "Sales", "securityEnabled": true})"},
                  {"numbers.json", "[1, 2, {\"a\": 1}]"}});
  CHECK(result.messages == "");
  CHECK(result.passed_over == 4);
  CHECK(result.set.names.at({"group", "g1"}) == "Sales");
}

}  // namespace doorward::tests
