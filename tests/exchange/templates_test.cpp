// The templates in stdlib/templates say what Microsoft publishes.
#include <doctest/doctest.h>

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>

#include "doorward/compiler/graph_writer.h"
#include "doorward/vocabulary/vocabulary.h"
#include "equivalence.h"
#include "sources.h"

namespace doorward::tests {
namespace {

using Json = nlohmann::json;

/// The templates as Graph publishes them, by name: those of the corpus, and of golden/newer_templates.json those that
/// Microsoft has added or changed since.
std::map<std::string, std::string> published() {
  std::map<std::string, std::string> templates;
  const std::string folder = DW_CORPUS "/policies/DataGuys+ConditionalAccessAnalyzer/Templates";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const Json json = Json::parse(file_text(entry.path().string()));
    templates[json["name"].get<std::string>()] = json.dump();
  }
  const Json newer = Json::parse(file_text(DW_EXCHANGE_TESTS "/golden/newer_templates.json"));
  for (const Json& json : newer["value"]) templates[json["name"].get<std::string>()] = json.dump();
  return templates;
}

}  // namespace

TEST_CASE("every published template is in Ward with its name, and exports to what is published") {
  auto templates = published();
  CHECK(templates.size() == 22);
  for (const vocabulary::WardFile& file : vocabulary::templates()) {
    const std::string name(file.name);
    CAPTURE(name);
    const Read read = read_ward({{name, std::string(file.text)}});
    CHECK(read.messages == "");
    REQUIRE(read.set.policies.size() == 1);
    const model::Policy& policy = read.set.policies.front();
    CHECK(policy.name + ".ward" == name);
    CHECK(policy.state == model::PolicyState::report_only);
    const auto found = templates.find(policy.title);
    REQUIRE(found != templates.end());
    DiagnosticSink sink;
    const std::string exported = write_graph(read.set, {}, sink);
    CHECK(sink.diagnostics().empty());
    CHECK(policies_in_one_form(exported) == policies_in_one_form(found->second));
    templates.erase(found);
  }
  CHECK(templates.empty());
}

TEST_CASE("every template is listed in its page") {
  const std::string page = file_text(DW_DOCS "/templates.md");
  for (const vocabulary::WardFile& file : vocabulary::templates()) {
    const std::string name(file.name);
    CAPTURE(name);
    CHECK(page.find('`' + name.substr(0, name.rfind('.')) + '`') != std::string::npos);
  }
}

}  // namespace doorward::tests
