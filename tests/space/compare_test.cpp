#include <fmt/format.h>

#include "policies.h"

namespace doorward::test {
namespace {

analysis::Comparison compare(const std::string& before, const std::string& after) {
  const Policies old_set(before);
  const Policies new_set(after);
  return analysis::compare_sets(old_set.compared(), new_set.compared(), kNow);
}

TEST_CASE("sets that say the same in other words do not differ") {
  const auto comparison = compare("policy CA1 \"a\"\n  everyone on all networks except hq for all apps require mfa\n",
                                  "policy CA9 \"b\"\n  everyone on untrusted networks for all apps require mfa\n");
  CHECK(comparison.complete);
  CHECK_EQ(comparison.report.changed, 0);
}

TEST_CASE("a difference that only a member of two groups shows is found") {
  const auto comparison = compare("policy CA1 \"a\"\n  contractors except interns for procurement block\n",
                                  "policy CA1 \"a\"\n  contractors for procurement block\n");
  CHECK(comparison.complete);
  REQUIRE_EQ(comparison.differences.size(), 1);
  CHECK_EQ(comparison.differences.front().example.id,
           "members through browser for procurement given user in interns and user in contractors");
}

TEST_CASE("every context and every action is a target of its own") {
  const std::string same =
      "context c1 = \"one\"\ncontext c2 = \"two\"\n"
      "policy CA1 \"a\"\n  contractors for context c1 require mfa\n"
      "policy CA2 \"b\"\n  contractors for action register-security-info require mfa\n";
  CHECK_EQ(compare(same + "policy CA3 \"c\"\n  contractors for context c2 require mfa\n",
                   same + "policy CA3 \"c\"\n  contractors for context c2 block\n")
               .report.weaker,
           0);
  const auto contexts = compare(same + "policy CA3 \"c\"\n  contractors for context c2 block\n",
                                same + "policy CA3 \"c\"\n  contractors for context c2 require mfa\n");
  REQUIRE_FALSE(contexts.differences.empty());
  CHECK_EQ(contexts.differences.front().example.id, "contractors through browser for context c2");
  const auto actions = compare(same + "policy CA3 \"c\"\n  contractors for action register-device block\n",
                               same + "policy CA3 \"c\"\n  contractors for action register-device require mfa\n");
  REQUIRE_FALSE(actions.differences.empty());
  CHECK_EQ(actions.differences.front().example.id, "contractors through browser for action register-device");
}

TEST_CASE("a country that no policy names is a place too") {
  const auto comparison = compare(
      "network north = countries FI, NO or unknown\npolicy CA1 \"a\"\n  contractors on all networks except north for "
      "procurement block\n",
      "network north = countries FI, NO or unknown\n");
  REQUIRE_FALSE(comparison.differences.empty());
}

TEST_CASE("a device without a collection is told from one with an empty one") {
  const std::string rule = "using devices where model is \"a\" and physical-ids is not present";
  const auto comparison = compare("policy CA1 \"a\"\n  contractors " + rule + " for procurement block\n", "");
  REQUIRE_FALSE(comparison.differences.empty());
}

TEST_CASE("what is more than the bound is no proof of sameness") {
  std::string nouns;
  std::string before;
  std::string after;
  for (int g = 0; g < 14; ++g) {
    nouns += fmt::format("group g{} = 5f1c2d7e-0000-4000-8000-0000000000{:02}\n", g, g);
    before += fmt::format("policy CA{} \"t\"\n  g{} for procurement require terms t{}\n", 10 + g, g, g);
    after += fmt::format("policy CB{} \"t\"\n  g{} for procurement require terms t{}\n", 10 + g, g, g);
    nouns += fmt::format("terms t{} = 7f1c2d7e-0000-4000-8000-0000000000{:02}\n", g, g);
  }
  const auto comparison = compare(nouns + before, nouns + after);
  CHECK_EQ(comparison.report.changed, 0);
  CHECK(!comparison.complete);
}

}  // namespace
}  // namespace doorward::test
