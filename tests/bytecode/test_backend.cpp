#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "doorward/bytecode/opcodes.h"
#include "doorward/vocabulary/vocabulary.h"
#include "models.h"
#include "module_limits.h"

using namespace doorward;
using namespace doorward::test;
using Expr = model::Expr;

namespace {

/// The lines of the only policy's code, without numbers, comments and the two matches that every policy has.
std::string residual_of(const model::PolicySet& set) {
  std::string text = disassembly(compiled(set));
  text = text.substr(text.find("\npolicy "));
  std::string code;
  for (std::size_t at = text.find("\n  0"); at != std::string::npos; at = text.find("\n  0", at + 1)) {
    std::string line = text.substr(at + 9, text.find("  ;", at) - at - 9);
    while (!line.empty() && line.back() == ' ') line.pop_back();
    for (std::size_t gap = line.find("  "); gap != std::string::npos; gap = line.find("  ")) line.erase(gap, 1);
    if (!line.starts_with("match.subject") && !line.starts_with("match.target") && line != "end") code += line + '\n';
  }
  return code;
}

std::string when_code(Expr expr) {
  model::PolicySet set;
  set.policies = {plain_policy("CA1")};
  set.policies[0].when = std::move(expr);
  return residual_of(set);
}

Expr leaf(std::string name) { return of_scope(model::AttributeScope::user, std::move(name), CompareOp::eq, {"x"}); }
Expr constant(bool value) {
  Expr expr;
  expr.value = value;
  return expr;
}
Expr all_of(std::vector<Expr> children) { return junction(Expr::Kind::all_of, std::move(children)); }
Expr any_of(std::vector<Expr> children) { return junction(Expr::Kind::any_of, std::move(children)); }

std::string limited_reports(const backend::Limits& limits, const model::PolicySet& set) {
  DiagnosticSink sink;
  CHECK(backend::compile_within(limits, set, SourceMap{}, {}, sink).empty());
  std::string text;
  for (const Diagnostic& diagnostic : sink.diagnostics()) {
    text += std::string(row_of(diagnostic.code).id) + ' ' + diagnostic.message + '\n';
  }
  return text;
}

}  // namespace

TEST_CASE("the same set gives the same bytes, whatever the order of its policies") {
  model::PolicySet set = full_set();
  const auto first = compiled(set);
  std::swap(set.policies[0], set.policies[2]);
  CHECK(compiled(set) == first);
}

TEST_CASE("equal sets, comparisons, windows, sessions and controls of many policies are written once") {
  model::PolicySet set = full_set();
  const auto one = compiled(set);
  model::Policy again = set.policies[0];
  again.name = "CA101";
  set.policies.push_back(again);
  const auto two = compiled(set);
  const bytecode::ModuleView a(one);
  const bytecode::ModuleView b(two);
  CHECK(b.policies.size() == a.policies.size() + 1);
  CHECK(b.ids.size() == a.ids.size());
  CHECK(b.subjects.size() == a.subjects.size());
  CHECK(b.targets.size() == a.targets.size());
  CHECK(b.network_sets.size() == a.network_sets.size());
  CHECK(b.comparisons.size() == a.comparisons.size());
  CHECK(b.windows.size() == a.windows.size());
  CHECK(b.sessions.size() == a.sessions.size());
  CHECK(b.controls.size() == a.controls.size());
  CHECK(b.expressions.size() == a.expressions.size());
}

TEST_CASE("nothing is written that no instruction refers to") {
  const auto module = compiled(full_set());
  const bytecode::ModuleView view(module);
  std::set<std::pair<bytecode::Operand, std::uint32_t>> used;
  for (const auto& instruction : view.code) {
    used.emplace(bytecode::find_opcode(instruction.op)->operand, instruction.c);
  }
  const auto count = [&](bytecode::Operand operand) {
    return std::count_if(used.begin(), used.end(), [&](const auto& use) { return use.first == operand; });
  };
  CHECK(count(bytecode::Operand::subject) == static_cast<std::ptrdiff_t>(view.subjects.size()));
  CHECK(count(bytecode::Operand::machine) == static_cast<std::ptrdiff_t>(view.machines.size()));
  CHECK(count(bytecode::Operand::target) == static_cast<std::ptrdiff_t>(view.targets.size()));
  CHECK(count(bytecode::Operand::comparison) == static_cast<std::ptrdiff_t>(view.comparisons.size()));
  CHECK(count(bytecode::Operand::window) == static_cast<std::ptrdiff_t>(view.windows.size()));
  // One network set more: that of the composite network.
  CHECK(count(bytecode::Operand::network_set) + 1 == static_cast<std::ptrdiff_t>(view.network_sets.size()));
}

TEST_CASE("a negation folds into the comparison that has an opposite, and only there") {
  CHECK(when_code(negation(leaf("a"))) == "compare user.a is not \"x\"\ntest when\n");
  CHECK(when_code(negation(negation(leaf("a")))) == "compare user.a is \"x\"\ntest when\n");
  const Expr less = of_scope(model::AttributeScope::user, "a", CompareOp::lt, {"5"});
  CHECK(when_code(negation(less)) == "compare user.a < \"5\"\nnot\ntest when\n");
  CHECK(when_code(negation(negation(less))) == "compare user.a < \"5\"\ntest when\n");
  const Expr present = of_scope(model::AttributeScope::user, "a", CompareOp::present, {});
  CHECK(when_code(negation(present)) == "compare user.a is not present\ntest when\n");
}

TEST_CASE("constants fold among themselves, and nothing that tests a signal is dropped") {
  CHECK(when_code(all_of({constant(true), constant(false)})) == "push.false\ntest when\n");
  CHECK(when_code(any_of({constant(true), constant(false)})) == "push.true\ntest when\n");
  CHECK(when_code(negation(constant(true))) == "push.false\ntest when\n");
  CHECK(when_code(all_of({constant(true), leaf("a")})) == "compare user.a is \"x\"\ntest when\n");
  CHECK(when_code(any_of({leaf("a"), constant(false)})) == "compare user.a is \"x\"\ntest when\n");
  CHECK(when_code(all_of({constant(false), leaf("a")})) == "compare user.a is \"x\"\npush.false\nand\ntest when\n");
  CHECK(when_code(any_of({leaf("a"), constant(true)})) == "compare user.a is \"x\"\npush.true\nor\ntest when\n");
}

TEST_CASE("nested junctions of one kind flatten and repeated parts are dropped") {
  CHECK(when_code(all_of({leaf("a"), all_of({leaf("b"), leaf("a")}), leaf("b")})) ==
        "compare user.a is \"x\"\ncompare user.b is \"x\"\nand\ntest when\n");
  CHECK(when_code(any_of({leaf("a"), all_of({leaf("b"), leaf("c")})})) ==
        "compare user.b is \"x\"\ncompare user.c is \"x\"\nand\ncompare user.a is \"x\"\nor\ntest when\n");
}

TEST_CASE("a condition nested to the right needs no deeper stack than one nested to the left") {
  Expr expr = leaf("a0");
  for (int i = 1; i < 300; ++i) {
    const std::string name = "a" + std::to_string(i);
    expr = i % 2 == 0 ? all_of({leaf(name), std::move(expr)}) : any_of({leaf(name), std::move(expr)});
  }
  const std::string code = when_code(std::move(expr));
  CHECK(code.starts_with("compare user.a1 is \"x\"\ncompare user.a0 is \"x\"\nor\ncompare user.a2 is \"x\"\nand\n"));
}

TEST_CASE("an app group becomes its members, and an unknown one the strict reading") {
  model::PolicySet set;
  set.policies = {plain_policy("CA1"), plain_policy("CA2"), plain_policy("CA3")};
  set.policies[0].targets.include = {target(model::TargetItem::Kind::app_group, model::Id::of("Office365"))};
  set.policies[1].targets.include = {target(model::TargetItem::Kind::app_group, model::Id::of("NoSuchGroup"))};
  set.policies[2].targets.exclude = {target(model::TargetItem::Kind::app_group, model::Id::of("NoSuchGroup"))};
  const auto module = compiled(set);
  const bytecode::ModuleView view(module);
  std::size_t members = 0;
  for (const auto& member : vocabulary::app_group_members()) members += member.group == "Office365" ? 1 : 0;
  REQUIRE(view.targets.size() == 2);
  CHECK(members > 1);
  CHECK(view.targets[0].include.ids.count == members);
  CHECK(view.targets[0].include.flags == 0);
  CHECK(view.targets[1].include.flags == bytecode::kAllTargets);
  CHECK(view.targets[1].exclude.ids.count == 0);
}

TEST_CASE("the built-in strengths are there, whether the set holds them or not") {
  model::PolicySet set;
  set.policies = {plain_policy("CA1")};
  const auto without = compiled(set);
  for (const auto& row : vocabulary::strengths()) {
    model::Strength strength;
    strength.name = std::string(row.name);
    strength.graph_id = model::Id::of(row.id);
    strength.builtin = true;
    for (const auto& combination : vocabulary::strength_combinations()) {
      if (combination.strength == row.name) strength.combinations.push_back({combination.methods, false, {}, {}, {}});
    }
    set.strengths.push_back(strength);
  }
  CHECK(compiled(set) == without);
  CHECK(bytecode::ModuleView(without).strengths.size() == vocabulary::strengths().size());
}

TEST_CASE("exceptions that end stand apart from those that last, one test for each day") {
  model::PolicySet set;
  set.policies = {plain_policy("CA1")};
  for (const auto& [number, day] : {std::pair{1U, 20849}, {2U, 20818}, {3U, 20849}}) {
    model::SubjectItem item = subject(model::SubjectItem::Kind::group, guid(number));
    item.until = day;
    set.policies[0].users->exclude.push_back(item);
  }
  CHECK(residual_of(set) ==
        "in.subject group 00000000-0000-4000-8000-000000000002\nbefore 2026-12-31\nand\nnot\ntest users\n"
        "in.subject group 00000000-0000-4000-8000-000000000001, group 00000000-0000-4000-8000-000000000003\n"
        "before 2027-01-31\nand\nnot\ntest users\n");
}

TEST_CASE("the MFA trusted IPs are a network when the settings have any or a policy refers to them") {
  model::PolicySet set;
  set.policies = {plain_policy("CA1")};
  CHECK(bytecode::ModuleView(compiled(set)).networks.size() == 0);
  set.settings.emplace();
  CHECK(bytecode::ModuleView(compiled(set)).networks.size() == 0);
  model::IpRange range;
  range.first[15] = 1;
  set.settings->trusted_ips = {range};
  {
    const auto module = compiled(set);
    const bytecode::ModuleView view(module);
    REQUIRE(view.networks.size() == 1);
    CHECK(view.networks[0].members.count == 1);
    CHECK(view.settings[0].mfa_network == 0);
  }
  set.settings.reset();
  model::Network named;
  named.name = "mfa-trusted-ips";
  named.kind = model::Network::Kind::mfa_trusted;
  set.networks = {named};
  set.policies[0].networks.emplace().include.push_back({model::NetworkItem::Kind::named, 0, {}});
  const auto module = compiled(set);
  const bytecode::ModuleView view(module);
  REQUIRE(view.networks.size() == 1);
  CHECK(view.networks[0].members.count == 0);
  CHECK(view.settings[0].mfa_network == 0);
}

TEST_CASE("a block has no clause, one control alone is any, a combination of nothing meets nobody") {
  model::PolicySet set = full_set();
  set.policies = {plain_policy("a"), plain_policy("b")};
  set.policies[0].block = true;
  set.policies[1].grant->any = false;
  set.strengths[0].combinations = {{0, false, {}, {}, {}}};
  const auto module = compiled(set);
  const bytecode::ModuleView view(module);
  CHECK(view.policies[0].flags == bytecode::kBlock);
  CHECK(view.policies[0].controls.count == 0);
  CHECK(view.policies[1].flags == bytecode::kAnyControl);
  CHECK(view.strengths.back().combinations.count == 0);
}

TEST_CASE("limits are reported with what was found and what may be") {
  model::PolicySet set = full_set();
  CHECK(limited_reports({.module_bytes = 1000}, set).starts_with("E5001 the compiled policy set needs "));
  CHECK(limited_reports({.policies = 2}, set) == "E5002 the policy set has 3 policies, and a module may have 2\n");
  CHECK(limited_reports({.controls_per_clause = 3}, set) ==
        "E5003 `CA100` demands 4 controls, and a policy may demand 3\n");
  CHECK(limited_reports({.strengths = 3}, set) ==
        "E5004 the policy set has 4 authentication strengths, and a module may have 3\n");
}

TEST_CASE("sixty-five terms of use are too many for one policy and sixty-four are not") {
  model::PolicySet set;
  set.policies = {plain_policy("CA1")};
  auto& controls = set.policies[0].grant->controls;
  controls.clear();
  for (std::uint32_t i = 1; i <= 64; ++i) controls.push_back(control(ControlKind::terms, guid(i)));
  CHECK(reports(set) == "");
  controls.push_back(control(ControlKind::terms, guid(65)));
  CHECK(reports(set) == "E5003 `CA1` demands 65 controls, and a policy may demand 64\n");
}

TEST_CASE("an unknown time zone is reported once, whoever uses it") {
  model::PolicySet set;
  Expr window;
  window.kind = Expr::Kind::time;
  window.time.zone = "Middle-earth/Shire";
  set.policies = {plain_policy("CA1"), plain_policy("CA2")};
  set.policies[0].times = {window};
  set.policies[1].times = {window};
  CHECK(reports(set) == "E5005 the time zone `Middle-earth/Shire` is not in this machine's time zone database\n");
}

TEST_CASE("a set that checks would have refused gives no module") {
  model::PolicySet set;
  set.policies = {plain_policy("CA1"), plain_policy("CA1")};
  const std::string text = reports(set);
  CHECK(text.starts_with("E5006 the compiled module breaks a rule of its format: policies at byte "));
  CHECK(text.ends_with(": policies are not sorted by name and distinct\n"));
}

TEST_CASE("two hundred thousand users and a hundred thousand addresses fit") {
  model::PolicySet set;
  set.policies = {plain_policy("CA1")};
  auto& include = set.policies[0].users->include;
  include.clear();
  for (std::uint32_t i = 0; i < 200000; ++i) {
    include.push_back(subject(model::SubjectItem::Kind::user, guid((i * 7919) % 200000 + 1)));
  }
  model::Network big;
  big.name = "big";
  for (std::uint32_t i = 0; i < 100000; ++i) {
    model::IpRange range;
    range.first = {0x20, 0x01, 0x0d, 0xb8};
    range.first[13] = static_cast<std::uint8_t>(i >> 16U);
    range.first[14] = static_cast<std::uint8_t>(i >> 8U);
    range.first[15] = static_cast<std::uint8_t>(i);
    big.ranges.push_back(range);
  }
  set.networks = {big};
  set.policies[0].networks.emplace().include.push_back({model::NetworkItem::Kind::named, 0, {}});
  const auto module = compiled(set);
  const bytecode::ModuleView view(module);
  CHECK(view.ids.size() == 200000);
  CHECK(view.ranges.size() == 100000);
  CHECK(module.size() < 200000 * 28 + 100000 * 20 + 4096);
}
