// How good the findings are that rest on what the whole set decides: a lock-out and a covered policy, put into real sets.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>

#include "doorward/analysis/lockout.h"
#include "doorward/analysis/shadowed.h"
#include "doorward/compiler/compile.h"
#include "policy_sets.h"
#include "seeds.h"

namespace doorward::test {
namespace {

constexpr std::int64_t kNow = 1'795'564'800;  // 2026-11-25

const Seed& seed_of(Code code) {
  for (const auto& table : {seeds_of_conditions(), seeds_of_demands()}) {
    for (const Seed& seed : table) {
      if (seed.code == code) return seed;
    }
  }
  FAIL("no seed");
  return seeds_of_conditions().front();
}

/// Whether the fault is found that was put into the policy called `name`.
using Found = bool (*)(const analysis::ComparedSet& set, const std::string& name);

bool locks_out(const analysis::ComparedSet& set, const std::string& name) {
  const analysis::Lockout found = analysis::find_lockout(set, kNow);
  return found.kind == analysis::Lockout::Kind::always &&
         std::any_of(found.policies.begin(), found.policies.end(),
                     [&](std::size_t policy) { return set.model.policies[policy].name == name; });
}

bool is_shadowed(const analysis::ComparedSet& set, const std::string& name) {
  const auto found = analysis::find_shadowed(set, kNow);
  return std::any_of(found.policies.begin(), found.policies.end(),
                     [&](const analysis::Shadowed& one) { return set.model.policies[one.policy].name == name; });
}

void check_found(Code code, Found found) {
  const Seed& seed = seed_of(code);
  std::size_t planted = 0;
  std::size_t shown = 0;
  std::string missed;
  for (const auto& loaded : real_sets()) {
    const auto& policies = loaded->loaded.set.policies;
    for (std::size_t i = 0; i < policies.size(); ++i) {
      model::PolicySet set = loaded->loaded.set;
      const std::string name = policies[i].name;
      if (policies[i].approximated || !seed.plant(set.policies[i], set)) continue;
      std::sort(set.policies.begin(), set.policies.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
      DiagnosticSink sink;
      std::string error;
      const auto module = PolicySet::load(compile(set, loaded->sources, {.strip = true}, sink), error);
      REQUIRE(module != nullptr);
      ++planted;
      if (found({module, set}, name)) {
        ++shown;
      } else {
        missed += fmt::format("{}: {}\n", loaded->name, name);
      }
    }
  }
  CAPTURE(missed);
  CHECK(planted >= 100);
  CHECK(100 * shown >= 99 * planted);
}

}  // namespace

TEST_CASE("of the lock-outs seeded into real sets 99 in 100 are found") {
  check_found(Code::administrators_locked_out, locks_out);
}

TEST_CASE("of the policies that are covered in real sets 99 in 100 are found") {
  check_found(Code::shadowed_policy, is_shadowed);
}

}  // namespace doorward::test
