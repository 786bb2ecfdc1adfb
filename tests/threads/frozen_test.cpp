// Deciding writes nothing that threads share: set, slot, principal and their counts lie in memory that cannot be written
// while threads decide.
#include <doctest/doctest.h>

#include <optional>
#include <thread>

#include "doorward/runtime/policy_slot.h"
#include "frozen_memory.h"
#include "modules.h"

namespace doorward::test {
namespace {

constexpr EvaluateOptions kOptions{.now = 0, .strict = false};

TEST_CASE("threads decide with a set, a slot and a principal that cannot be written") {
  challenging_module();
  std::optional<PolicySlot> slot;
  std::optional<BoundPrincipal> principal;
  keep_memory(Owner::shared);
  const auto set = loaded(challenging_module());
  slot.emplace(set);
  principal.emplace(std::make_shared<const Principal>(anybody().user), *set);
  release_memory();

  PolicyReader first(*slot);
  PolicyReader second(*slot);
  int challenged[2] = {0, 0};
  const auto decide = [&](PolicyReader& reader, int& count) {
    Decision decision;
    for (int i = 0; i < 1000; ++i) {
      reader.evaluate(anybody(), kOptions, decision);
      count += decision.outcome == Outcome::challenge ? 1 : 0;
      reader.evaluate(*principal, SignIn{}, kOptions, decision);
      count += decision.outcome == Outcome::challenge ? 1 : 0;
    }
  };
  REQUIRE(freeze_memory(Owner::shared));
  std::thread one([&] { decide(first, challenged[0]); });
  std::thread two([&] { decide(second, challenged[1]); });
  one.join();
  two.join();
  REQUIRE(thaw_memory(Owner::shared));
  CHECK(challenged[0] == 2000);
  CHECK(challenged[1] == 2000);
}

}  // namespace
}  // namespace doorward::test
