// What is imported means what was read.
#include <doctest/doctest.h>

#include "doorward/compiler/unparse.h"
#include "golden.h"
#include "meaning.h"
#include "sources.h"

namespace doorward::tests {
namespace {

struct Imported {
  WardText text;
  std::string faults;
  Read read;
};

Imported import(const model::PolicySet& set, const NameMap& names = {}) {
  DiagnosticSink sink;
  Imported imported;
  imported.text = unparse(set, names, sink);
  for (const Diagnostic& diagnostic : sink.diagnostics()) imported.faults += diagnostic.message + '\n';
  imported.read = read_ward({{"nouns.ward", imported.text.nouns}, {"policies.ward", imported.text.policies}});
  return imported;
}

}  // namespace

TEST_CASE("every corpus file that loads is imported to Ward of the same meaning") {
  std::string faults;
  for (const CorpusCase& one : corpus()) {
    CAPTURE(one.name);
    const Imported imported = import(one.set);
    if (!imported.faults.empty()) {
      faults += one.name + '\n' + imported.faults;
      continue;
    }
    CHECK(imported.read.messages == "");
    CHECK(meaning(imported.read.set) == meaning(one.set));
  }
  CHECK(
      faults ==
      "AlexFilipin+ConditionalAccess/PolicyRepository/Base protection/210 - RING - Base protection - All apps Require "
      "ToU for external Users.json\n"
      "Ward has no phrase for the id `ToU`, which is no GUID\n");
}

TEST_CASE("each thing that Graph can say has a phrase, and names are taken where they are known") {
  const std::string folder = DW_EXCHANGE_TESTS "/golden/";
  NameMap names;
  std::string error;
  REQUIRE(names.add_json(file_text(folder + "names.json"), error));
  const Read graph = read_graph({{"every_phrase.json", file_text(folder + "every_phrase.json")}});
  REQUIRE(graph.messages == "");
  const Imported imported = import(graph.set, names);
  CHECK(imported.faults == "");
  CHECK(imported.read.messages == "");
  CHECK(meaning(imported.read.set) == meaning(graph.set));
  const std::string actual = imported.text.nouns + '\n' + imported.text.policies;
  test::check_golden(folder + "every_phrase.ward", actual);
}

TEST_CASE("what Ward has no phrase for is said, and where it was read") {
  const Read graph = read_graph({{"p.json", R"({"displayName": "P", "state": "enabled", "conditions": {
      "users": {"includeGroups": ["Finance"]}, "applications": {"includeApplications": ["All"]}},
      "grantControls": {"operator": "OR", "builtInControls": ["mfa"]}})"}});
  DiagnosticSink sink;
  const WardText text = unparse(graph.set, {}, sink);
  CHECK(text.policies == "");
  REQUIRE(sink.diagnostics().size() == 1);
  CHECK(sink.diagnostics().front().message == "Ward has no phrase for the id `Finance`, which is no GUID");
  CHECK(sink.diagnostics().front().json_path == "$.conditions.users.includeGroups[0]");
  CHECK(sink.diagnostics().front().help == "write the id that Graph has for it, a GUID");
}

TEST_CASE("Ward that nobody imported is written as it was meant") {
  const std::string source =
      "user alice as 4f1c2d7e-0000-4000-8000-000000000001 = alice@contoso.example\n"
      "group vendors = 4f1c2d7e-0000-4000-8000-000000000002\n"
      "network lab = 192.0.2.0/25\n"
      "network abroad = all networks except lab\n"
      "policy p \"P\"\n"
      "  members except vendors until 2027-01-31 because \"TKT-12\"\n"
      "  on lab, untrusted, 198.51.100.7 except abroad\n"
      "  using devices where operating-system-version < 10.0.22000 and (compliant or model is \"x\")\n"
      "  for all apps\n"
      "  when user.department is \"HR\" and user not in vendors and time is between 22:00 and 06:00 in \"UTC\"\n"
      "    and day in [mon, tue]\n"
      "  require mfa with sign-in every 4 hours, second factor every time\n"
      "mfa settings\n"
      "  trusted ips 192.0.2.192/26\n"
      "  remember devices for 14 days\n"
      "  app passwords not allowed\n"
      "  user state overrides policies\n";
  const Read before = read_ward({{"a.ward", source}});
  REQUIRE(before.messages == "");
  const Imported imported = import(before.set);
  CHECK(imported.faults == "");
  CHECK(imported.read.messages == "");
  CHECK(meaning(imported.read.set) == meaning(before.set));
  CHECK(imported.read.set.settings->remember_days == 14);
}

}  // namespace doorward::tests
