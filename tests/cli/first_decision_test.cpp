// The commissioned sentence, from the file to every answer that it must give.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "process.h"

namespace doorward::test {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kPolicies =
    "group contractors = 4f1c2d7e-0000-4000-8000-000000000001\n"
    "app procurement = 6a1c2d7e-0000-4000-8000-0000000000a1\n"
    "trusted network hq = 203.0.113.0/24, 2001:db8:17::/48\n"
    "\n"
    "contractors on untrusted networks using non-joined devices for procurement require mfa\n";

Json contractor() {
  return {{"id", "s1"},
          {"user",
           {{"id", "11111111-0000-4000-8000-000000000001"},
            {"type", "member"},
            {"groups", {"4f1c2d7e-0000-4000-8000-000000000001"}},
            {"roles", Json::array()},
            {"mfaState", "disabled"}}},
          {"app", {{"id", "6a1c2d7e-0000-4000-8000-0000000000a1"}}},
          {"clientApp", "browser"},
          {"network", {{"ip", "198.51.100.7"}}},
          {"device", {{"platform", "windows"}}}};
}

Json decide(const Json& sign_in) {
  ScratchFolder folder;
  folder.write("contoso.ward", kPolicies);
  const Result result = folder.run("eval --policies contoso.ward --signins -", sign_in.dump() + "\n");
  CHECK_EQ(result.err, "");
  REQUIRE_EQ(result.exit, 0);
  return Json::parse(result.out);
}

TEST_CASE("a contractor on an untrusted network and an unregistered device is challenged for mfa") {
  ScratchFolder folder;
  folder.write("contoso.ward", kPolicies);
  const Result result = folder.run("eval --policies contoso.ward --signins -", contractor().dump() + "\n");
  CHECK_EQ(result.err, "");
  CHECK_EQ(result.exit, 0);
  CHECK_EQ(result.out,
           R"({"id":"s1","outcome":"challenge","require":[{"policy":"contoso#1","operator":"OR","controls":["mfa"],)"
           R"("unmet":["mfa"],"status":"pending"}],"session":{},"reauthenticate":false,"register":false,)"
           R"("next":["mfa"],"assumed":[],"policies":{"applied":["contoso#1"],"blockedBy":[],"reportOnly":[]},)"
           R"("userState":{"state":"disabled","effect":"none","status":"satisfied","overrode":[]}})"
           "\n");
}

TEST_CASE("the same contractor on a trusted network is granted") {
  Json sign_in = contractor();
  sign_in["network"]["ip"] = "203.0.113.9";
  CHECK_EQ(decide(sign_in)["outcome"], "grant");
  sign_in["network"]["ip"] = "2001:db8:17::9";
  CHECK_EQ(decide(sign_in)["outcome"], "grant");
}

TEST_CASE("the same contractor on a hybrid-joined device is granted, on an Entra-joined one challenged") {
  Json sign_in = contractor();
  sign_in["device"]["trustType"] = "ServerAD";
  CHECK_EQ(decide(sign_in)["outcome"], "grant");
  sign_in["device"]["trustType"] = "AzureAD";
  CHECK_EQ(decide(sign_in)["outcome"], "challenge");
}

TEST_CASE("the same contractor for another app is granted") {
  Json sign_in = contractor();
  sign_in["app"]["id"] = "6a1c2d7e-0000-4000-8000-0000000000a2";
  CHECK_EQ(decide(sign_in)["outcome"], "grant");
}

TEST_CASE("an employee on the same network and device is granted") {
  Json sign_in = contractor();
  sign_in["user"]["groups"] = Json::array();
  CHECK_EQ(decide(sign_in)["outcome"], "grant");
}

TEST_CASE("an enforced user at the trusted network is challenged because the user state takes precedence") {
  Json sign_in = contractor();
  sign_in["network"]["ip"] = "203.0.113.9";
  sign_in["user"]["mfaState"] = "enforced";
  const Json decision = decide(sign_in);
  CHECK_EQ(decision["outcome"], "challenge");
  CHECK_EQ(decision["next"], Json{"mfa"});
  CHECK_EQ(decision["require"], Json::array());
  CHECK_EQ(decision["userState"],
           Json::parse(R"({"state":"enforced","effect":"require-mfa","status":"pending","overrode":[]})"));
}

TEST_CASE("a bad line gets an error line with its number and the stream goes on") {
  ScratchFolder folder;
  folder.write("contoso.ward", kPolicies);
  const Result result = folder.run("eval --policies contoso.ward --signins -",
                                   contractor().dump() + "\n\nnot json\n" + contractor().dump() + "\n");
  CHECK_EQ(result.exit, 1);
  std::size_t lines = 0;
  std::size_t at = 0;
  std::vector<Json> decisions;
  for (std::size_t end = 0; (end = result.out.find('\n', at)) != std::string::npos; at = end + 1, ++lines) {
    decisions.push_back(Json::parse(result.out.substr(at, end - at)));
  }
  REQUIRE_EQ(lines, 3);
  CHECK_EQ(decisions[0]["outcome"], "challenge");
  CHECK_EQ(decisions[1]["line"], 3);
  CHECK(decisions[1].contains("error"));
  CHECK_EQ(decisions[2]["outcome"], "challenge");
}

TEST_CASE("check is silent about a clean file and exits 0") {
  ScratchFolder folder;
  folder.write("contoso.ward", kPolicies);
  const Result result = folder.run("check contoso.ward --quiet");
  CHECK_EQ(result.exit, 0);
  CHECK_EQ(result.out, "");
  CHECK_EQ(result.err, "");
}

TEST_CASE("a module decides as its source does, and the same source gives the same bytes") {
  ScratchFolder folder;
  folder.write("contoso.ward", kPolicies);
  REQUIRE_EQ(folder.run("compile contoso.ward -o first.dwm").exit, 0);
  REQUIRE_EQ(folder.run("compile contoso.ward -o second.dwm").exit, 0);
  CHECK_EQ(folder.read("first.dwm"), folder.read("second.dwm"));
  const std::string line = contractor().dump() + "\n";
  CHECK_EQ(folder.run("eval --policies first.dwm --signins -", line).out,
           folder.run("eval --policies contoso.ward --signins -", line).out);
}

TEST_CASE("disasm lists a module and refuses a damaged one with exit code 1") {
  ScratchFolder folder;
  folder.write("contoso.ward", kPolicies);
  REQUIRE_EQ(folder.run("compile contoso.ward -o set.dwm").exit, 0);
  const Result listing = folder.run("disasm set.dwm");
  CHECK_EQ(listing.exit, 0);
  CHECK_NE(listing.out.find("match.subject"), std::string::npos);
  CHECK_NE(listing.out.find("contractors"), std::string::npos);
  std::string damaged = folder.read("set.dwm");
  damaged[damaged.size() / 2] = static_cast<char>(damaged[damaged.size() / 2] ^ 0x10);
  folder.write("damaged.dwm", damaged);
  const Result refused = folder.run("disasm damaged.dwm");
  CHECK_EQ(refused.exit, 1);
  CHECK_EQ(refused.out, "");
  CHECK_NE(refused.err.find("damaged"), std::string::npos);
}

TEST_CASE("a missing file is unreadable input, exit code 2") {
  ScratchFolder folder;
  CHECK_EQ(folder.run("check nowhere.ward").exit, 2);
  CHECK_EQ(folder.run("eval --policies nowhere.ward --signins -").exit, 2);
  CHECK_EQ(folder.run("disasm nowhere.dwm").exit, 2);
  CHECK_EQ(folder.run("compile nowhere.ward -o out.dwm").exit, 2);
  CHECK_FALSE(folder.has("out.dwm"));
}

TEST_CASE("a faulty policy set decides nothing") {
  ScratchFolder folder;
  folder.write("bad.ward", "contractors for procurement require mfa\n");
  const Result result = folder.run("eval --policies bad.ward --signins -", contractor().dump() + "\n");
  CHECK_EQ(result.exit, 2);
  CHECK_EQ(result.out, "");
  CHECK_NE(result.err.find("contractors"), std::string::npos);
}

TEST_CASE("every command has help with an example, and a wrong word says how to get it") {
  ScratchFolder folder;
  for (const char* command : {"check", "eval", "compile", "disasm", "explain"}) {
    const Result help = folder.run(fmt::format("{} --help", command));
    CHECK_EQ(help.exit, 0);
    CHECK_NE(help.out.find("Example:"), std::string::npos);
    const Result wrong = folder.run(fmt::format("{} --no-such-option", command));
    CHECK_EQ(wrong.exit, 2);
    CHECK_NE(wrong.err.find(fmt::format("doorward {} --help", command)), std::string::npos);
  }
  CHECK_EQ(folder.run("").exit, 2);
  CHECK_EQ(folder.run("chekc").exit, 2);
}

}  // namespace
}  // namespace doorward::test
