// The simulator's ladder of strengths (MFA, passwordless, phishing-resistant) against sets of combinations: a user on a
// rung has listed the built-in strength of that rung.
#include <doctest/doctest.h>

#include "corpus.h"
#include "reference/build.h"

namespace doorward::vectors {
namespace {

constexpr auto kLadder =
    std::to_array<std::string_view>({"", "00000000-0000-0000-0000-000000000002", "00000000-0000-0000-0000-000000000003",
                                     "00000000-0000-0000-0000-000000000004"});

constexpr const char* kCustomId = "10000000-0000-4000-8000-000000000002";

Json demanding_strength(const std::string& id) {
  Json policy = policy_with(Json::object());
  policy["grantControls"] = {{"operator", "OR"}, {"authenticationStrength", {{"id", id}}}};
  return policy;
}

Json custom_strength(const Json& combinations) {
  return {
      {"id", kCustomId}, {"displayName", "custom"}, {"policyType", "custom"}, {"allowedCombinations", combinations}};
}

Mask methods_of(const std::string& combination) {
  Mask methods = 0;
  for (std::size_t begin = 0; begin < combination.size();) {
    const std::size_t end = std::min(combination.find(',', begin), combination.size());
    methods |= Mask{1} << find_graph(kMethods, combination.substr(begin, end - begin))->value;
    begin = end + 1;
  }
  return methods;
}

bool met_by_rung(LoadedSet& set, int rung) {
  SignIn sign_in = reference::user_sign_in();
  if (rung > 0) sign_in.strengths = {kLadder[static_cast<std::size_t>(rung)]};
  return decide(set, sign_in).outcome == "grant";
}

/// The highest rung whose built-in strength the methods meet.
int rung_of(Mask methods) {
  for (int rung = 3; rung > 0; --rung) {
    LoadedSet set = load_graph(demanding_strength(std::string(kLadder[static_cast<std::size_t>(rung)])));
    SignIn sign_in = reference::user_sign_in();
    sign_in.methods = {methods};
    if (decide(set, sign_in).outcome == "grant") return rung;
  }
  return 0;
}

TEST_CASE("a listed built-in strength meets itself and the rungs below it, as in the simulator") {
  const Json file = read_vectors("strengths-ca-simulator.json");
  int compared = 0;
  for (const Json& vector : file["vectors"]) {
    for (const Json& call : vector["calls"]) {
      if (call["subject"] != "isAuthStrengthSatisfied") continue;
      const std::string id = call["args"][1];
      const bool builtin = std::find(kLadder.begin(), kLadder.end(), id) != kLadder.end();
      if (!builtin) continue;
      INFO(vector["id"].get<std::string>());
      LoadedSet set = load_graph(demanding_strength(id));
      REQUIRE(set.refusal == "");
      CHECK(met_by_rung(set, call["args"][0]) == call["observed"].get<bool>());
      ++compared;
    }
  }
  CHECK(compared == 12);
}

TEST_CASE("a strength that no file holds is refused, where the simulator says that nobody meets it") {
  const LoadedSet set = load_graph(demanding_strength("aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"));
  CHECK_FALSE(set.engines);
  CHECK(set.refusal.find("aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee") != std::string::npos);
}

TEST_CASE("a strength without combinations is met by nothing but being listed") {
  LoadedSet set = load_graph(Json::array({demanding_strength(kCustomId), custom_strength(Json::array())}));
  REQUIRE(set.refusal == "");
  CHECK_FALSE(met_by_rung(set, 3));
  SignIn sign_in = reference::user_sign_in();
  sign_in.strengths = {kCustomId};
  CHECK(decide(set, sign_in).outcome == "grant");
}

TEST_CASE("custom strengths stand on the rung of their weakest combination, as in the simulator") {
  const Json file = read_vectors("strengths-ca-simulator.json");
  int compared = 0;
  for (const Json& vector : file["vectors"]) {
    for (const Json& call : vector["calls"]) {
      if (call["subject"] != "resolveCustomAuthStrengthTier") continue;
      const Json& combinations = call["args"][0];
      INFO(vector["id"].get<std::string>());
      const LoadedSet set = load_graph(Json::array({demanding_strength(kCustomId), custom_strength(combinations)}));
      int rung = 3;
      if (set.engines) {
        for (const Json& combination : combinations) rung = std::min(rung, rung_of(methods_of(combination)));
      }
      if (combinations.empty()) rung = 0;
      const std::string found = set.engines ? std::to_string(rung) : set.refusal;
      std::string wanted = std::to_string(call["observed"].get<int>());
      // docs/vectors.md, section 8.
      if (combinations == Json::array({"temporaryAccessPassOneTime", "federatedMultiFactor"})) wanted = "1";
      if (combinations.empty()) wanted = "0";
      if (!combinations.empty() && combinations.front() == "someUnknownMethod") {
        wanted = "`someUnknownMethod` is not a value of `allowedCombinations`";
      }
      CHECK(found == wanted);
      ++compared;
    }
  }
  CHECK(compared == 9);
}

TEST_CASE("a custom strength is met by what it contains and by its own combinations, not by a higher rung") {
  LoadedSet set = load_graph(
      Json::array({demanding_strength(kCustomId), custom_strength({"password,microsoftAuthenticatorPush"})}));
  REQUIRE(set.refusal == "");
  CHECK_FALSE(met_by_rung(set, 3));
  SignIn sign_in = reference::user_sign_in();
  sign_in.methods = {bit(Method::password) | bit(Method::authenticator_push)};
  CHECK(decide(set, sign_in).outcome == "grant");
  LoadedSet wider = load_graph(Json::array(
      {demanding_strength(kCustomId),
       custom_strength({"windowsHelloForBusiness", "fido2", "x509CertificateMultiFactor", "deviceBasedPush"})}));
  CHECK(met_by_rung(wider, 3));
  CHECK(met_by_rung(wider, 2));
  CHECK_FALSE(met_by_rung(wider, 1));
}

}  // namespace
}  // namespace doorward::vectors
