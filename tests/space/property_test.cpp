// What the searches claim holds for sign-ins that they did not make up: generated sets, and sign-ins bent towards them.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>

#include "doorward/analysis/compare.h"
#include "doorward/analysis/lockout.h"
#include "doorward/analysis/replay.h"
#include "doorward/analysis/shadowed.h"
#include "doorward/compiler/model_dump.h"
#include "loaded_model.h"
#include "reference/generate.h"

namespace doorward::test {
namespace {

constexpr std::int64_t kNow = 1'795'000'000;
constexpr std::uint64_t kSets = 150;
constexpr int kSignIns = 300;

/// Whether the sign-in states everything that the set asks about it.
bool states_all(Scratch& scratch, const SignIn& sign_in) {
  if (sign_in.user.guest.value_or(false) && (!sign_in.user.guest_kinds || sign_in.user.home_tenant.empty()))
    return false;
  Decision decision;
  evaluate(scratch, sign_in, {.now = kNow, .strict = false}, decision);
  return decision.assumed == 0 && decision.assumed_attributes.empty();
}

}  // namespace

TEST_CASE("without the policies that change nothing no generated sign-in is demanded less") {
  std::size_t taken_out = 0;
  std::size_t compared = 0;
  for (std::uint64_t number = 0; number < kSets; ++number) {
    CAPTURE(number);
    reference::Random random(20261125 + number);
    const model::PolicySet set = reference::random_set(random);
    const auto before = loaded(set);
    const analysis::ShadowedPolicies found = analysis::find_shadowed({before, set}, kNow);
    if (found.policies.empty()) continue;
    taken_out += found.policies.size();
    model::PolicySet less = set;
    for (const analysis::Shadowed& one : found.policies) {
      less.policies[one.policy].state = model::PolicyState::disabled;
    }
    const auto after = loaded(less);
    Replay replay(before, after);
    Scratch scratch(before);
    for (int i = 0; i < kSignIns; ++i) {
      SignIn sign_in = reference::random_sign_in(random, set);
      sign_in.time.reset();
      // What is done where an app is asked for is no sign-in.
      if (sign_in.user_action && (!sign_in.app.empty() || sign_in.auth_context != 0)) continue;
      if (!states_all(scratch, sign_in)) continue;
      ++compared;
      const auto difference = replay.add(sign_in, 0, {.now = kNow, .strict = false});
      if (!difference || difference->weaker.empty()) continue;
      std::string names;
      for (const analysis::Shadowed& one : found.policies) {
        names += fmt::format("{} (by", set.policies[one.policy].name);
        for (const std::size_t by : one.by) names += ' ' + set.policies[by].name;
        names += ") ";
      }
      FAIL_CHECK(
          fmt::format("{} -> {}: {}\ntaken out: {}\n", difference->before, difference->after, difference->weaker, names)
          << dump(set));
      break;
    }
  }
  MESSAGE(taken_out << " policies taken out, " << compared << " sign-ins compared");
  CHECK(taken_out > 20);
  CHECK(compared > 1000);
}

TEST_CASE("where a comparison is complete and finds nothing no generated sign-in is decided otherwise") {
  std::size_t same = 0;
  std::size_t compared = 0;
  for (std::uint64_t number = 0; number < kSets; ++number) {
    CAPTURE(number);
    reference::Random random(20261125 + number);
    const model::PolicySet set = reference::random_set(random);
    model::PolicySet other = set;
    other.policies[random.below(other.policies.size())].state = model::PolicyState::disabled;
    const auto before = loaded(set);
    const auto after = loaded(other);
    const analysis::Comparison comparison = analysis::compare_sets({before, set}, {after, other}, kNow);
    if (!comparison.complete || comparison.report.changed != 0) continue;
    ++same;
    Replay replay(before, after);
    Scratch scratch(before);
    for (int i = 0; i < kSignIns; ++i) {
      SignIn sign_in = reference::random_sign_in(random, set);
      sign_in.time.reset();
      // The space that is compared over has sign-ins for one resource.
      const bool resource = !sign_in.app.empty();
      const bool context = sign_in.auth_context != 0;
      if (!sign_in.audiences.empty() || (resource ? 1 : 0) + (context ? 1 : 0) + (sign_in.user_action ? 1 : 0) != 1) {
        continue;
      }
      if (!states_all(scratch, sign_in)) continue;
      ++compared;
      const auto difference = replay.add(sign_in, 0, {.now = kNow, .strict = false});
      if (!difference) continue;
      FAIL_CHECK(fmt::format("{} -> {}\n", difference->before, difference->after) << dump(set) << dump(other));
      break;
    }
  }
  MESSAGE(same << " sets did not differ, " << compared << " sign-ins compared");
  CHECK(same > 10);
}

TEST_CASE("where administrators are locked out every generated sign-in of one is blocked") {
  std::size_t locked = 0;
  for (std::uint64_t number = 0; number < kSets; ++number) {
    CAPTURE(number);
    reference::Random random(20261125 + number);
    const model::PolicySet set = reference::random_set(random);
    const auto ready = loaded(set);
    if (analysis::find_lockout({ready, set}, kNow).kind != analysis::Lockout::Kind::always) continue;
    ++locked;
    Scratch scratch(ready);
    Decision decision;
    for (int i = 0; i < kSignIns; ++i) {
      SignIn sign_in = reference::random_sign_in(random, set);
      if (!sign_in.has_user || sign_in.app.empty() || sign_in.user_action || sign_in.auth_context != 0) continue;
      sign_in.time.reset();
      sign_in.user.has_roles = true;
      sign_in.user.roles.push_back("62e90394-69f5-4237-9190-012177145e10");
      evaluate(scratch, sign_in, {.now = kNow, .strict = false}, decision);
      if (decision.assumed != 0 || !decision.assumed_attributes.empty()) continue;
      CHECK(decision.outcome == Outcome::block);
    }
  }
  MESSAGE(locked << " sets lock administrators out");
}

}  // namespace doorward::test
