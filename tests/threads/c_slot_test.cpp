// The slot from C: the same stress with handles.
#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "doorward.h"
#include "modules.h"

namespace doorward::test {
namespace {

doorward_policy_set* c_set(const std::vector<std::byte>& module) {
  doorward_policy_set* set = nullptr;
  return doorward_policy_set_load(module.data(), module.size(), &set, nullptr, 0) == DOORWARD_OK ? set : nullptr;
}

/// The handles of one thread that decides.
struct Reader {
  doorward_evaluator* evaluator = nullptr;
  doorward_sign_in* sign_in = nullptr;
  doorward_decision* decision = nullptr;

  explicit Reader(const doorward_policy_slot* slot) {
    doorward_evaluator_create_for_slot(slot, &evaluator);
    doorward_sign_in_create(&sign_in);
    doorward_decision_create(&decision);
    doorward_evaluator_set_strict(evaluator, false);
    doorward_sign_in_set_user(sign_in, doorward_text_of("11111111-0000-4000-8000-000000000001"));
  }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;
  ~Reader() {
    doorward_evaluator_free(evaluator);
    doorward_sign_in_free(sign_in);
    doorward_decision_free(decision);
  }

  /// Whether one decision is wholly that of one of the two sets.
  bool decides() const {
    if (doorward_decide(evaluator, sign_in, 0, decision) != DOORWARD_OK) return false;
    const std::size_t blocked_by = doorward_decision_list_size(decision, DOORWARD_LIST_BLOCKED_BY);
    if (doorward_decision_outcome(decision) == DOORWARD_OUTCOME_CHALLENGE) {
      return blocked_by == 0 && doorward_decision_clauses(decision) == 1;
    }
    doorward_text name{};
    doorward_decision_list_item(decision, DOORWARD_LIST_BLOCKED_BY, 1, &name);
    return blocked_by == 2 && std::string(name.data, name.size) == "blocks too";
  }
};

TEST_CASE("C: two evaluators decide while a thread reloads: every decision is that of one of the sets") {
  constexpr int kReloads = 200;
  constexpr int kDecisions = 1000;
  doorward_policy_set* first = c_set(challenging_module());
  doorward_policy_slot* slot = nullptr;
  REQUIRE(doorward_policy_slot_create(first, &slot) == DOORWARD_OK);
  doorward_policy_set_free(first);
  std::atomic<bool> done{false};
  std::atomic<int> wrong{0};
  const auto decide = [&] {
    const Reader reader(slot);
    for (int i = 0; i < kDecisions || !done.load(std::memory_order_relaxed); ++i) {
      if (!reader.decides()) ++wrong;
    }
  };
  std::thread one(decide);
  std::thread two(decide);
  for (int i = 0; i < kReloads; ++i) {
    doorward_policy_set* next = c_set(i % 2 == 0 ? blocking_module() : challenging_module());
    if (doorward_policy_slot_replace(slot, next) != DOORWARD_OK) ++wrong;
    doorward_policy_set_free(next);
  }
  done.store(true);
  one.join();
  two.join();
  doorward_policy_slot_free(slot);
  CHECK(wrong == 0);
}

TEST_CASE("C: a slot says what is null, and its evaluators go on when it is gone") {
  doorward_policy_slot* slot = nullptr;
  doorward_evaluator* evaluator = nullptr;
  CHECK(doorward_policy_slot_create(nullptr, &slot) == DOORWARD_NULL_ARGUMENT);
  CHECK(doorward_evaluator_create_for_slot(nullptr, &evaluator) == DOORWARD_NULL_ARGUMENT);
  doorward_policy_set* set = c_set(blocking_module());
  REQUIRE(doorward_policy_slot_create(set, &slot) == DOORWARD_OK);
  CHECK(doorward_policy_slot_replace(nullptr, set) == DOORWARD_NULL_ARGUMENT);
  CHECK(doorward_policy_slot_replace(slot, nullptr) == DOORWARD_NULL_ARGUMENT);
  doorward_policy_set_free(set);
  const Reader reader(slot);
  doorward_policy_slot_free(slot);
  CHECK(reader.decides());
}

}  // namespace
}  // namespace doorward::test
