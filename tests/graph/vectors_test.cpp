// Microsoft's table of the properties and operators of device filters (tests/corpus/vectors): a rule that the table
// allows is read without a word, any other with the warning that Graph does not allow it.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "read.h"

namespace doorward::tests {
namespace {

struct Operator {
  const char* vector_name;
  const char* word;
  const char* value;
};
constexpr Operator kOperators[] = {
    {"Equals", "-eq", "True"},
    {"NotEquals", "-ne", "True"},
    {"StartsWith", "-startsWith", "True"},
    {"NotStartsWith", "-notStartsWith", "True"},
    {"EndsWith", "-endsWith", "True"},
    {"NotEndsWith", "-notEndsWith", "True"},
    {"Contains", "-contains", "True"},
    {"NotContains", "-notContains", "True"},
    {"In", "-in", "[True]"},
    {"NotIn", "-notIn", "[True]"},
};

std::vector<std::string> properties_of(const std::string& attribute) {
  if (attribute.find("1-15") == std::string::npos) return {attribute};
  std::vector<std::string> all;
  for (int i = 1; i <= 15; ++i) all.push_back("extensionAttribute" + std::to_string(i));
  return all;
}

}  // namespace

TEST_CASE("every property and operator of Microsoft's table") {
  const auto vectors =
      nlohmann::json::parse(file_text(std::string(DW_CORPUS) + "/vectors/device-filter-microsoft-docs.json"));
  std::size_t rules = 0;
  for (const auto& [attribute, allowed] : vectors.at("attributes").items()) {
    for (const std::string& property : properties_of(attribute)) {
      for (const Operator& op : kOperators) {
        bool listed = false;
        for (const auto& name : allowed) listed |= name.get<std::string>() == op.vector_name;
        const std::string rule = "device." + property + ' ' + op.word + ' ' + op.value;
        CAPTURE(rule);
        const ReadResult result =
            read_graph(policy_with(R"("devices": {"deviceFilter": {"mode": "include", "rule": ")" + rule + "\"}}"));
        CHECK_FALSE(result.errors);
        CHECK((result.messages.find("W3059") == std::string::npos) == listed);
        ++rules;
      }
    }
  }
  CHECK(rules == 290);
}

TEST_CASE("every rule that Microsoft shows as an example") {
  const auto vectors =
      nlohmann::json::parse(file_text(std::string(DW_CORPUS) + "/vectors/device-filter-microsoft-docs.json"));
  REQUIRE(vectors.at("ruleExamples").size() == 15);
  for (const auto& example : vectors.at("ruleExamples")) {
    CAPTURE(example);
    const std::string filter = R"("devices": {"deviceFilter": {"mode": "exclude", "rule": )" + example.dump() + "}}";
    CHECK(read_graph(policy_with(filter)).messages == "");
  }
}

}  // namespace doorward::tests
