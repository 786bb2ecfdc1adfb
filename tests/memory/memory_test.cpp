#include <doctest/doctest.h>

#include <new>
#include <optional>
#include <string>

#include "doorward/compiler/compile.h"
#include "doorward/compiler/load.h"
#include "doorward/runtime/batch.h"
#include "doorward/runtime/explain.h"
#include "doorward/runtime/policy_slot.h"
#include "limited_new.h"

namespace doorward::test {
namespace {

const std::vector<std::byte>& contoso() {
  static const std::vector<std::byte> kModule = [] {
    SourceMap sources;
    DiagnosticSink sink;
    const LoadedSources loaded = load_sources({CONTOSO}, {}, sources, sink);
    return compile(loaded.set, sources, {}, sink);
  }();
  return kModule;
}

std::shared_ptr<const PolicySet> load_contoso() {
  std::string error;
  auto set = PolicySet::load(contoso(), error);
  REQUIRE_MESSAGE(set != nullptr, error);
  return set;
}

SignIn contractor() {
  SignIn sign_in;
  sign_in.has_user = true;
  sign_in.user.id = "ac2d7e00-0000-4000-8000-000000000001";
  sign_in.user.guest = false;
  sign_in.user.has_groups = true;
  sign_in.user.groups.push_back("4f1c2d7e-0000-4000-8000-000000000001");
  sign_in.user.has_roles = true;
  sign_in.app = "6a1c2d7e-0000-4000-8000-0000000000a1";
  sign_in.client_app = ClientApp::browser;
  sign_in.device.platform = Platform::windows;
  return sign_in;
}

constexpr EvaluateOptions kOptions{.now = 0, .strict = false};

/// Runs `body` with 0, 1, 2 … allocations until it needs no more than it is given. Each time `after` is told whether
/// that was enough, and whether `body` threw std::bad_alloc.
template <class Body, class After>
void with_every_limit(Body body, After after) {
  for (std::size_t allowed = 0;; ++allowed) {
    bool threw = false;
    limit_new(allowed);
    try {
      body();
    } catch (const std::bad_alloc&) {
      threw = true;
    }
    const bool enough = unlimit_new() <= allowed;
    CAPTURE(allowed);
    after(enough, threw);
    if (enough) return;
  }
}

TEST_CASE("loading answers no set and says that memory ran out, at whichever allocation") {
  contoso();
  std::shared_ptr<const PolicySet> set;
  std::string error;
  with_every_limit([&] { set = PolicySet::load(contoso(), error); },
                   [&](bool enough, bool threw) {
                     CHECK_FALSE(threw);
                     CHECK((set != nullptr) == enough);
                     CHECK(error == (enough ? "" : "out of memory"));
                   });
}

TEST_CASE("making buffers and principals throws std::bad_alloc and nothing else") {
  const auto set = load_contoso();
  const SignIn sign_in = contractor();
  std::optional<Scratch> scratch;
  with_every_limit([&] { scratch.emplace(set); }, [](bool enough, bool threw) { CHECK(threw != enough); });
  std::optional<BoundPrincipal> bound;
  with_every_limit([&] { bound.emplace(std::make_shared<const Principal>(sign_in.user), *set); },
                   [](bool enough, bool threw) { CHECK(threw != enough); });
}

TEST_CASE("a decision whose memory runs out is a block with status internal") {
  const auto set = load_contoso();
  const SignIn sign_in = contractor();
  std::optional<Scratch> scratch;
  std::optional<Decision> decision;
  for (const Evaluation evaluation : {Evaluation::index, Evaluation::interpreter}) {
    // Fresh buffers each time: used ones need no memory.
    std::size_t allowed = 0;
    for (bool enough = false; !enough; ++allowed) {
      scratch.emplace(set);
      decision.emplace();
      limit_new(allowed);
      evaluate(*scratch, sign_in, {.now = 0, .strict = false, .evaluation = evaluation}, *decision);
      enough = unlimit_new() <= allowed;
      CAPTURE(allowed);
      CHECK(decision->outcome == (enough ? Outcome::challenge : Outcome::block));
      CHECK(decision->status == (enough ? DecisionStatus::ok : DecisionStatus::internal));
    }
    CHECK(allowed > 1);
  }
}

TEST_CASE("explaining throws std::bad_alloc and nothing else") {
  const auto set = load_contoso();
  Scratch scratch(set);
  const SignIn sign_in = contractor();
  Explanation explanation;
  with_every_limit([&] { explanation = explain(scratch, sign_in, kOptions); },
                   [](bool enough, bool threw) { CHECK(threw != enough); });
}

TEST_CASE("a slot whose memory runs out keeps its set, and says so") {
  const auto set = load_contoso();
  const auto next = load_contoso();
  std::optional<PolicySlot> slot;
  with_every_limit([&] { slot.emplace(set); }, [](bool enough, bool threw) { CHECK(threw != enough); });
  bool replaced = false;
  with_every_limit([&] { replaced = slot->replace(next); },
                   [&](bool enough, bool threw) {
                     CHECK_FALSE(threw);
                     CHECK(replaced == enough);
                     CHECK(slot->count() == (enough ? 2 : 1));
                   });
}

TEST_CASE("a reader that cannot move on to the set in force blocks, and tries again") {
  PolicySlot slot(load_contoso());
  const SignIn sign_in = contractor();
  std::optional<PolicyReader> reader;
  with_every_limit([&] { reader.emplace(slot); }, [](bool enough, bool threw) { CHECK(threw != enough); });
  REQUIRE(slot.replace(load_contoso()));
  Decision decision;
  with_every_limit([&] { reader->evaluate(sign_in, kOptions, decision); },
                   [&](bool enough, bool threw) {
                     CHECK_FALSE(threw);
                     CHECK(decision.outcome == (enough ? Outcome::challenge : Outcome::block));
                     CHECK(decision.status == (enough ? DecisionStatus::ok : DecisionStatus::internal));
                   });
}

TEST_CASE("a batch decides what has a decision, and blocks what has no sign-in") {
  Scratch scratch(load_contoso());
  const std::vector<SignIn> sign_ins(2, contractor());
  std::vector<Decision> decisions(3);
  decisions[2].outcome = Outcome::grant;
  evaluate_batch(scratch, sign_ins, kOptions, decisions);
  CHECK(decisions[0].outcome == Outcome::challenge);
  CHECK(decisions[1].outcome == Outcome::challenge);
  CHECK(decisions[2].outcome == Outcome::block);
  CHECK(decisions[2].status == DecisionStatus::internal);
  evaluate_batch(scratch, sign_ins, kOptions, std::span(decisions).first(1));
}

}  // namespace
}  // namespace doorward::test
