// The generators reach every row of every table, and give the same cases for the same seed.
#include "reference/generate.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "reference/coverage.h"
#include "reference/decide.h"
#include "reference/universe.h"

namespace doorward::reference {
namespace {

TEST_CASE("generated cases touch every row of every table") {
  Random random(1);
  Coverage coverage;
  const AppGroups groups = published_app_groups();
  for (int i = 0; i < 300; ++i) {
    const model::PolicySet set = random_set(random);
    coverage.note(set);
    for (int n = 0; n < 30; ++n) {
      const SignIn sign_in = random_sign_in(random, set);
      coverage.note(sign_in);
      const DecideOptions options{.now = random.one_of(universe::times()), .strict = random.percent(10)};
      coverage.note(decide(set, groups, sign_in, options));
    }
  }
  INFO(coverage.summary());
  CHECK(coverage.missed() == std::vector<std::string>{});
}

TEST_CASE("one seed gives one case") {
  const auto decision_of = [](std::uint64_t seed) {
    Random random(seed);
    const model::PolicySet set = random_set(random);
    return to_json(decide(set, published_app_groups(), random_sign_in(random), {})).dump();
  };
  CHECK(decision_of(7) == decision_of(7));
  CHECK(decision_of(7) != decision_of(8));
}

}  // namespace
}  // namespace doorward::reference
