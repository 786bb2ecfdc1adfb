// A steady-state decision allocates nothing, and one set serves many threads.
#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "counted_new.h"
#include "decided.h"

namespace doorward::test {
namespace {

using namespace reference;

/// A set with something in every dimension.
model::PolicySet wide_set() {
  std::vector<model::Policy> policies;
  for (unsigned i = 0; i < 70; ++i) {
    model::Policy policy =
        requiring_any("p" + std::to_string(100 + i), {control(ControlKind::mfa), control(ControlKind::terms, guid(i))});
    if (i % 2 == 0) policy.users->exclude = {subject(model::SubjectItem::Kind::group, guid(i))};
    if (i % 3 == 0) policy.targets.include = {target(model::TargetItem::Kind::app, guid(i))};
    if (i % 5 == 0) {
      policy.device_filters = {
          filter(model::Filter::Mode::include, compare(DeviceAttribute::model, CompareOp::contains, {"hub"}))};
    }
    if (i % 7 == 0) policy.networks = model::NetworkCondition{{place(model::NetworkItem::Kind::named, 0)}, {}, {}};
    policy.session.filtering_profile = model::Id::of("profile" + std::to_string(i % 4));
    policies.push_back(policy);
  }
  model::PolicySet set = set_of(policies);
  set.networks = {ranges("hq", true, {"203.0.113.0/24"})};
  return set;
}

SignIn wide_sign_in() {
  SignIn sign_in = user_sign_in();
  sign_in.user.id = "10000000-0000-4000-8000-000000000001";
  sign_in.user.groups = {"10000000-0000-4000-8000-000000000002", "10000000-0000-4000-8000-000000000004"};
  sign_in.user.has_groups = true;
  sign_in.user.mfa_state = UserState::enforced;
  sign_in.app = "10000000-0000-4000-8000-000000000003";
  sign_in.ip = address("203.0.113.9");
  set_property(sign_in, DeviceAttribute::model, "Surface Hub");
  sign_in.strengths = {"00000000-0000-0000-0000-000000000004"};
  return sign_in;
}

TEST_CASE("a decision allocates nothing once its buffers have grown") {
  const auto set = load(wide_set());
  Scratch scratch(set);
  doorward::Decision decision;
  const SignIn sign_in = wide_sign_in();
  const SignIn other = user_sign_in();
  for (const Evaluation evaluation : {Evaluation::interpreter, Evaluation::index}) {
    const EvaluateOptions options{.strict = false, .evaluation = evaluation};
    evaluate(scratch, other, options, decision);
    evaluate(scratch, sign_in, options, decision);
    CHECK(decision.applied.size() > 20);
    const std::size_t before = allocation_count();
    for (int i = 0; i < 100; ++i) {
      evaluate(scratch, i % 2 == 0 ? sign_in : other, options, decision);
    }
    CHECK(allocation_count() == before);
  }
}

TEST_CASE("threads share a set, each with its own scratch and decision") {
  const auto set = load(wide_set());
  Scratch own(set);
  doorward::Decision first;
  doorward::Decision second;
  evaluate(own, wide_sign_in(), {.strict = false}, first);
  evaluate(own, user_sign_in(), {.strict = false}, second);
  CHECK(first.applied != second.applied);
  std::atomic<int> different{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      Scratch scratch(set);
      doorward::Decision decision;
      for (int i = 0; i < 200; ++i) {
        evaluate(scratch, i % 2 == 0 ? wide_sign_in() : user_sign_in(), {.strict = false}, decision);
        if (decision.applied != (i % 2 == 0 ? first : second).applied) ++different;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(different.load() == 0);
}

}  // namespace
}  // namespace doorward::test
