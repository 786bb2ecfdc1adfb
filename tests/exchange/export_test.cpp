// What is exported says what was imported.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "doorward/compiler/graph_writer.h"
#include "doorward/compiler/unparse.h"
#include "equivalence.h"
#include "meaning.h"
#include "sources.h"

namespace doorward::tests {
namespace {

struct Exported {
  std::string json;
  std::string messages;  // `E3610: …`, one a line
};

Exported export_set(const model::PolicySet& set, GraphWriteOptions options = {}) {
  DiagnosticSink sink;
  Exported exported;
  exported.json = write_graph(set, options, sink);
  for (const Diagnostic& diagnostic : sink.diagnostics()) {
    exported.messages += fmt::format("{}: {}\n", row_of(diagnostic.code).id, diagnostic.message);
  }
  return exported;
}

Exported export_ward(const std::string& text, GraphWriteOptions options = {}) {
  const Read read = read_ward({{"policies.ward", text}});
  REQUIRE(read.messages == "");
  return export_set(read.set, std::move(options));
}

}  // namespace

TEST_CASE("a corpus policy comes back from Ward as it was, up to what Graph itself changes") {
  std::size_t compared = 0;
  for (const CorpusCase& one : corpus()) {
    CAPTURE(one.name);
    DiagnosticSink sink;
    const WardText ward = unparse(one.set, {}, sink);
    if (sink.has_errors()) continue;  // import_test says which
    const Read read = read_ward({{"nouns.ward", ward.nouns}, {"policies.ward", ward.policies}});
    const Exported exported = export_set(read.set);
    CHECK(exported.messages == "");
    if (exported.json.empty()) continue;
    const auto before = policies_in_one_form(one.files.back().text);
    const auto after = policies_in_one_form(exported.json);
    CHECK(after == before);
    compared += read.set.policies.size();
    const Read again = read_graph({{"exported.json", exported.json}});
    CHECK(again.messages == "");
    for (const model::Policy& policy : one_form(again.set).policies) CHECK(!policy.name.empty());
  }
  CHECK(compared > 150);
}

TEST_CASE("each thing that Graph can say comes back from Ward") {
  const std::string json = file_text(DW_EXCHANGE_TESTS "/golden/every_phrase.json");
  const Read graph = read_graph({{"every_phrase.json", json}});
  DiagnosticSink sink;
  const WardText ward = unparse(graph.set, {}, sink);
  const Read read = read_ward({{"nouns.ward", ward.nouns}, {"policies.ward", ward.policies}});
  const Exported exported = export_set(read.set);
  CHECK(exported.messages ==
        "W3603: `ca001-guests-of-chosen-tenants`: Graph knows users by object id, not by `bob@contoso.example`\n");
  CHECK(policies_in_one_form(exported.json) == policies_in_one_form(json));
  const Read again = read_graph({{"exported.json", exported.json}});
  CHECK(again.messages == "");
}

TEST_CASE("the same set is exported to the same bytes") {
  for (const CorpusCase& one : corpus()) {
    if (one.set.policies.size() < 10) continue;
    CHECK(export_set(one.set).json == export_set(one.set).json);
  }
}

TEST_CASE("what Graph cannot say is an error that names the phrase") {
  CHECK(export_ward("policy p \"P\" everyone for all apps when user.department is \"HR\" block\n").messages ==
        "E3610: `p`: Graph has no condition for `user.department is \"HR\"`\n");
  CHECK(export_ward("network lab = 192.0.2.0/24\nnetwork abroad = not lab\n"
                    "policy p \"P\" everyone on lab, abroad for all apps block\n")
            .messages.find("E3611: `p`: Graph cannot put `abroad` into a list, which is all networks except some\n") !=
        std::string::npos);
  CHECK(export_ward("policy p \"P\" everyone for all apps with sign-in every 4 hours, second factor every 1 day\n")
            .messages ==
        "E3612: `p`: Graph keeps one timer in a policy, not `sign-in every` and `second factor every`\n");
  CHECK(export_ward("policy p \"P\" everyone using devices where operating-system-version < 10.0.22000 for all apps "
                    "block\n")
            .messages == "E3613: `p`: Graph's rules cannot say `<`\n");
  CHECK(export_ward("group g = 4f1c2d7e-0000-4000-8000-000000000001\npolicy p \"P\" members or g for all apps block\n")
            .messages == "E3614: `p`: Graph cannot say `members` beside other people\n");
  CHECK(export_ward("policy p \"P\" everyone for all apps when time is between 08:00 and 09:00 in \"UTC\" and "
                    "time is between 10:00 and 11:00 in \"UTC\" block\n")
            .messages == "E3615: `p`: Graph keeps one window of time and one exception to it, this says more\n");
}

TEST_CASE("an exported policy without a Graph id refers to its network by an id made from the name") {
  const Exported exported =
      export_ward("trusted network hq = 203.0.113.7\npolicy p \"P\" everyone on hq for all apps require mfa\n");
  CHECK(exported.messages ==
        "W3601: `hq` has no Graph id, the export refers to it by `7220c415-0900-861f-bbfc-268540fe28e5`\n");
  const Read again = read_graph({{"p.json", exported.json}});
  CHECK(again.messages == "");
  REQUIRE(again.set.policies.size() == 1);
}

TEST_CASE("an exception is exported while it lasts") {
  const std::string text =
      "group g = 4f1c2d7e-0000-4000-8000-000000000001\n"
      "policy p \"P\" everyone except g until 2027-01-31 because \"T-1\" for all apps block\n";
  GraphWriteOptions options;
  options.now = 1801440000 - 1;  // the last second of 2027-01-31
  const Exported last = export_ward(text, options);
  CHECK(last.messages == "W3602: the export holds until the end of 2027-01-31, when an exception of `p` ends\n");
  CHECK(last.json.find("4f1c2d7e-0000-4000-8000-000000000001") != std::string::npos);
  options.now += 1;
  const Exported after = export_ward(text, options);
  CHECK(after.messages == "");
  CHECK(after.json.find("4f1c2d7e-0000-4000-8000-000000000001") == std::string::npos);
}

TEST_CASE("only the policies asked for are exported, by Ward id or Graph id") {
  const std::string text =
      "policy one \"A\" everyone for all apps block\n"
      "policy two \"B\" as 4f1c2d7e-0000-4000-8000-0000000000c1 everyone for all apps block\n";
  GraphWriteOptions options;
  options.policies = {"ONE"};
  CHECK(read_graph({{"x.json", export_ward(text, options).json}}).set.policies.front().title == "A");
  options.policies = {"4F1C2D7E-0000-4000-8000-0000000000C1"};
  CHECK(read_graph({{"x.json", export_ward(text, options).json}}).set.policies.front().title == "B");
}

TEST_CASE("every message of import and export has a page") {
  std::size_t pages = 0;
  for (const CodeRow& row : diagnostic_codes()) {
    if (row.id.substr(1, 2) != "36") continue;
    const std::string id(row.id);
    CAPTURE(id);
    CHECK(file_text(DW_DOCS "/diagnostics/" + id + ".md").starts_with("# " + id + ": "));
    ++pages;
  }
  CHECK(pages == 16);
}

TEST_CASE("members are everyone except guests in Graph") {
  const Exported exported = export_ward("policy p \"P\" members for all apps block\n");
  CHECK(exported.messages == "");
  CHECK(policies_in_one_form(exported.json) ==
        policies_in_one_form(export_ward("policy p \"P\" everyone except guests for all apps block\n").json));
}

TEST_CASE("users of agents are written as tenants have them, and mean the same") {
  const std::string head = R"({"id": "4f1c2d7e-0000-4000-8000-000000000001", "displayName": "P", "state": "enabled",
      "grantControls": {"operator": "OR", "builtInControls": ["block"]},
      "conditions": {"applications": {"includeApplications": ["All"]}, )";
  struct Row {
    std::string who;
    std::string users;   // the exported `includeUsers`
    std::string agents;  // and `agents`
  };
  const std::string one = R"(["4f1c2d7e-0000-4000-8000-0000000000d1"])";
  const std::vector<Row> rows = {
      {R"("users": {"includeUsers": ["AllAgentIdUsers"]}})", R"(["AllAgentIdUsers"])", "null"},
      {R"("users": {"includeUsers": ["None"]}, "agents": {"includeAgentUsers": ["All"]}})", R"(["AllAgentIdUsers"])",
       "null"},
      {R"("users": {"includeUsers": ["GuestsOrExternalUsers", "AllAgentIdUsers"]}})",
       R"(["GuestsOrExternalUsers","AllAgentIdUsers"])", "null"},
      {R"("users": {"includeUsers": ["AllAgentIdUsers"]}, "agents": {"excludeAgentUsers": )" + one + "}}",
       R"(["None"])", R"({"includeAgentUsers":["All"],"excludeAgentUsers":)" + one + "}"},
      {R"("agents": {"includeAgentUsers": )" + one + "}}", R"(["None"])",
       R"({"includeAgentUsers":)" + one + R"(,"excludeAgentUsers":[]})"},
      {R"("users": {"includeUsers": ["All"]}, "agents": {"excludeAgentUsers": ["All"]}})", R"(["All"])",
       R"({"includeAgentUsers":[],"excludeAgentUsers":["All"]})"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.who);
    const Read before = read_graph({{"p.json", head + row.who + "}"}});
    REQUIRE(before.messages == "");
    const Exported exported = export_set(before.set);
    CHECK(exported.messages == "");
    const auto conditions = nlohmann::ordered_json::parse(exported.json)[0]["conditions"];
    CHECK(conditions["users"]["includeUsers"].dump() == row.users);
    CHECK((conditions.contains("agents") ? conditions["agents"].dump() : "null") == row.agents);
    const Read after = read_graph({{"p.json", exported.json}});
    CHECK(after.messages == "");
    CHECK(meaning(after.set) == meaning(before.set));
  }
}

}  // namespace doorward::tests
