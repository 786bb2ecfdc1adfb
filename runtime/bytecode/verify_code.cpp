// Rules of code: a policy is its matches in table order, then residual expressions that each end in a test, then
// `end`; an expression block ends in `yield`. The stack is empty wherever an expression begins or ends.
#include "doorward/facts/facts.h"
#include "verifier.h"

namespace doorward::bytecode {
namespace {

constexpr Mask all_of(std::size_t members) noexcept { return (Mask{1} << members) - 1; }

enum Pushed : std::uint32_t { kDeviceComparison = 1, kOtherComparison = 2, kWindow = 4, kSubject = 8, kDay = 16 };

/// What the expression before `test` of a dimension may be made of, beside constants and operators.
constexpr std::uint32_t allowed_under(Dimension dimension) noexcept {
  if (dimension == Dimension::users) return kSubject | kDay;
  if (dimension == Dimension::devices) return kDeviceComparison;
  if (dimension == Dimension::when) return kDeviceComparison | kOtherComparison | kWindow | kSubject;
  return dimension == Dimension::time ? std::uint32_t{kWindow} : 0;
}

constexpr bool may_be_tested(std::uint8_t dimension) noexcept {
  return dimension < kDimensions.size() && allowed_under(static_cast<Dimension>(dimension)) != 0;
}

}  // namespace

/// What the code of one policy has shown so far.
struct Verifier::CodeFacts {
  std::uint8_t last_match = 0;
  bool subject = false;
  bool machine = false;
  bool target = false;
  bool residual = false;
  std::uint8_t last_tested = 0;
  std::uint32_t depth = 0;
  std::uint32_t pushed = 0;  // Pushed bits since the last test
};

bool Verifier::check_code(const PolicyEntry& policy) noexcept {
  if (!code_.take(policy.code) || policy.code.count == 0) {
    return fail(Section::policies, policy, "the code is missing or does not follow the code before it");
  }
  CodeFacts facts;
  const auto code = view_.code_of(policy.code);
  for (const Instruction& instruction : code.first(code.size() - 1)) {
    const OpcodeRow* row = nullptr;
    if (!check_shape(instruction, row)) return false;
    if (is_match(row->code)) {
      if (!check_match(instruction, facts)) return false;
      continue;
    }
    facts.residual = true;
    if (row->code == Opcode::test) {
      if (!check_test(instruction, facts)) return false;
    } else if (row->code == Opcode::end || row->code == Opcode::yield) {
      return fail(Section::code, instruction, "code goes on after its end");
    } else if (!check_push(instruction, facts)) {
      return false;
    }
  }
  const Instruction& last = code.back();
  const OpcodeRow* row = nullptr;
  if (!check_shape(last, row)) return false;
  if (row->code != Opcode::end) return fail(Section::code, last, "the code of a policy does not close with end");
  if (facts.depth != 0) return fail(Section::code, last, "the last expression is not tested");
  if (facts.subject == facts.machine)
    return fail(Section::code, last, "not exactly one of subject and machine is matched");
  return facts.target || fail(Section::code, last, "no target is matched");
}

bool Verifier::check_match(const Instruction& instruction, CodeFacts& facts) noexcept {
  if (facts.residual) return fail(Section::code, instruction, "a match after an expression");
  if (instruction.op <= facts.last_match) {
    return fail(Section::code, instruction, "matches are not in the order of the table, each at most once");
  }
  const auto opcode = static_cast<Opcode>(instruction.op);
  facts.last_match = instruction.op;
  facts.subject = facts.subject || opcode == Opcode::match_subject;
  facts.machine = facts.machine || opcode == Opcode::match_machine;
  facts.target = facts.target || opcode == Opcode::match_target;
  return true;
}

bool Verifier::check_push(const Instruction& instruction, CodeFacts& facts) noexcept {
  const OpcodeRow& row = *find_opcode(instruction.op);
  if (facts.depth < row.pops) return fail(Section::code, instruction, "an operator without enough operands");
  facts.depth = facts.depth - row.pops + row.pushes;
  if (facts.depth > kMaxStack) {
    return fail(Section::code, instruction, "the stack is too deep", VerifyStatus::over_limit);
  }
  if (row.operand == Operand::comparison) {
    const bool device = view_.comparisons[instruction.c].scope == Scope::device;
    facts.pushed |= device ? kDeviceComparison : kOtherComparison;
  }
  if (row.operand == Operand::window) facts.pushed |= kWindow;
  if (row.operand == Operand::subject) facts.pushed |= kSubject;
  if (row.operand == Operand::day) facts.pushed |= kDay;
  return true;
}

bool Verifier::check_test(const Instruction& instruction, CodeFacts& facts) noexcept {
  if (facts.depth != 1) return fail(Section::code, instruction, "a test of none or more than one value");
  if (instruction.a < facts.last_tested) {
    return fail(Section::code, instruction, "tests are not in the order of the dimensions");
  }
  const auto dimension = static_cast<Dimension>(instruction.a);
  if ((facts.pushed & ~allowed_under(dimension)) != 0) {
    return fail(Section::code, instruction, "the expression does not suit the dimension that is tested");
  }
  if (dimension == Dimension::users && !facts.subject) {
    return fail(Section::code, instruction, "users are tested where workloads are matched");
  }
  facts.last_tested = instruction.a;
  facts.depth = 0;
  facts.pushed = 0;
  return true;
}

bool Verifier::check_expressions() noexcept {
  for (const ExpressionEntry& expression : view_.expressions) {
    if (expression.scope != static_cast<std::uint32_t>(Scope::app) &&
        expression.scope != static_cast<std::uint32_t>(Scope::workload)) {
      return fail(Section::expressions, expression, "a scope that is neither app nor workload");
    }
    if (!code_.take(expression.code) || expression.code.count == 0) {
      return fail(Section::expressions, expression, "the code is missing or does not follow the code before it");
    }
    if (!check_expression(expression)) return false;
  }
  return true;
}

bool Verifier::check_expression(const ExpressionEntry& expression) noexcept {
  CodeFacts facts;
  const auto code = view_.code_of(expression.code);
  for (const Instruction& instruction : code.first(code.size() - 1)) {
    const OpcodeRow* row = nullptr;
    if (!check_shape(instruction, row)) return false;
    if (row->operand != Operand::none && row->operand != Operand::comparison) {
      return fail(Section::code, instruction, "an instruction that may not stand in an expression block");
    }
    if (row->code == Opcode::end || row->code == Opcode::yield) {
      return fail(Section::code, instruction, "code goes on after its end");
    }
    if (!check_push(instruction, facts)) return false;
    if (row->operand == Operand::comparison &&
        static_cast<std::uint32_t>(view_.comparisons[instruction.c].scope) != expression.scope) {
      return fail(Section::code, instruction, "a comparison of another scope than its expression");
    }
  }
  const Instruction& last = code.back();
  const OpcodeRow* row = nullptr;
  if (!check_shape(last, row)) return false;
  if (row->code != Opcode::yield) return fail(Section::code, last, "an expression block does not close with yield");
  return facts.depth == 1 || fail(Section::code, last, "an expression block yields none or more than one value");
}

/// A known instruction with zero where nothing belongs and an operand in range.
bool Verifier::check_shape(const Instruction& instruction, const OpcodeRow*& row) noexcept {
  row = find_opcode(instruction.op);
  if (row == nullptr) return fail(Section::code, instruction, "an unknown instruction");
  const bool has_dimension = row->operand == Operand::dimension;
  if (instruction.b != 0 || (!has_dimension && instruction.a != 0)) {
    return fail(Section::code, instruction, "unused bytes of an instruction are not zero");
  }
  return operand_fits(instruction, row->operand) || fail(Section::code, instruction, "an operand is out of range");
}

bool Verifier::operand_fits(const Instruction& instruction, Operand operand) const noexcept {
  const std::uint32_t c = instruction.c;
  switch (operand) {
    case Operand::none:
      return c == 0;
    case Operand::subject:
      return c < view_.subjects.size();
    case Operand::machine:
      return c < view_.machines.size();
    case Operand::target:
      return c < view_.targets.size();
    case Operand::client_mask:
      return (c & ~all_of(kClientApps.size())) == 0;
    case Operand::platform_mask:
      return (c & ~kAllPlatforms) == 0;
    case Operand::network_set:
      return c < view_.network_sets.size();
    case Operand::risk_mask:
      return (c & ~all_of(kRiskLevels.size())) == 0;
    case Operand::insider_mask:
      return (c & ~all_of(kInsiderRisks.size())) == 0;
    case Operand::flow_mask:
      return (c & ~all_of(kFlows.size())) == 0;
    case Operand::comparison:
      return c < view_.comparisons.size();
    case Operand::window:
      return c < view_.windows.size();
    case Operand::day:
      return true;
    case Operand::dimension:
      return c == 0 && may_be_tested(instruction.a);
  }
  return false;
}

}  // namespace doorward::bytecode
