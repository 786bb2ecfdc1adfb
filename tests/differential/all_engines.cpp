#include "all_engines.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

namespace doorward::differential {

reference::Decision decided_by_all(const model::PolicySet& set, const SignIn& sign_in, std::int64_t now, bool strict) {
  const auto expected =
      reference::decide(set, reference::published_app_groups(), sign_in, {.now = now, .strict = strict});
  Engines engines(set);
  REQUIRE(engines.fault() == "");
  for (const Evaluation engine : {Evaluation::interpreter, Evaluation::index}) {
    const auto found = engines.decide(sign_in, {.now = now, .strict = strict, .evaluation = engine});
    CHECK(reference::to_json(found).dump() == reference::to_json(expected).dump());
  }
  return expected;
}

}  // namespace doorward::differential
