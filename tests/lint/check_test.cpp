// `doorward check`: configuration, levels, allows, fixes, baselines, and revisions.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "process.h"

namespace doorward::test {
namespace {

constexpr std::string_view kOpen = "policy CA1 \"MFA\"\n  everyone for all apps require mfa\n";
constexpr std::string_view kFound =
    "policies.ward:2:3: warning[W3101]: `CA1` does not exclude any account\n"
    "   2 |   everyone for all apps require mfa\n"
    "     |   ^~~~~~~~\n"
    "help: exclude an emergency account: `except break-glass`\n";

Result check(const ScratchFolder& folder, const std::string& arguments) {
  return folder.run("check policies.ward --at 2026-11-25 --color never " + arguments);
}

std::string codes(const Result& result) {
  std::string out;
  const auto report = nlohmann::json::parse(result.out);
  for (const auto& finding : report.at("findings")) {
    out += (out.empty() ? "" : " ") + finding.at("code").get<std::string>();
  }
  return out;
}

}  // namespace

TEST_CASE("levels of the command line: warnings leave 0, denied findings 1, allowed ones are silent") {
  const ScratchFolder folder;
  folder.write("policies.ward", kOpen);
  const Result plain = check(folder, "");
  CHECK(plain.exit == 0);
  CHECK(plain.err == std::string(kFound) + "doorward: 1 policy, no errors\n");
  const Result denied = check(folder, "--deny w3101");
  CHECK(denied.exit == 1);
  CHECK(denied.err.find("error[W3101]") != std::string::npos);
  CHECK(check(folder, "--deny W31xx").exit == 1);
  CHECK(check(folder, "--allow W3101").err == "doorward: 1 policy, no errors\n");
  CHECK(check(folder, "--allow W3101 --deny W3101").exit == 1);
  const Result unknown = check(folder, "--deny W9999");
  CHECK(unknown.exit == 0);
  CHECK(unknown.err == "doorward: warning: `W9999` is no diagnostic code; nothing has it\n" + plain.err);
  const Result misspelt = check(folder, "--deny W310");
  CHECK(misspelt.exit == 2);
  CHECK(misspelt.err == "doorward: error: `W310` is no diagnostic code\n");
}

TEST_CASE("a lint that is not reported by default is reported where it is asked for") {
  const ScratchFolder folder;
  folder.write("policies.ward",
               "group break-glass = 4f1c2d7e-0000-4000-8000-000000000004\n"
               "policy CA1 \"MFA\" everyone except break-glass for all apps require mfa\n");
  CHECK(codes(check(folder, "--format json")).empty());
  CHECK(codes(check(folder, "--format json --warn W3418")) == "W3418");
  folder.write("doorward.toml", "[lints]\nW34xx = \"note\"\nW3415 = \"allow\"\n");
  const std::string baseline = codes(check(folder, "--format json"));
  CHECK(baseline.find("W3418") != std::string::npos);
  CHECK(baseline.find("W3415") == std::string::npos);
}

TEST_CASE("doorward.toml is found above the policies, and its paths decide over its lints") {
  const ScratchFolder folder;
  folder.write("doorward.toml",
               "[lints]\nW3101 = \"deny\"\n[[paths]]\nmatch = \"lab/**\"\nlints = { W3101 = \"allow\" }\n");
  folder.write("lab/deep/policies.ward", kOpen);
  folder.write("prod/policies.ward", kOpen);
  CHECK(folder.run("check lab/deep").exit == 0);
  CHECK(folder.run("check prod").exit == 1);
  CHECK(folder.run("check prod --warn W3101").exit == 0);
}

TEST_CASE("an unknown key of doorward.toml is an error with its place and the nearest key") {
  const ScratchFolder folder;
  folder.write("policies.ward", kOpen);
  folder.write("doorward.toml", "[lints]\nW3101 = \"warn\"\n\n[break-glas]\ngroups = []\n");
  const Result result = check(folder, "");
  CHECK(result.exit == 2);
  CHECK(result.err.find("doorward.toml:4:2: error[E6002]: `break-glas` is no setting\n"
                        "   4 | [break-glas]\n"
                        "     |  ^~~~~~~~~~\n"
                        "help: did you mean `break-glass`?\n") != std::string::npos);
}

TEST_CASE("break-glass groups of doorward.toml are the ones that policies must exclude") {
  const ScratchFolder folder;
  folder.write("policies.ward",
               "group vips = 4f1c2d7e-0000-4000-8000-000000000009\n"
               "policy CA1 \"MFA\" everyone except vips for all apps require mfa\n");
  CHECK(codes(check(folder, "--format json")).empty());
  folder.write("doorward.toml", "[break-glass]\ngroups = [\"4f1c2d7e-0000-4000-8000-000000000004\"]\n");
  CHECK(codes(check(folder, "--format json")) == "W3101");
  folder.write("doorward.toml", "[break-glass]\ngroups = [\"4F1C2D7E-0000-4000-8000-000000000009\"]\n");
  CHECK(codes(check(folder, "--format json")).empty());
}

TEST_CASE("an allow with a reason waves through what its statement shows, and nothing else") {
  const ScratchFolder folder;
  folder.write("policies.ward", "# allow(W3101): cloud-only accounts\n" + std::string(kOpen) +
                                    "policy CA2 \"Second\"\n  everyone  # allow(W3101): a second reason\n"
                                    "  for exchange-online require compliant-device\n" +
                                    "policy CA3 \"Third\" everyone for sharepoint-online require compliant-device\n");
  const Result result = check(folder, "--format json --allow W3318 --allow W3002");
  CHECK(codes(result) == "W3101");
  CHECK(nlohmann::json::parse(result.out).at("findings")[0].at("message") == "`CA3` does not exclude any account");
}

TEST_CASE("fixes that keep every decision are applied, and shown by --diff") {
  const ScratchFolder folder;
  const std::string used =
      "group break-glass = 4f1c2d7e-0000-4000-8000-000000000004\n"
      "policy CA1 \"MFA\" everyone except break-glass for all apps require mfa\n";
  folder.write("policies.ward", "group old = 4f1c2d7e-0000-4000-8000-000000000009  # nobody knows\n" + used);
  REQUIRE(folder.run("compile policies.ward --strip -o before.dwm").exit == 0);
  const Result shown = check(folder, "--diff");
  CHECK(shown.out ==
        "--- a/policies.ward\n+++ b/policies.ward\n@@ -1,3 +1,2 @@\n"
        "-group old = 4f1c2d7e-0000-4000-8000-000000000009  # nobody knows\n"
        " group break-glass = 4f1c2d7e-0000-4000-8000-000000000004\n"
        " policy CA1 \"MFA\" everyone except break-glass for all apps require mfa\n");
  CHECK(folder.read("policies.ward").starts_with("group old"));
  const Result fixed = check(folder, "--fix");
  CHECK(fixed.exit == 0);
  CHECK(fixed.err == "doorward: 1 fix applied\ndoorward: 1 policy, no errors\n");
  CHECK(folder.read("policies.ward") == used);
  REQUIRE(folder.run("compile policies.ward --strip -o after.dwm").exit == 0);
  CHECK(folder.read("before.dwm") == folder.read("after.dwm"));
  CHECK(check(folder, "--unsafe").exit == 2);
}

TEST_CASE("fixes that change decisions are applied with --unsafe only") {
  const ScratchFolder folder;
  const std::string group = "group break-glass = 4f1c2d7e-0000-4000-8000-000000000004\n";
  folder.write("policies.ward", group +
                                    "policy CA1 \"MFA\" everyone for all apps require mfa\n"
                                    "policy CA2 \"Guests\" members except guests for office-365\n  require mfa\n"
                                    "policy CA3 \"Used\" everyone except break-glass through legacy clients\n"
                                    "  for all apps block\n");
  CHECK(check(folder, "--fix").err.find("0 fixes applied") != std::string::npos);
  CHECK(check(folder, "--fix --unsafe --allow W3002").err.find("W3101") == std::string::npos);
  CHECK(folder.read("policies.ward")
            .find("everyone except break-glass for all apps require mfa\n"
                  "policy CA2 \"Guests\" members except guests or break-glass for office-365\n") != std::string::npos);
}

TEST_CASE("a fix that somebody has to choose is shown and never applied") {
  const ScratchFolder folder;
  const std::string noun = "group contractors = 4f1c2d7e-0000-4000-8000-000000000001\n";
  // One of several readings, the only reading of several words, and what nobody wrote.
  for (const std::string sentence :
       {"contractors or for office-365 block\n", "everyone for office-365\n",
        "everyone at high risk for office-365 block\n", "contractors and guests for office-365 block\n",
        "for office-365 block\n", "everyone for office-365 require\n", "Sales EMEA for office-365 block\n",
        "everyone contractors for office-365 block\n"}) {
    CAPTURE(sentence);
    folder.write("policies.ward", noun + sentence);
    const auto report = nlohmann::json::parse(check(folder, "--format json").out);
    CHECK(!report.at("findings").at(0).at("fixes").empty());
    CHECK(check(folder, "--fix --unsafe").err.find("0 fixes applied") != std::string::npos);
    CHECK(folder.read("policies.ward") == noun + sentence);
  }
}

TEST_CASE("a fix that is the only one of an error and no guess is applied with --unsafe") {
  const ScratchFolder folder;
  const std::string noun = "group contractors = 4f1c2d7e-0000-4000-8000-000000000001\n";
  const auto fixed = [&](const std::string& sentence) {
    folder.write("policies.ward", noun + sentence + "\n");
    check(folder, "--fix --unsafe");
    const std::string text = folder.read("policies.ward");
    return text.substr(noun.size(), text.size() - noun.size() - 1);
  };
  CHECK(fixed("contractors on not trusted networks for office-365 block") ==
        "contractors on untrusted networks for office-365 block");
  CHECK(fixed("not contractors for office-365 block") == "everyone except contractors for office-365 block");
  CHECK(fixed("contractors, guests, for office-365 block") == "contractors, guests for office-365 block");
  CHECK(fixed("contractors on all untrusted networks for office-365 block") ==
        "contractors on untrusted networks for office-365 block");
  CHECK(fixed("contractors using unregistered devices for office-365 block") ==
        "contractors using not registered devices for office-365 block");
  CHECK(fixed("contractors except Global Administrator for office-365 block") ==
        "contractors except global-administrator for office-365 block");
  CHECK(fixed("contractors from untrusted networks to office-365 must use 2FA") ==
        "contractors on untrusted networks for office-365 require mfa");
  CHECK(fixed("external users for office-365 require not mfa") == "external users for office-365 require not mfa");
}

TEST_CASE("a baseline is made of what is found, and hides it from then on, wherever its line moves") {
  const ScratchFolder folder;
  folder.write("policies.ward", kOpen);
  const Result made = check(folder, "--baseline known.json");
  CHECK(made.exit == 0);
  CHECK(made.err ==
        "doorward: `known.json` holds what was found; from now on only what is new is shown\n"
        "doorward: 1 policy, no errors\n");
  folder.write("policies.ward", "# moved\n\n" + std::string(kOpen) +
                                    "policy CA2 \"Mail\" everyone for office-365 require compliant-device\n");
  const Result next = check(folder, "--baseline known.json --format json");
  CHECK(codes(next) == "W3101");
  CHECK(nlohmann::json::parse(next.out).at("findings")[0].at("message") == "`CA2` does not exclude any account");
  folder.write("policies.ward",
               "group break-glass = 4f1c2d7e-0000-4000-8000-000000000004\n"
               "policy CA1 \"MFA\" everyone except break-glass for all apps require mfa\n");
  CHECK(check(folder, "--baseline known.json").err ==
        "doorward: 1 finding of `known.json` is gone; delete the file and run again to forget it\n"
        "doorward: 1 policy, no errors\n");
}

TEST_CASE("with --config-from a change can neither allow its own findings nor configure them away") {
  const ScratchFolder folder;
  const auto git = [&](const std::string& words) {
    const std::string command =
        fmt::format("cd '{}' && git -c user.name=a -c user.email=a@contoso.example {} >/dev/null 2>&1",
                    folder.path(".").string(), words);
    REQUIRE(std::system(command.c_str()) == 0);
  };
  const std::string base = "# allow(W3101): agreed on\n" + std::string(kOpen);
  folder.write("policies/a.ward", base);
  folder.write("doorward.toml", "[lints]\nW3101 = \"deny\"\n");
  git("init -q -b main");
  git("add -A");
  git("commit -qm base");
  folder.write("doorward.toml", "[lints]\nW3101 = \"allow\"\n");
  folder.write("policies/a.ward",
               base + "# allow(W3101): trust me\npolicy CA2 \"Open\"\n  everyone for office-365 require mfa\n");
  CHECK(folder.run("check policies").exit == 0);
  const Result strict = folder.run("check policies --config-from main --allow W3002 --color never");
  CHECK(strict.exit == 1);
  CHECK(strict.err.find("policies/a.ward:4:1: warning[W6004]: `allow(W3101)` is new since `main` and does not count: "
                        "trust me\n") != std::string::npos);
  CHECK(strict.err.find("error[W3101]: `CA2` does not exclude any account") != std::string::npos);
  CHECK(strict.err.find("`CA1` does not exclude") == std::string::npos);
}

TEST_CASE("lints give places in Graph JSON too") {
  const ScratchFolder folder;
  folder.write("policy.json",
               R"({"id": "4f1c2d7e-0000-4000-8000-0000000000c1", "displayName": "MFA", "state": "enabled",
 "conditions": {"users": {"includeUsers": ["All"]}, "applications": {"includeApplications": ["All"]}},
 "grantControls": {"operator": "OR", "builtInControls": ["mfa"]}})");
  const Result result = folder.run("check policy.json --format json --at 2026-11-25");
  const auto finding = nlohmann::json::parse(result.out).at("findings").at(0);
  CHECK(finding.at("code") == "W3101");
  CHECK(finding.at("line") == 2);
  CHECK(finding.at("message") == "`MFA` does not exclude any account");
  CHECK(finding.at("jsonPath").get<std::string>().find("conditions.users") != std::string::npos);
}

TEST_CASE("a password change without a frequency is told what Microsoft adds, with another one what Entra takes") {
  const ScratchFolder folder;
  const auto say = [&](const std::string& session) {
    folder.write("policies.ward",
                 "group break-glass = 4f1c2d7e-0000-4000-8000-000000000004\n"
                 "policy CA1 \"P\" everyone except break-glass at high user risk for all apps\n"
                 "  require mfa and password-change" +
                     session + "\n");
    const auto report = nlohmann::json::parse(check(folder, "--format json --allow W33xx").out);
    std::string out;
    for (const auto& finding : report.at("findings")) out += finding.at("message").get<std::string>() + '\n';
    return out;
  };
  CHECK(say("") ==
        "`password-change` does not have the shape that Microsoft gives it: Microsoft's template and portal add "
        "`with sign-in every time`\n");
  CHECK(
      say(" with sign-in every 4 hours") ==
      "`password-change` does not have the shape that Microsoft gives it: Entra takes no frequency but `sign-in every "
      "time` beside it\n");
  CHECK(say(" with sign-in every time").empty());
}

TEST_CASE("what takes many lines to show: long lists, long rules, many policies, many groups") {
  const ScratchFolder folder;
  std::string users;
  std::string list;
  for (int i = 0; i < 51; ++i) {
    users += fmt::format("user u{0} = u{0}@contoso.example\n", i);
    list += fmt::format("{}u{}", i == 0 ? "" : ", ", i);
  }
  folder.write("policies.ward", users + "policy CA1 \"x\" " + list + " for office-365 require mfa\n");
  CHECK(codes(check(folder, "--format json")) == "W3342");
  folder.write("policies.ward", "guests using devices where trust-type is AzureAD and model is \"" +
                                    std::string(3072, 'x') + "\" for office-365 block\n");
  CHECK(codes(check(folder, "--format json --allow W3017")) == "W3227");
  std::string many;
  for (int i = 0; i < 181; ++i) {
    many += fmt::format(
        "app a{0} = 6a1c2d7e-0000-4000-8000-{0:012x}\npolicy P{0} \"t{0}\" guests for a{0} require mfa\n", i);
  }
  folder.write("policies.ward", many);
  CHECK(codes(check(folder, "--format json")) == "W3409");
  std::string groups;
  for (int i = 0; i < 2049; ++i) groups += fmt::format("{}\"g{}\"", i == 0 ? "" : ",", i);
  folder.write("users.json", R"({"users": [{"upn": "alice@contoso.example", "groups": [)" + groups + "]}]}");
  folder.write("policies.ward", "policy CA1 \"x\" guests for office-365 require compliant-device or mfa\n");
  CHECK(codes(check(folder, "--format json --directory users.json")) == "W3123");
}

TEST_CASE("line hashes are those of GitHub's code scanning") {
  const ScratchFolder folder;
  const auto hash_of = [&](std::string_view text) {
    folder.write("policies.ward", text);
    const auto sarif = nlohmann::json::parse(check(folder, "--format sarif").out);
    std::string hashes;
    for (const auto& result : sarif.at("runs")[0].at("results")) {
      hashes += result.at("partialFingerprints").at("primaryLocationLineHash").get<std::string>() + ' ';
    }
    return hashes;
  };
  // The values of lines 1 and 3 are those of codeql-action's own tests (fingerprints.test.ts).
  CHECK(hash_of("a\nb\n\t\tc\n d") == "271789c17abda88f:1 180aee12dab6264:1 180aee12dab6264:1 ");
}

}  // namespace doorward::test
