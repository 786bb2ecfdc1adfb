// `doorward import graph` and `doorward export graph` as an administrator runs them.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "process.h"

namespace doorward::test {
namespace {

constexpr std::string_view kPolicy = R"({
  "id": "4f1c2d7e-0000-4000-8000-000000000c01",
  "displayName": "CA001: Staff step up abroad",
  "state": "enabled",
  "conditions": {
    "users": {
      "includeGroups": ["4f1c2d7e-0000-4000-8000-000000000001"],
      "excludeUsers": ["4f1c2d7e-0000-4000-8000-000000000002"]
    },
    "applications": {"includeApplications": ["4f1c2d7e-0000-4000-8000-000000000003"]},
    "locations": {"includeLocations": ["All"], "excludeLocations": ["4f1c2d7e-0000-4000-8000-000000000004"]}
  },
  "grantControls": {"operator": "OR", "builtInControls": ["mfa"]}
})";

constexpr std::string_view kLocation = R"({
  "@odata.type": "#microsoft.graph.countryNamedLocation",
  "id": "4f1c2d7e-0000-4000-8000-000000000004",
  "displayName": "Nordics",
  "countriesAndRegions": ["DK", "NO"]
})";

/// What Graph answers for groups, users, service principals and named locations, a file each.
void write_names(const ScratchFolder& folder) {
  folder.write("names/groups.json", R"({"value": [
      {"id": "4f1c2d7e-0000-4000-8000-000000000001", "displayName": "All Staff"}]})");
  folder.write("names/users.json", R"([{"id": "4f1c2d7e-0000-4000-8000-000000000002", "displayName": "Åse O'Neill",
      "userPrincipalName": "ase@contoso.example"}])");
  folder.write("names/service-principals.json", R"({"value": [{"id": "4f1c2d7e-0000-4000-8000-0000000000ff",
      "AppId": "4f1c2d7e-0000-4000-8000-000000000003", "DisplayName": "Time Sheets"}]})");
  folder.write("names/locations.json", "{\"value\": [" + std::string(kLocation) + "]}");
}

constexpr std::string_view kNouns =
    "# What the policies name, as `doorward import graph` found it.\n"
    "\n"
    "ward 1\n"
    "\n"
    "user ase-oneill = 4f1c2d7e-0000-4000-8000-000000000002  # ase@contoso.example\n"
    "\n"
    "group all-staff = 4f1c2d7e-0000-4000-8000-000000000001\n"
    "\n"
    "app time-sheets = 4f1c2d7e-0000-4000-8000-000000000003\n"
    "\n"
    "network Nordics as 4f1c2d7e-0000-4000-8000-000000000004 = countries DK, NO\n";

constexpr std::string_view kPolicies =
    "# Conditional access policies, imported from Microsoft Graph.\n"
    "#\n"
    "# Graph does not export the settings of per-user MFA. If the tenant uses it, state them here:\n"
    "#\n"
    "# mfa settings\n"
    "#   trusted ips 192.0.2.0/26\n"
    "#   remember devices for 14 days\n"
    "\n"
    "policy CA001 \"CA001: Staff step up abroad\" as 4f1c2d7e-0000-4000-8000-000000000c01\n"
    "  all-staff except ase-oneill on all networks except Nordics for time-sheets require mfa\n";

}  // namespace

TEST_CASE("a tenant is imported with the names that its exports give") {
  ScratchFolder folder;
  folder.write("policies.json", kPolicy);
  write_names(folder);
  const Result result = folder.run("import graph policies.json --names names -o out/ward");
  CHECK_EQ(result.err, "doorward: 1 policy written to `out/ward`\n");
  CHECK_EQ(result.out, "");
  CHECK_EQ(result.exit, 0);
  CHECK_EQ(folder.read("out/ward/nouns.ward"), kNouns);
  CHECK_EQ(folder.read("out/ward/policies.ward"), kPolicies);
  const Result check = folder.run("check out/ward --allow W3xxx");
  CHECK_EQ(check.exit, 0);
  CHECK_EQ(check.err, "doorward: 1 policy, no errors\n");
}

TEST_CASE("names in UTF-16 and a map of ids to names serve too") {
  ScratchFolder folder;
  folder.write("policies.json", kPolicy);
  folder.write("location.json", kLocation);
  folder.write("map.json", R"({"4F1C2D7E-0000-4000-8000-000000000001": "Everyone who works here"})");
  const std::string ascii = R"({"id": "4f1c2d7e-0000-4000-8000-000000000003", "displayName": "Wide"})";
  std::string wide("\xFF\xFE");
  for (const char c : ascii) wide += {c, '\0'};
  folder.write("wide.json", wide);
  const Result result =
      folder.run("import graph policies.json location.json --names map.json --names wide.json -o out");
  CHECK_EQ(result.exit, 0);
  const std::string nouns = folder.read("out/nouns.ward");
  CHECK_NE(nouns.find("group everyone-who-works-here = 4f1c2d7e-0000-4000-8000-000000000001\n"), std::string::npos);
  CHECK_NE(nouns.find("app wide = 4f1c2d7e-0000-4000-8000-000000000003\n"), std::string::npos);
  CHECK_NE(nouns.find("user user-4f1c2d7e = 4f1c2d7e-0000-4000-8000-000000000002  # no name known\n"),
           std::string::npos);
}

TEST_CASE("an import replaces nothing that says something else unless that is asked for") {
  ScratchFolder folder;
  folder.write("policies.json", kPolicy);
  write_names(folder);
  const std::string command = "import graph policies.json --names names -o out";
  REQUIRE_EQ(folder.run(command).exit, 0);
  CHECK_EQ(folder.run(command).exit, 0);  // the same once more
  folder.write("out/policies.ward", "# edited\n");
  const Result refused = folder.run(command);
  CHECK_EQ(refused.exit, 2);
  CHECK_EQ(refused.err,
           "doorward: error: `out/policies.ward` exists and says something else; choose another folder, or replace it "
           "with `--force`\n");
  CHECK_EQ(folder.read("out/policies.ward"), "# edited\n");
  CHECK_EQ(folder.run(command + " --force").exit, 0);
  CHECK_EQ(folder.read("out/policies.ward"), kPolicies);
}

TEST_CASE("an import that could not say everything writes nothing") {
  ScratchFolder folder;
  folder.write("good.json", kPolicy);
  folder.write("bad.json", "{\"conditions\": 7}");
  folder.write("location.json", kLocation);
  const Result result = folder.run("import graph good.json bad.json location.json -o out");
  CHECK_EQ(result.exit, 1);
  CHECK_NE(result.err.find("error[E3005]"), std::string::npos);
  CHECK_FALSE(folder.has("out"));
  const Result missing = folder.run("import graph nowhere.json -o out");
  CHECK_EQ(missing.exit, 2);
  CHECK_FALSE(folder.has("out"));
}

TEST_CASE("an import leaves refused policies out when asked, and says which") {
  ScratchFolder folder;
  folder.write("good.json", kPolicy);
  write_names(folder);
  folder.write("dead.json",
               R"({"displayName": "No\napps", "state": "enabled", "conditions": {"users": {"includeUsers": ["All"]},
 "applications": {"includeApplications": ["None"]}}, "grantControls": {"operator": "OR", "builtInControls": ["mfa"]}})");
  const std::string command = "import graph good.json dead.json --names names -o out";
  const Result refused = folder.run(command);
  CHECK_EQ(refused.exit, 1);
  CHECK_NE(refused.err.find("error[E3033]"), std::string::npos);
  CHECK_NE(
      refused.err.find("doorward: nothing was written; `--skip-refused` imports the policies that have no error\n"),
      std::string::npos);
  CHECK_FALSE(folder.has("out"));
  const Result done = folder.run(command + " --skip-refused");
  CHECK_EQ(done.exit, 0);
  CHECK_NE(done.err.find("error[E3033]"), std::string::npos);
  CHECK_NE(done.err.find("doorward: 1 policy written to `out`, 1 policy left out\n"), std::string::npos);
  const std::string head = "# Conditional access policies, imported from Microsoft Graph.\n";
  CHECK_EQ(folder.read("out/policies.ward"),
           head + "#\n# Left out, because they were refused:\n#\n#   No apps  (dead.json:1)\n" +
               std::string(kPolicies).substr(head.size()));
  // What is refused besides policies stops the import as before.
  folder.write("dead.json", "{\"conditions\": 7}");
  CHECK_EQ(folder.run("import graph good.json dead.json --names names -o other --skip-refused").exit, 1);
  CHECK_FALSE(folder.has("other"));
}

constexpr std::string_view kUnknownField =
    R"({"displayName": "CA1", "state": "enabled", "REF": "01", "conditions": {"users": {"includeUsers": ["All"]},
 "applications": {"includeApplications": ["All"]}}, "grantControls": {"operator": "OR", "builtInControls": ["mfa"]}})";

TEST_CASE("an import advises only what it can do") {
  ScratchFolder folder;
  folder.write("alone.json", kUnknownField);
  const Result import = folder.run("import graph alone.json -o out");
  CHECK_EQ(import.exit, 1);
  CHECK_NE(import.err.find("\nhelp: remove it\n"), std::string::npos);
  CHECK_EQ(import.err.find("--ignore-unknown"), std::string::npos);
  CHECK_EQ(import.err.find("--skip-refused"), std::string::npos);  // nothing would be left
  CHECK_NE(folder.run("export graph alone.json").err.find("\nhelp: remove it\n"), std::string::npos);
}

TEST_CASE("what decides reads unknown fields strictly when asked") {
  ScratchFolder folder;
  folder.write("policies.json", kUnknownField);
  folder.write("tests.ward", "test \"one\"\n  alice@contoso.example for sharepoint-online\n  expect require mfa\n");
  folder.write("other/policies.json", folder.read("policies.json"));
  folder.write("sign-ins.ndjson", "{\"user\": {\"upn\": \"alice@contoso.example\"}}\n");
  for (const char* command : {"test policies.json tests.ward", "diff policies.json other",
                              "diff policies.json other --signins sign-ins.ndjson"}) {
    CAPTURE(command);
    const Result refused = folder.run(command);
    CHECK_EQ(refused.exit, 2);
    CHECK_NE(refused.err.find("or pass over what is unknown with --ignore-unknown\n"), std::string::npos);
    CHECK_EQ(folder.run(std::string(command) + " --ignore-unknown").exit, 0);
  }
}

TEST_CASE("an import that is called wrongly says what it needs") {
  ScratchFolder folder;
  folder.write("policies.json", kPolicy);
  folder.write("location.json", kLocation);
  const Result nothing = folder.run("import graph");
  CHECK_EQ(nothing.exit, 2);
  CHECK_EQ(
      nothing.err,
      "doorward: error: `import graph` needs the JSON to read and `-o DIR`; `--how` prints a script that exports a "
      "tenant\n");
  CHECK_EQ(folder.run("import portal policies.json -o out").exit, 2);
  folder.write("broken.json", "{\"value\": [");
  const Result broken = folder.run("import graph policies.json --names broken.json -o out");
  CHECK_EQ(broken.exit, 2);
  CHECK_EQ(broken.err, "doorward: error: cannot read names from `broken.json`: not valid JSON at byte 12\n");
  folder.write("file", "");
  CHECK_EQ(folder.run("import graph policies.json location.json -o file/out").exit, 2);
}

TEST_CASE("names nested without end are passed over") {
  ScratchFolder folder;
  folder.write("policies.json", kPolicy);
  folder.write("location.json", kLocation);
  std::string deep;
  for (int i = 0; i < 200; ++i) deep += "{\"value\": [";
  for (int i = 0; i < 200; ++i) deep += "]}";
  folder.write("deep.json", deep);
  CHECK_NE(folder.run("import graph policies.json location.json --names deep.json -o out").exit, 139);
}

TEST_CASE("what is imported is exported as it was") {
  ScratchFolder folder;
  folder.write("policies.json", kPolicy);
  write_names(folder);
  REQUIRE_EQ(folder.run("import graph policies.json --names names -o out").exit, 0);
  const Result first = folder.run("export graph out");
  CHECK_EQ(first.err, "");
  CHECK_EQ(first.exit, 0);
  const auto json = nlohmann::json::parse(first.out);
  REQUIRE_EQ(json.size(), 2);
  CHECK_EQ(json[0]["displayName"], "Nordics");
  CHECK_EQ(json[1]["id"], "4f1c2d7e-0000-4000-8000-000000000c01");
  CHECK_EQ(json[1]["conditions"]["users"]["includeGroups"][0], "4f1c2d7e-0000-4000-8000-000000000001");
  CHECK_EQ(folder.run("export graph out -o again.json").exit, 0);
  CHECK_EQ(folder.read("again.json"), first.out);
  CHECK_EQ(folder.run("check again.json").exit, 0);
}

TEST_CASE("an export that is not whole replaces nothing") {
  ScratchFolder folder;
  folder.write("p.ward", "policy p \"P\" everyone for all apps when user.department is \"HR\" block\n");
  folder.write("out.json", "before");
  const Result result = folder.run("export graph p.ward -o out.json");
  CHECK_EQ(result.exit, 1);
  CHECK_EQ(result.out, "");
  CHECK_NE(result.err.find("p.ward:1:41: error[E3610]: `p`: Graph has no condition for `user.department is \"HR\"`\n"),
           std::string::npos);
  CHECK_EQ(folder.read("out.json"), "before");
  CHECK_EQ(folder.run("export graph nowhere.ward").exit, 2);
  CHECK_EQ(folder.run("export graph p.ward -o no/such/folder.json").exit, 1);
}

TEST_CASE("only the policies asked for are exported, and an unknown one is said") {
  ScratchFolder folder;
  folder.write("p.ward",
               "trusted network hq as 4f1c2d7e-0000-4000-8000-0000000000a1 = 203.0.113.0/24\n"
               "policy one \"One\" everyone on hq for all apps block\n"
               "policy two \"Two\" everyone for all apps block\n");
  const Result two = folder.run("export graph p.ward --policies two");
  REQUIRE_EQ(two.exit, 0);
  const auto json = nlohmann::json::parse(two.out);
  REQUIRE_EQ(json.size(), 1);  // without the network that only the other names
  CHECK_EQ(json[0]["displayName"], "Two");
  CHECK_EQ(nlohmann::json::parse(folder.run("export graph p.ward --policies ONE,two").out).size(), 3);
  const Result unknown = folder.run("export graph p.ward --policies three");
  CHECK_EQ(unknown.exit, 2);
  CHECK_EQ(unknown.err, "doorward: error: there is no policy `three`\n");
  REQUIRE_EQ(folder.run("compile p.ward -o p.dwm").exit, 0);
  CHECK_EQ(folder.run("export graph p.dwm").exit, 2);
  CHECK_EQ(folder.run("import graph p.dwm -o out").exit, 2);
}

TEST_CASE("an exception is exported while it lasts at the time that is asked for") {
  ScratchFolder folder;
  folder.write("p.ward",
               "group g = 4f1c2d7e-0000-4000-8000-000000000001\n"
               "policy p \"P\" everyone except g until 2027-01-31 because \"T-1\" for all apps block\n");
  const Result before = folder.run("export graph p.ward --at 2027-01-31T23:59:59Z");
  CHECK_NE(before.out.find("000000000001"), std::string::npos);
  CHECK_NE(before.err.find("note[W3602]"), std::string::npos);
  const Result after = folder.run("export graph p.ward --at 2027-02-01T00:00:00Z");
  CHECK_EQ(after.out.find("000000000001"), std::string::npos);
  CHECK_EQ(after.err, "");
  CHECK_EQ(folder.run("export graph p.ward --at tomorrow").exit, 2);
}

TEST_CASE("policies are exported to Terraform, whole or not at all") {
  ScratchFolder folder;
  folder.write("p.ward",
               "policy one \"One\" everyone for all apps block\n"
               "policy two \"Two\" everyone for all apps with token protection\n");
  const Result one = folder.run("export terraform p.ward --policies one -o one.tf");
  CHECK_EQ(one.err, "");
  CHECK_EQ(one.exit, 0);
  CHECK_NE(folder.read("one.tf").find("resource \"azuread_conditional_access_policy\" \"one\" {\n"), std::string::npos);
  const Result both = folder.run("export terraform p.ward -o both.tf");
  CHECK_EQ(both.exit, 1);
  CHECK_NE(both.err.find("error[E3620]: `two`: the azuread provider has no argument for "), std::string::npos);
  CHECK_FALSE(folder.has("both.tf"));
}

TEST_CASE("a policy that takes several in Graph is split when that is asked for") {
  ScratchFolder folder;
  folder.write("p.ward",
               "group g = 4f1c2d7e-0000-4000-8000-000000000001\npolicy p \"P\" members or g for all apps block\n");
  const Result whole = folder.run("export graph p.ward");
  CHECK_EQ(whole.exit, 1);
  CHECK_EQ(whole.out, "");
  CHECK_NE(whole.err.find("help: `--split` writes it as 2 policies that together decide the same\n"),
           std::string::npos);
  const Result parts = folder.run("export graph p.ward --split");
  CHECK_EQ(parts.exit, 0);
  CHECK_EQ(nlohmann::json::parse(parts.out).size(), 2);
  CHECK_NE(parts.err.find("note[W3604]: `p` is written as 2 policies: `P (1 of 2)`, `P (2 of 2)`\n"),
           std::string::npos);
}

TEST_CASE("a policy set uses Microsoft's templates by their names, each once") {
  ScratchFolder folder;
  folder.write("a.ward",
               "use \"stdlib/templates/block-legacy-authentication.ward\"\n"
               "use \"stdlib/templates/no-persistent-browser-session.ward\"\n");
  folder.write("b.ward", "use \"stdlib/templates/block-legacy-authentication.ward\"\n");
  const Result check = folder.run("check . --allow W3xxx");
  CHECK_EQ(check.err, "doorward: 2 policies, no errors\n");
  CHECK_EQ(check.exit, 0);
  folder.write("b.ward", "use \"stdlib/templates/block-legacy-authenticaton.ward\"\n");
  const Result unknown = folder.run("check b.ward");
  CHECK_EQ(unknown.exit, 1);
  CHECK_NE(unknown.err.find("error[E4002]: there is no file `stdlib/templates/block-legacy-authenticaton.ward`\n"),
           std::string::npos);
  CHECK_NE(unknown.err.find("help: name one of the templates, such as "
                            "`stdlib/templates/block-legacy-authentication.ward`\n"),
           std::string::npos);
  folder.write("stdlib/templates/block-legacy-authentication.ward",
               "policy mine \"Mine\" everyone for all apps block\n");
  folder.write("b.ward", "use \"stdlib/templates/block-legacy-authentication.ward\"\n");
  CHECK_NE(folder.run("export graph b.ward").out.find("\"Mine\""), std::string::npos);
}

}  // namespace doorward::test
