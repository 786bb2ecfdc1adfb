// What a thread writes while it decides is its own buffers and nothing else, on every path of deciding.
#include <doctest/doctest.h>

#include <optional>
#include <thread>

#include "doorward/compiler/compile.h"
#include "doorward/runtime/device.h"
#include "doorward/runtime/evaluate.h"
#include "doorward/runtime/principal.h"
#include "frozen_memory.h"
#include "modules.h"
#include "reference/generate.h"

namespace doorward::test {
namespace {

constexpr int kSets = 24;
constexpr int kSignIns = 64;

/// A random policy set with sign-ins that are bent towards it; what threads share of them is kept.
struct Tenant {
  model::PolicySet policies;
  std::vector<SignIn> sign_ins;
  std::shared_ptr<const PolicySet> set;
  std::vector<BoundPrincipal> principals;
  std::vector<BoundDevice> devices;

  explicit Tenant(std::uint64_t seed) {
    reference::Random random(seed);
    policies = reference::random_set(random);
    for (int i = 0; i < kSignIns; ++i) sign_ins.push_back(reference::random_sign_in(random, policies));
    DiagnosticSink sink;
    const auto module = compile(policies, SourceMap{}, {}, sink);
    keep_memory(Owner::shared);
    set = loaded(module);
    for (const SignIn& sign_in : sign_ins) {
      principals.emplace_back(std::make_shared<const Principal>(sign_in.user), *set);
      devices.emplace_back(std::make_shared<const Device>(sign_in.device), *set);
    }
    release_memory();
  }
};

/// The buffers of one thread, and how it decides.
class Thread {
 public:
  Thread(const Tenant& tenant, Owner owner) : tenant_(tenant) {
    keep_memory(owner);
    scratch_.emplace(tenant.set);
    decisions_.resize(kSignIns);
    release_memory();
  }

  /// Every sign-in on every path.
  void decide() {
    for (const Evaluation engine : {Evaluation::interpreter, Evaluation::index}) {
      for (const Detail detail : {Detail::outcome, Detail::full}) {
        const EvaluateOptions options{.now = 1795600000, .strict = false, .evaluation = engine, .detail = detail};
        for (std::size_t i = 0; i < kSignIns; ++i) decide(i, options);
      }
    }
  }

  /// The first run sizes the buffers, in memory of the thread's own.
  void grow(Owner owner) {
    keep_memory(owner);
    decide();
    release_memory();
  }

  const std::vector<Decision>& decisions() const { return decisions_; }

 private:
  void decide(std::size_t i, const EvaluateOptions& options) {
    const SignIn& sign_in = tenant_.sign_ins[i];
    evaluate(*scratch_, tenant_.principals[i], tenant_.devices[i], sign_in, options, decisions_[i]);
    evaluate(*scratch_, tenant_.principals[i], sign_in, options, decisions_[i]);
    evaluate(*scratch_, sign_in, options, decisions_[i]);
  }

  const Tenant& tenant_;
  std::optional<Scratch> scratch_;
  std::vector<Decision> decisions_;  // one a sign-in, so that each finds its size once
};

/// Decides in a thread while what the other one writes, and what both share, cannot be written.
void decide_alone(Thread& thread, Owner other) {
  REQUIRE(freeze_memory(Owner::shared));
  REQUIRE(freeze_memory(other));
  std::thread([&] { thread.decide(); }).join();
  REQUIRE(thaw_memory(Owner::shared));
  REQUIRE(thaw_memory(other));
}

TEST_CASE("a thread that decides writes its own buffers and nothing of another thread or of what they share") {
  std::size_t applied = 0;
  for (int seed = 0; seed < kSets; ++seed) {
    CAPTURE(seed);
    const Tenant tenant(static_cast<std::uint64_t>(seed));
    Thread first(tenant, Owner::first);
    Thread second(tenant, Owner::second);
    first.grow(Owner::first);
    second.grow(Owner::second);
    decide_alone(first, Owner::second);
    decide_alone(second, Owner::first);
    for (std::size_t i = 0; i < kSignIns; ++i) {
      applied += first.decisions()[i].applied.size();
      CHECK(first.decisions()[i].applied == second.decisions()[i].applied);
    }
  }
  CHECK(applied > kSets * kSignIns / 4);
}

}  // namespace
}  // namespace doorward::test
