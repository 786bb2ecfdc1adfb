#include <array>
#include <utility>

#include "doorward/bytecode/opcodes.h"
#include "doorward/facts/facts.h"
#include "rules.h"

namespace doorward::test {
namespace {

using namespace bytecode;
using T = ModuleTables;

constexpr std::uint32_t kFar = 1000000;

Instruction make(Opcode opcode, std::uint32_t operand = 0, std::uint8_t a = 0) {
  return {static_cast<std::uint8_t>(opcode), a, 0, operand};
}
Instruction test_of(Dimension dimension) { return make(Opcode::test, 0, static_cast<std::uint8_t>(dimension)); }

/// The policies and expressions of the sample with the first policy's code, and only that, replaced.
void set_code(T& t, std::initializer_list<Instruction> code) {
  const List old = t.policies[0].code;
  const auto shift = static_cast<std::uint32_t>(code.size()) - old.count;
  t.code.erase(t.code.begin() + old.first, t.code.begin() + old.first + old.count);
  t.code.insert(t.code.begin() + old.first, code.begin(), code.end());
  t.debug_code.clear();
  t.policies[0].code.count += shift;
  for (std::size_t i = 1; i < t.policies.size(); ++i) t.policies[i].code.first += shift;
  for (auto& expression : t.expressions) expression.code.first += shift;
}
/// A policy for everyone and everything whose residual code is `code`.
void set_residual(T& t, std::initializer_list<Instruction> code) {
  std::vector<Instruction> whole{make(Opcode::match_subject), make(Opcode::match_target)};
  whole.insert(whole.end(), code.begin(), code.end());
  whole.push_back(make(Opcode::end));
  set_code(t, {});
  t.code.insert(t.code.begin(), whole.begin(), whole.end());
  const auto added = static_cast<std::uint32_t>(whole.size());
  t.policies[0].code.count = added;
  for (std::size_t i = 1; i < t.policies.size(); ++i) t.policies[i].code.first += added;
  for (auto& expression : t.expressions) expression.code.first += added;
}
/// Replaces the instruction at the end of the last expression.
void set_last(T& t, Instruction instruction) { t.code.back() = instruction; }

std::uint32_t comparison_of(T& t, Scope scope) {
  return static_cast<std::uint32_t>(&first_where(t.comparisons, [&](const ComparisonEntry& row) {
    return row.scope == scope;
  }) - t.comparisons.data());
}
Instruction compare(T& t, Scope scope) { return make(Opcode::compare, comparison_of(t, scope)); }

constexpr auto kRules = std::to_array<BrokenRule>({
    {"policies: the code is missing or does not follow the code before it", [](T& t) { t.policies[0].code.count = 0; }},
    {"policies: the code is missing or does not follow the code before it", [](T& t) { t.policies[1].code.first += 1; }},
    {"code: code goes on after its end", [](T& t) { set_residual(t, {make(Opcode::end)}); }},
    {"code: code goes on after its end", [](T& t) { set_residual(t, {make(Opcode::push_true), make(Opcode::yield)}); }},
    {"code: the code of a policy does not close with end",
     [](T& t) { set_code(t, {make(Opcode::match_subject), make(Opcode::match_target)}); }},
    {"code: the last expression is not tested", [](T& t) { set_residual(t, {make(Opcode::push_true)}); }},
    {"code: not exactly one of subject and machine is matched",
     [](T& t) { set_code(t, {make(Opcode::match_target), make(Opcode::end)}); }},
    {"code: not exactly one of subject and machine is matched",
     [](T& t) {
       set_code(t, {make(Opcode::match_subject), make(Opcode::match_machine), make(Opcode::match_target),
                    make(Opcode::end)});
     }},
    {"code: no target is matched", [](T& t) { set_code(t, {make(Opcode::match_subject), make(Opcode::end)}); }},
    {"code: a match after an expression",
     [](T& t) { set_residual(t, {make(Opcode::push_true), test_of(Dimension::when), make(Opcode::match_client)}); }},
    {"code: matches are not in the order of the table, each at most once",
     [](T& t) { set_residual(t, {make(Opcode::match_target)}); }},
    {"code: matches are not in the order of the table, each at most once",
     [](T& t) { set_code(t, {make(Opcode::match_target), make(Opcode::match_subject), make(Opcode::end)}); }},
    {"code: an operator without enough operands",
     [](T& t) { set_residual(t, {make(Opcode::push_true), make(Opcode::both)}); }},
    {"code: an operator without enough operands", [](T& t) { set_residual(t, {make(Opcode::negate)}); }},
    {"code: the stack is too deep",
     [](T& t) {
       set_residual(t, {});
       std::vector<Instruction> pushes(kMaxStack + 1, make(Opcode::push_true));
       t.code.insert(t.code.begin() + 2, pushes.begin(), pushes.end());
       t.policies[0].code.count += kMaxStack + 1;
     }},
    {"code: a test of none or more than one value", [](T& t) { set_residual(t, {test_of(Dimension::when)}); }},
    {"code: a test of none or more than one value",
     [](T& t) { set_residual(t, {make(Opcode::push_true), make(Opcode::push_true), test_of(Dimension::when)}); }},
    {"code: tests are not in the order of the dimensions",
     [](T& t) {
       set_residual(t, {make(Opcode::push_true), test_of(Dimension::time), make(Opcode::push_true),
                        test_of(Dimension::when)});
     }},
    {"code: the expression does not suit the dimension that is tested",
     [](T& t) { set_residual(t, {compare(t, Scope::user), test_of(Dimension::devices)}); }},
    {"code: the expression does not suit the dimension that is tested",
     [](T& t) { set_residual(t, {make(Opcode::in_window), test_of(Dimension::devices)}); }},
    {"code: the expression does not suit the dimension that is tested",
     [](T& t) { set_residual(t, {make(Opcode::in_subject), test_of(Dimension::time)}); }},
    {"code: the expression does not suit the dimension that is tested",
     [](T& t) { set_residual(t, {make(Opcode::before), test_of(Dimension::when)}); }},
    {"code: the expression does not suit the dimension that is tested",
     [](T& t) { set_residual(t, {compare(t, Scope::device), test_of(Dimension::users)}); }},
    {"code: users are tested where workloads are matched",
     [](T& t) {
       set_code(t, {make(Opcode::match_machine), make(Opcode::match_target), make(Opcode::push_true),
                    test_of(Dimension::users), make(Opcode::end)});
     }},
    {"expressions: a scope that is neither app nor workload",
     [](T& t) { t.expressions.push_back({{}, static_cast<std::uint32_t>(Scope::user)}); }},
    {"expressions: the code is missing or does not follow the code before it",
     [](T& t) { t.expressions[1].code.first += 1; }},
    {"code: an instruction that may not stand in an expression block",
     [](T& t) { t.code[t.code.size() - 2] = make(Opcode::in_window); }},
    {"code: code goes on after its end", [](T& t) { t.code[t.code.size() - 2] = make(Opcode::yield); }},
    {"code: a comparison of another scope than its expression",
     [](T& t) { t.code[t.code.size() - 2] = compare(t, Scope::device); }},
    {"code: an expression block does not close with yield", [](T& t) { set_last(t, make(Opcode::push_true)); }},
    {"code: an expression block yields none or more than one value",
     [](T& t) { t.code[t.code.size() - 2] = make(Opcode::push_true); }},
    {"code: an unknown instruction", [](T& t) { set_last(t, {0x7f, 0, 0, 0}); }},
    {"code: unused bytes of an instruction are not zero", [](T& t) { t.code[0].b = 1; }},
    {"code: unused bytes of an instruction are not zero", [](T& t) { t.code[0].a = 1; }},
    {"code: an operand is out of range", [](T& t) { t.code[0].c = kFar; }},
    {"code: an operand is out of range", [](T& t) { set_last(t, make(Opcode::yield, 1)); }},
    {"code: an operand is out of range", [](T& t) { set_residual(t, {make(Opcode::push_true), test_of(Dimension::clients)}); }},
    {"code: an operand is out of range",
     [](T& t) { set_residual(t, {make(Opcode::push_true), make(Opcode::test, 1, static_cast<std::uint8_t>(Dimension::when))}); }},
    {"code: an operand is out of range", [](T& t) { set_residual(t, {make(Opcode::push_true), make(Opcode::test, 0, 200)}); }},
    {"code: an operand is out of range", [](T& t) { set_residual(t, {make(Opcode::match_client, 1U << 5U)}); }},
    {"code: an operand is out of range", [](T& t) { set_residual(t, {make(Opcode::match_platform, 1U << 7U)}); }},
    {"code: an operand is out of range", [](T& t) { set_residual(t, {make(Opcode::match_network, kFar)}); }},
    {"code: an operand is out of range", [](T& t) { set_residual(t, {make(Opcode::match_user_risk, 1U << 5U)}); }},
    {"code: an operand is out of range", [](T& t) { set_residual(t, {make(Opcode::match_insider_risk, 1U << 4U)}); }},
    {"code: an operand is out of range", [](T& t) { set_residual(t, {make(Opcode::match_flow, 1U << 3U)}); }},
    {"code: an operand is out of range", [](T& t) { set_residual(t, {make(Opcode::compare, kFar)}); }},
    {"code: an operand is out of range", [](T& t) { set_residual(t, {make(Opcode::in_window, kFar)}); }},
    {"code: an operand is out of range",
     [](T& t) { set_code(t, {make(Opcode::match_machine, kFar), make(Opcode::match_target), make(Opcode::end)}); }},
    {"code: an operand is out of range",
     [](T& t) { set_code(t, {make(Opcode::match_subject), make(Opcode::match_target, kFar), make(Opcode::end)}); }},
    {"code: neither a policy nor an expression holds the last instructions",
     [](T& t) {
       t.code.push_back(make(Opcode::end));
       t.debug_code.clear();
     }},
});

}  // namespace

std::span<const BrokenRule> rules_of_code() { return kRules; }

}  // namespace doorward::test
