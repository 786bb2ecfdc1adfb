// Findings of `check` that rest on what the whole set decides: each carries a sign-in, and the decision says the same.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "process.h"

namespace doorward::test {
namespace {

using Json = nlohmann::json;

const std::string kNouns =
    "group break-glass = 4f1c2d7e-0000-4000-8000-000000000004\n"
    "group contractors = 4f1c2d7e-0000-4000-8000-000000000001\n"
    "app procurement = 6a1c2d7e-0000-4000-8000-0000000000a1\n"
    "trusted network hq = 203.0.113.0/24\n";

/// The finding of `code`; there is one at most.
Json finding(const Result& result, const std::string& code) {
  Json found;
  const Json report = Json::parse(result.out);
  for (const Json& each : report.at("findings")) {
    if (each.at("code").get<std::string>() != code) continue;
    CHECK(found.is_null());
    found = each;
  }
  return found;
}

Result check(const ScratchFolder& folder, const std::string& options = "") {
  return folder.run("check policies.ward --at 2026-11-25 --format json " + options);
}

/// What is decided of the sign-in of a finding.
Json decided(const ScratchFolder& folder, const Json& found) {
  const Result result = folder.run("eval --policies policies.ward --at 2026-11-25", found.at("signIn").dump() + "\n");
  return Json::parse(result.out);
}

}  // namespace

TEST_CASE("blocks that lock administrators out together are one finding, with a sign-in that is blocked") {
  const ScratchFolder folder;
  folder.write("policies.ward", kNouns +
                                    "policy CA1 \"Office\" everyone on trusted networks for all apps block\n"
                                    "policy CA2 \"Elsewhere\" everyone on untrusted networks for all apps block\n");
  const Json found = finding(check(folder), "W3001");
  CHECK_EQ(found.at("message"), "no administrator can sign in: `CA1` and `CA2` together stop every sign-in");
  CHECK_EQ(found.at("example"), "global-administrator through browser on 198.51.100.250");
  CHECK_EQ(decided(folder, found).at("outcome"), "block");
}

TEST_CASE("a lock-out is one finding where one policy would be enough to see") {
  const ScratchFolder folder;
  folder.write("policies.ward", "global-administrator for all apps block\n");
  const Json found = finding(check(folder), "W3001");
  CHECK_EQ(found.at("message"), "no administrator can sign in: `policies#1` stops every sign-in");
  CHECK_EQ(found.at("line"), 1);
}

TEST_CASE("what a device or an address would spare administrators is said") {
  const ScratchFolder folder;
  folder.write("policies.ward", kNouns + "policy CA1 \"x\" everyone for all apps require compliant-device\n");
  CHECK_EQ(finding(check(folder), "W3001").at("message"),
           "no administrator can sign in: `CA1` stops every sign-in without a managed device");
  folder.write("policies.ward", kNouns + "policy CA1 \"x\" everyone on untrusted networks for all apps block\n");
  CHECK_EQ(finding(check(folder), "W3001").at("message"),
           "no administrator can sign in: `CA1` stops every sign-in from an address that no network holds");
}

TEST_CASE("a policy that others cover between them is found, with a sign-in to which it and one of them apply") {
  const ScratchFolder folder;
  folder.write("policies.ward", kNouns +
                                    "policy CA1 \"a\" everyone on trusted networks for all apps require mfa\n"
                                    "policy CA2 \"b\" everyone on untrusted networks for all apps require mfa\n"
                                    "policy CA3 \"c\" contractors for procurement require mfa\n");
  const Json found = finding(check(folder), "W3002");
  CHECK_EQ(found.at("message"),
           "`CA3` changes nothing: `CA1` or `CA2` applies wherever it does, and demands at least as much");
  CHECK_EQ(found.at("example"), "contractors for procurement");
  CHECK_EQ(decided(folder, found).at("policies").at("applied"), Json({"CA2", "CA3"}));
}

TEST_CASE("policies that say the same are duplicates, and not shadowed too") {
  const ScratchFolder folder;
  folder.write("policies.ward", kNouns +
                                    "policy CA1 \"a\" contractors for procurement require mfa\n"
                                    "policy CA2 \"b\" contractors for procurement require mfa\n");
  const Result result = check(folder);
  CHECK(!finding(result, "W3008").is_null());
  CHECK(finding(result, "W3002").is_null());
}

TEST_CASE("a policy that never applies is found where no single condition says so") {
  const ScratchFolder folder;
  folder.write("policies.ward",
               kNouns +
                   "policy CA1 \"a\" contractors using devices where model is \"A\" and model is \"B\"\n"
                   "  for procurement block\n");
  CHECK_EQ(finding(check(folder), "W3301").at("message"),
           "`CA1` can never apply: no sign-in meets all of its conditions");
}

TEST_CASE("allows, levels and a baseline hold for findings of the set") {
  const ScratchFolder folder;
  const std::string covered =
      "policy CA1 \"a\" everyone except break-glass for all apps require mfa\n"
      "# allow(W3002): kept for the auditors\n"
      "policy CA2 \"b\" contractors except break-glass for procurement require mfa\n";
  folder.write("policies.ward", kNouns + covered);
  const Result allowed = check(folder);
  CHECK(finding(allowed, "W3002").is_null());
  CHECK(finding(allowed, "W6002").is_null());
  folder.write("policies.ward", kNouns + covered.substr(0, covered.find('#')) +
                                    "policy CA2 \"b\" contractors except break-glass for procurement require mfa\n");
  CHECK_EQ(check(folder, "--deny W3002").exit, 1);
  CHECK(finding(check(folder, "--allow W3002"), "W3002").is_null());
  CHECK(finding(check(folder, "--baseline known.json"), "W3002").is_null());
}

TEST_CASE("findings of the set have places in Graph JSON") {
  const ScratchFolder folder;
  folder.write("policies.json",
               R"([{"id": "4f1c2d7e-0000-4000-8000-0000000000c1", "displayName": "Stop", "state": "enabled",
 "conditions": {"users": {"includeUsers": ["All"]}, "applications": {"includeApplications": ["All"]}},
 "grantControls": {"operator": "OR", "builtInControls": ["block"]}},
{"id": "4f1c2d7e-0000-4000-8000-0000000000c2", "displayName": "MFA", "state": "enabled",
 "conditions": {"users": {"includeUsers": ["All"]}, "applications": {"includeApplications": ["All"]}},
 "grantControls": {"operator": "OR", "builtInControls": ["mfa"]}}])");
  const Result result = folder.run("check policies.json --format json --at 2026-11-25");
  const Json locked = finding(result, "W3001");
  CHECK_EQ(locked.at("line"), 1);
  CHECK_EQ(locked.at("jsonPath"), "$[0]");
  const Json covered = finding(result, "W3002");
  CHECK_EQ(covered.at("line"), 4);
  CHECK_EQ(covered.at("message"), "`MFA` changes nothing: `Stop` applies wherever it does, and blocks");
}

TEST_CASE("where trusted networks are missing, that is the finding, and not what it makes moot") {
  const ScratchFolder folder;
  folder.write("policies.ward",
               "group contractors = 4f1c2d7e-0000-4000-8000-000000000001\n"
               "policy CA1 \"a\" contractors on untrusted networks for all apps block\n"
               "policy CA2 \"b\" contractors at high sign-in risk for all apps block\n");
  const Result result = check(folder);
  CHECK(!finding(result, "W3314").is_null());
  CHECK(finding(result, "W3002").is_null());
}

TEST_CASE("a policy that was read with something passed over locks nobody out for sure, and covers nothing") {
  const ScratchFolder folder;
  folder.write("policies.json",
               R"([{"id": "4f1c2d7e-0000-4000-8000-0000000000c1", "displayName": "Stop", "state": "enabled",
 "conditions": {"users": {"includeUsers": ["All"], "excludeGroupNames": ["Admins"]},
  "applications": {"includeApplications": ["All"]}},
 "grantControls": {"operator": "OR", "builtInControls": ["block"]}},
{"id": "4f1c2d7e-0000-4000-8000-0000000000c2", "displayName": "MFA", "state": "enabled",
 "conditions": {"users": {"includeUsers": ["All"]}, "applications": {"includeApplications": ["All"]}},
 "grantControls": {"operator": "OR", "builtInControls": ["mfa"]}}])");
  const Result result = folder.run("check policies.json --ignore-unknown --format json --at 2026-11-25");
  CHECK(finding(result, "W3001").is_null());
  CHECK(finding(result, "W3002").is_null());
}

TEST_CASE("where the search meets its bound that is said, as no finding") {
  const ScratchFolder folder;
  std::string text = kNouns;
  std::string networks;
  for (int i = 0; i < 14; ++i) {
    text +=
        fmt::format("network n{0} = 198.51.{0}.0/24\npolicy B{0:02} \"b{0}\" everyone on n{0} for all apps block\n", i);
  }
  text += "policy CA1 \"a\" contractors on ";
  for (int i = 0; i < 14; ++i) text += fmt::format("{}n{}", i == 0 ? "" : ", ", i);
  folder.write("policies.ward", text + " for procurement require mfa\n");
  const Result result = check(folder, "--allow W3101");
  CHECK(finding(result, "W3002").is_null());
  CHECK_EQ(Json::parse(result.out).at("undecided"), Json::parse(R"([{"code": "W3002", "policy": "CA1"}])"));
  CHECK_EQ(result.err, "doorward: W3002 is undecided of `CA1`: the search met its bound\n");
}

TEST_CASE("notes are counted apart from warnings") {
  const ScratchFolder folder;
  folder.write("policies.ward", kNouns + "policy CA1 \"a\" everyone for procurement require mfa\n");
  const Json report = Json::parse(check(folder).out);
  CHECK_EQ(report.at("errors"), 0);
  CHECK_EQ(report.at("warnings"), 1);
  CHECK_EQ(report.at("notes"), 2);
}

}  // namespace doorward::test
