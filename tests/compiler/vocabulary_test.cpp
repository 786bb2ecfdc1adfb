#include "doorward/vocabulary/vocabulary.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "policy_folder.h"

namespace doorward::test {
namespace {

using vocabulary::NounRow;

bool is_ward_name(std::string_view name) {
  return !name.empty() && name.front() >= 'a' && name.front() <= 'z' && name.back() != '-' &&
         std::all_of(name.begin(), name.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

}  // namespace

TEST_CASE("well-known nouns have a Ward name and an id of their own") {
  std::set<std::string_view> names;
  for (const auto rows : {vocabulary::roles(), vocabulary::apps(), vocabulary::strengths()}) {
    std::set<std::string_view> ids;
    for (const NounRow& row : rows) {
      CAPTURE(row.name);
      CHECK(is_ward_name(row.name));
      CHECK(canonical_id(row.id) == row.id);
      CHECK(parse_guid(row.id).has_value());
      CHECK(names.insert(row.name).second);
      CHECK(ids.insert(row.id).second);
    }
  }
  CHECK(vocabulary::roles().size() >= 130);
  CHECK(vocabulary::apps().size() >= 60);
}

TEST_CASE("each member of an app group is a well-known app, and each group has members") {
  for (const auto& member : vocabulary::app_group_members()) {
    CAPTURE(member.app_id);
    CHECK(vocabulary::find_app_group(member.group) != nullptr);
    CHECK(vocabulary::find_id(vocabulary::apps(), member.app_id) != nullptr);
  }
  for (const auto& group : vocabulary::app_groups()) {
    const auto members = vocabulary::app_group_members();
    CHECK(std::any_of(members.begin(), members.end(), [&](const auto& member) { return member.group == group.graph; }));
  }
}

TEST_CASE("phishing-resistant is within passwordless, and both are within the MFA strength") {
  const auto combinations = [](std::string_view strength) {
    std::set<Mask> all;
    for (const auto& row : vocabulary::strength_combinations()) {
      if (row.strength == strength) all.insert(row.methods);
    }
    return all;
  };
  const auto resistant = combinations("phishing-resistant");
  const auto passwordless = combinations("passwordless");
  const auto mfa = combinations(vocabulary::kBuiltinMfaStrength);
  CHECK(resistant.size() == 3);
  CHECK(passwordless.size() == 4);
  CHECK(mfa.size() == 19);
  CHECK(std::includes(passwordless.begin(), passwordless.end(), resistant.begin(), resistant.end()));
  CHECK(std::includes(mfa.begin(), mfa.end(), passwordless.begin(), passwordless.end()));
}

TEST_CASE("countries are sorted codes of two capital letters") {
  CHECK(std::is_sorted(vocabulary::countries().begin(), vocabulary::countries().end()));
  CHECK(std::adjacent_find(vocabulary::countries().begin(), vocabulary::countries().end()) ==
        vocabulary::countries().end());
  CHECK(vocabulary::is_country("dk"));
  CHECK_FALSE(vocabulary::is_country("UK"));
}

TEST_CASE("every name of the vocabulary can be used where its kind fits") {
  std::string text;
  for (const NounRow& role : vocabulary::roles()) text += std::string(role.name) + " for all apps block\n";
  for (const NounRow& app : vocabulary::apps()) text += "everyone for " + std::string(app.name) + " block\n";
  for (const NounRow& row : vocabulary::strengths()) {
    text += "everyone for all apps require strength " + std::string(row.name) + "\n";
  }
  for (const auto& group : vocabulary::app_groups()) text += "everyone for " + std::string(group.name) + " block\n";
  for (const std::string_view device : {"joined", "non-joined", "hybrid-joined", "domain-joined", "entra-joined",
                                        "registered", "compliant", "non-compliant", "managed", "unmanaged"}) {
    text += "everyone using " + std::string(device) + " devices for all apps block\n";
  }
  for (const FactRow& client : kClientApps)
    text += "everyone through " + std::string(client.ward) + " for all apps block\n";
  for (const FactRow& method : kMethods) {
    text += "strength s-" + std::string(method.ward) + " = " + std::string(method.ward) + "\n";
  }
  CHECK(load_ward(text).messages() == "");
}

}  // namespace doorward::test
