// A policy set and what it is imported to decide alike, byte for byte.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <array>
#include <cstdint>

#include "doorward/compiler/compile.h"
#include "doorward/compiler/unparse.h"
#include "doorward/io/decision_writer.h"
#include "doorward/io/sign_in_reader.h"
#include "doorward/runtime/evaluate.h"
#include "meaning.h"
#include "sources.h"

namespace doorward::tests {
namespace {

/// Draws that are the same on every machine.
class Draws {
 public:
  std::size_t below(std::size_t count) {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return static_cast<std::size_t>(state_ >> 33U) % count;
  }
  template <class List>
  const auto& one_of(const List& list) {
    return list[below(list.size())];
  }

 private:
  std::uint64_t state_ = 42;
};

/// Ids that the policies of a set name, with one of each kind that they do not.
struct Ids {
  std::vector<std::string> users{"00000000-aaaa-4000-8000-000000000001"};
  std::vector<std::string> groups{"00000000-aaaa-4000-8000-000000000002"};
  std::vector<std::string> roles{"00000000-aaaa-4000-8000-000000000003"};
  std::vector<std::string> apps{"00000000-aaaa-4000-8000-000000000004", "00000003-0000-0ff1-ce00-000000000000"};
};

Ids ids_of(const model::PolicySet& set) {
  Ids ids;
  for (const model::Policy& policy : set.policies) {
    if (policy.users) {
      for (const auto* side : {&policy.users->include, &policy.users->exclude}) {
        for (const model::SubjectItem& item : *side) {
          if (item.kind == model::SubjectItem::Kind::user) ids.users.push_back(item.id.key);
          if (item.kind == model::SubjectItem::Kind::group) ids.groups.push_back(item.id.key);
          if (item.kind == model::SubjectItem::Kind::role) ids.roles.push_back(item.id.key);
        }
      }
    }
    for (const auto* side : {&policy.targets.include, &policy.targets.exclude}) {
      for (const model::TargetItem& item : *side) {
        if (item.kind == model::TargetItem::Kind::app) ids.apps.push_back(item.id.key);
      }
    }
  }
  return ids;
}

std::string sign_in(Draws& draws, const Ids& ids) {
  constexpr auto kClients = std::to_array({"browser", "mobileAppsAndDesktopClients", "exchangeActiveSync", "other"});
  constexpr auto kPlatforms = std::to_array({"windows", "iOS", "android", "macOS", "linux", ""});
  constexpr auto kAddresses = std::to_array({"203.0.113.7", "198.51.100.9", "10.1.2.3", "2001:db8::1"});
  constexpr auto kCountries = std::to_array({"DK", "US", "NL", "RU", ""});
  constexpr auto kRisks = std::to_array({"none", "low", "medium", "high"});
  constexpr auto kTrust = std::to_array({"", "ServerAD", "AzureAD", "Workplace"});
  constexpr auto kGuests = std::to_array({"none", "none", "b2bCollaborationGuest", "internalGuest", "serviceProvider"});
  constexpr auto kFlows = std::to_array({"none", "none", "deviceCodeFlow", "authenticationTransfer"});
  const bool guest = draws.below(3) == 0;
  std::string target = fmt::format(R"("app": {{"id": "{}"}})", draws.one_of(ids.apps));
  if (draws.below(5) == 0) target = R"("userAction": "urn:user:registersecurityinfo")";
  return fmt::format(
      R"({{"id": "s", "user": {{"id": "{}", "type": "{}", "guestKind": "{}", "groups": ["{}"], "roles": ["{}"]}}, {}, )"
      R"("clientApp": "{}", "network": {{"ip": "{}", "country": "{}"}}, "device": {{"platform": "{}", )"
      R"("isCompliant": {}, "trustType": "{}", "properties": {{"deviceOwnership": "Company"}}}}, )"
      R"("risk": {{"signIn": "{}", "user": "{}"}}, "flow": "{}", "session": {{"authAge": {}}}}})",
      draws.one_of(ids.users), guest ? "guest" : "member", guest ? draws.one_of(kGuests) : "none",
      draws.one_of(ids.groups), draws.one_of(ids.roles), target, draws.one_of(kClients), draws.one_of(kAddresses),
      draws.one_of(kCountries), draws.one_of(kPlatforms), draws.below(2) == 0, draws.one_of(kTrust),
      draws.one_of(kRisks), draws.one_of(kRisks), draws.one_of(kFlows), draws.below(100000));
}

std::shared_ptr<const PolicySet> loaded(model::PolicySet set) {
  // Policies without a Graph id are named by their title in Graph and by their Ward id in Ward.
  for (model::Policy& policy : set.policies) policy.name = policy.graph_id ? policy.graph_id->key : policy.title;
  SourceMap sources;
  sources.add("test", "");
  DiagnosticSink sink;
  const auto module = compile(set, sources, {.strip = true}, sink);
  std::string error;
  auto result = PolicySet::load(module, error);
  REQUIRE(result != nullptr);
  return result;
}

class Decider {
 public:
  explicit Decider(std::shared_ptr<const PolicySet> set) : scratch_(set), writer_(set, PolicyNames::graph) {}

  std::string decide(const std::string& line) {
    REQUIRE(reader_.read(line, sign_in_));
    evaluate(scratch_, sign_in_, {.now = 1800000000, .strict = false}, decision_);
    return std::string(writer_.write("s", decision_));
  }

 private:
  Scratch scratch_;
  DecisionWriter writer_;
  SignInReader reader_;
  SignIn sign_in_;
  Decision decision_;
};

}  // namespace

TEST_CASE("a corpus file and what it is imported to decide alike") {
  Draws draws;
  std::size_t applied = 0;
  for (const CorpusCase& one : corpus()) {
    if (one.set.policies.empty()) continue;
    CAPTURE(one.name);
    DiagnosticSink sink;
    const WardText text = unparse(one.set, {}, sink);
    if (sink.has_errors()) continue;
    const Read read = read_ward({{"nouns.ward", text.nouns}, {"policies.ward", text.policies}});
    Decider graph(loaded(one_form(one.set)));
    Decider ward(loaded(one_form(read.set)));
    const Ids ids = ids_of(one.set);
    for (int i = 0; i < 40; ++i) {
      const std::string line = sign_in(draws, ids);
      CAPTURE(line);
      const std::string decision = graph.decide(line);
      CHECK(ward.decide(line) == decision);
      applied += decision.find("\"applied\":[]") == std::string::npos ? 1U : 0U;
    }
  }
  CHECK(applied > 400);
}

}  // namespace doorward::tests
