// A policy set is replaced while threads decide with it.
#include "doorward/runtime/policy_slot.h"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "modules.h"

namespace doorward::test {
namespace {

constexpr EvaluateOptions kOptions{.now = 0, .strict = false};

/// Whether the decision is wholly the one that the reader's set takes.
bool is_of_its_set(const PolicySet& set, const Decision& decision) {
  if (decision.status != DecisionStatus::ok) return false;
  if (set.policy_count() == 1) {
    return decision.outcome == Outcome::challenge && decision.blocked_by.empty() && decision.applied.size() == 1 &&
           set.policy_name(decision.applied[0]) == "challenges";
  }
  return decision.outcome == Outcome::block && decision.blocked_by.size() == 2 &&
         set.policy_name(decision.blocked_by[0]) == "blocks" && set.policy_name(decision.blocked_by[1]) == "blocks too";
}

/// What one reader saw.
struct Seen {
  std::uint64_t challenged = 0;
  std::uint64_t blocked = 0;
  std::uint64_t wrong = 0;
};

/// Decides until `done` and `enough` decisions are both reached, and once more: that decision begins after all
/// replacements, whenever this thread was let run before.
Seen read(const PolicySlot& slot, const std::atomic<bool>& done, std::uint64_t enough) {
  PolicyReader reader(slot);
  Decision decision;
  const SignIn sign_in = anybody();
  Seen seen;
  bool last = false;
  for (std::uint64_t decided = 0; !last; ++decided) {
    last = done.load(std::memory_order_acquire) && decided >= enough;
    reader.evaluate(sign_in, kOptions, decision);
    if (!is_of_its_set(*reader.set(), decision)) ++seen.wrong;
    ++(decision.outcome == Outcome::block ? seen.blocked : seen.challenged);
  }
  return seen;
}

TEST_CASE("two readers decide while a writer reloads: every decision is that of one of the sets") {
  constexpr int kReloads = 400;
  constexpr std::uint64_t kDecisions = 2000;
  challenging_module();
  blocking_module();
  PolicySlot slot(loaded(challenging_module()));
  std::atomic<bool> done{false};
  Seen first;
  Seen second;
  std::thread one([&] { first = read(slot, done, kDecisions); });
  std::thread two([&] { second = read(slot, done, kDecisions); });
  bool replaced = true;
  for (int i = 0; i < kReloads; ++i) {
    std::string error;
    auto set = PolicySet::load(i % 2 == 0 ? blocking_module() : challenging_module(), error);
    replaced = set != nullptr && slot.replace(std::move(set)) && replaced;
  }
  done.store(true, std::memory_order_release);
  one.join();
  two.join();
  CHECK(replaced);
  CHECK(slot.count() == kReloads + 1);
  for (const Seen& seen : {first, second}) {
    CHECK(seen.wrong == 0);
    CHECK(seen.challenged + seen.blocked >= kDecisions);
    CHECK(seen.challenged > 0);  // the last set challenges
  }
}

TEST_CASE("a decision that begins after a replacement is taken with the new set") {
  PolicySlot slot(loaded(challenging_module()));
  PolicyReader reader(slot);
  Decision decision;
  reader.evaluate(anybody(), kOptions, decision);
  CHECK(decision.outcome == Outcome::challenge);
  CHECK(slot.replace(loaded(blocking_module())));
  CHECK(reader.set()->policy_count() == 1);
  reader.evaluate(anybody(), kOptions, decision);
  CHECK(decision.outcome == Outcome::block);
  CHECK(reader.set()->policy_count() == 2);
}

TEST_CASE("a set that was replaced is given up once no reader uses it") {
  auto first = loaded(challenging_module());
  const std::weak_ptr<const PolicySet> old = first;
  PolicySlot slot(std::move(first));
  PolicyReader busy(slot);
  auto idle = std::make_unique<PolicyReader>(slot);
  CHECK(slot.replace(loaded(blocking_module())));
  CHECK(busy.refresh() != nullptr);
  CHECK_FALSE(old.expired());
  idle.reset();
  CHECK(old.expired());
}

TEST_CASE("readers outlive their slot with the last set") {
  auto slot = std::make_unique<PolicySlot>(loaded(challenging_module()));
  PolicyReader reader(*slot);
  CHECK(slot->replace(loaded(blocking_module())));
  slot.reset();
  Decision decision;
  reader.evaluate(anybody(), kOptions, decision);
  CHECK(decision.outcome == Outcome::block);
}

TEST_CASE("a principal that was bound before a replacement decides rightly after it") {
  const auto before = loaded(challenging_module());
  PolicySlot slot(before);
  PolicyReader reader(slot);
  const BoundPrincipal principal(std::make_shared<const Principal>(anybody().user), *before);
  Decision decision;
  reader.evaluate(principal, SignIn{}, kOptions, decision);
  CHECK(decision.outcome == Outcome::challenge);
  CHECK(slot.replace(loaded(blocking_module())));
  reader.evaluate(principal, SignIn{}, kOptions, decision);
  CHECK(is_of_its_set(*reader.set(), decision));
  CHECK(decision.outcome == Outcome::block);
}

TEST_CASE("readers come and go while others decide and a writer replaces") {
  constexpr int kRounds = 100;
  PolicySlot slot(loaded(challenging_module()));
  std::atomic<int> wrong{0};
  const auto come_and_go = [&] {
    Decision decision;
    for (int i = 0; i < kRounds; ++i) {
      PolicyReader reader(slot);
      reader.evaluate(anybody(), kOptions, decision);
      if (!is_of_its_set(*reader.set(), decision)) ++wrong;
    }
  };
  const auto blocks = loaded(blocking_module());
  const auto challenges = loaded(challenging_module());
  std::thread one(come_and_go);
  std::thread two(come_and_go);
  for (int i = 0; i < kRounds; ++i) {
    if (!slot.replace(i % 2 == 0 ? blocks : challenges)) ++wrong;
  }
  one.join();
  two.join();
  CHECK(wrong == 0);
}

}  // namespace
}  // namespace doorward::test
