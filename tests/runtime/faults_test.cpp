// What is refused, and what a decision is when something is wrong (SEMANTICS.md §1, §6): always closed.
#include <doctest/doctest.h>

#include <cstring>

#include "decided.h"
#include "doorward/bytecode/module.h"
#include "doorward/bytecode/module_tables.h"
#include "doorward/compiler/compile.h"
#include "sign_in_limits.h"

namespace doorward::test {
namespace {

using namespace reference;

std::vector<std::byte> module_of(const model::PolicySet& set) {
  SourceMap sources;
  DiagnosticSink sink;
  return compile(set, sources, {}, sink);
}

std::string refusal(const std::vector<std::byte>& module) {
  std::string error;
  const auto set = PolicySet::load(module, error);
  CHECK((set == nullptr) == !error.empty());
  return error;
}

TEST_CASE("fails_closed_damaged_module_is_refused_whatever_byte_is_hit") {
  const std::vector<std::byte> module = module_of(set_of({requiring("a", ControlKind::mfa), blocking("b")}));
  CHECK(refusal(module).empty());
  CHECK(refusal({}).find("not a module") != std::string::npos);
  for (std::size_t at = 0; at < module.size(); ++at) {
    std::vector<std::byte> damaged = module;
    damaged[at] ^= std::byte{0x10};
    CHECK_FALSE(refusal(damaged).empty());
    CHECK_FALSE(refusal({module.begin(), module.begin() + static_cast<std::ptrdiff_t>(at)}).empty());
  }
}

TEST_CASE("fails_closed_resealed_damage_is_refused_or_decides_without_harm") {
  const std::vector<std::byte> module = module_of(set_of({requiring("a", ControlKind::mfa), blocking("b")}));
  doorward::Decision decision;
  for (std::size_t at = sizeof(bytecode::Header); at < module.size(); ++at) {
    std::vector<std::byte> damaged = module;
    damaged[at] ^= std::byte{0x01};
    bytecode::reseal(damaged);
    std::string error;
    const auto set = PolicySet::load(damaged, error);
    if (set == nullptr) continue;
    Scratch scratch(set);
    evaluate(scratch, user_sign_in(), {}, decision);
    CHECK(decision.status != DecisionStatus::internal);
  }
}

TEST_CASE("a set does not depend on the bytes that it was loaded from") {
  std::vector<std::byte> module = module_of(set_of({blocking("a")}));
  std::string error;
  const auto set = PolicySet::load(module, error);
  std::memset(module.data(), 0, module.size());
  Scratch scratch(set);
  doorward::Decision decision;
  evaluate(scratch, user_sign_in(), {}, decision);
  CHECK(named(*set, user_sign_in(), decision).blocked_by == std::vector<std::string>{"a"});
}

TEST_CASE("fails_closed_sign_in_with_both_or_neither_actor_is_an_internal_block") {
  const auto set = load(set_of({}));
  Scratch scratch(set);
  doorward::Decision decision;
  SignIn sign_in;
  evaluate(scratch, sign_in, {}, decision);
  CHECK(decision.outcome == Outcome::block);
  CHECK(decision.status == DecisionStatus::internal);
  sign_in.has_user = sign_in.has_workload = true;
  evaluate(scratch, sign_in, {}, decision);
  CHECK(decision.outcome == Outcome::block);
  sign_in.has_workload = false;
  evaluate(scratch, sign_in, {}, decision);
  CHECK(decision.outcome == Outcome::grant);
}

TEST_CASE("fails_closed_value_outside_its_vocabulary_is_an_internal_block") {
  const auto set = load(set_of({}));
  Scratch scratch(set);
  doorward::Decision decision;
  SignIn sign_in = user_sign_in();
  sign_in.sign_in_risk = static_cast<RiskLevel>(200);
  evaluate(scratch, sign_in, {}, decision);
  CHECK(decision.outcome == Outcome::block);
  CHECK(decision.status == DecisionStatus::internal);
}

TEST_CASE("fails_closed_sign_in_beyond_the_limits_is_a_block_with_status_too_large") {
  const auto set = load(set_of({}));
  Scratch scratch(set);
  doorward::Decision decision;
  SignIn sign_in = user_sign_in();
  sign_in.user.groups.assign(runtime::kMaxGroups, "g");
  evaluate(scratch, sign_in, {}, decision);
  CHECK(decision.outcome == Outcome::grant);
  sign_in.user.groups.push_back("one more");
  evaluate(scratch, sign_in, {}, decision);
  CHECK(decision.outcome == Outcome::block);
  CHECK(decision.status == DecisionStatus::too_large);
  SignIn long_id = user_sign_in();
  const std::string text(runtime::kMaxTextLength + 1, 'x');
  long_id.user.id = text;
  evaluate(scratch, long_id, {}, decision);
  CHECK(decision.status == DecisionStatus::too_large);
}

TEST_CASE("times far beyond the calendar do not overflow") {
  model::Policy policy = blocking("a");
  policy.times = {window({})};
  for (const std::int64_t now : {INT64_MIN, INT64_MAX}) {
    const auto set = load(set_of({policy}));
    Scratch scratch(set);
    doorward::Decision decision;
    evaluate(scratch, user_sign_in(), {.now = now}, decision);
    CHECK(decision.outcome == Outcome::block);
  }
}

TEST_CASE("one scratch serves sign-in after sign-in without a trace of the last") {
  model::Policy group = blocking("a");
  group.users->include = {subject(model::SubjectItem::Kind::group, guid(1))};
  model::Policy app = requiring("b", ControlKind::mfa);
  app.targets.include = {target(model::TargetItem::Kind::app, guid(2))};
  const auto set = load(set_of({group, app}));
  Scratch scratch(set);
  doorward::Decision decision;
  SignIn member = user_sign_in();
  member.user.groups = {"10000000-0000-4000-8000-000000000001"};
  member.app = "10000000-0000-4000-8000-000000000002";
  evaluate(scratch, member, {.strict = false}, decision);
  CHECK(decision.outcome == Outcome::block);
  CHECK(decision.applied.size() == 2);
  evaluate(scratch, user_sign_in(), {.strict = false}, decision);
  CHECK(decision.outcome == Outcome::grant);
  CHECK(decision.applied.empty());
  CHECK(decision.require.empty());
}

}  // namespace
}  // namespace doorward::test
