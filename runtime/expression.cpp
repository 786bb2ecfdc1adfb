#include "expression.h"

#include "doorward/bytecode/opcodes.h"
#include "window.h"

namespace doorward::runtime {
namespace {

using bytecode::Instruction;
using bytecode::Opcode;

/// Truth values, the newest in the lowest bit. 64 fit (kMaxStack).
class TruthStack {
 public:
  void push(bool value) noexcept { bits_ = bits_ << 1U | (value ? 1U : 0U); }
  bool pop() noexcept {
    const bool value = (bits_ & 1U) != 0;
    bits_ >>= 1U;
    return value;
  }

 private:
  static_assert(bytecode::kMaxStack <= 64);
  std::uint64_t bits_ = 0;
};

void step(const SetImage& image, const Instruction& instruction, const BoundRequest& request, UnknownGuest unknown,
          TruthStack& stack) noexcept {
  switch (static_cast<Opcode>(instruction.op)) {
    case Opcode::push_true:
      stack.push(true);
      return;
    case Opcode::push_false:
      stack.push(false);
      return;
    case Opcode::compare:
      stack.push(image.attributes.holds(instruction.c, request.attributes));
      return;
    case Opcode::in_window:
      stack.push(in_window(image.module, instruction.c, request.now));
      return;
    case Opcode::in_subject:
      stack.push(in_subjects(image, image.module.subjects[instruction.c], request, unknown));
      return;
    case Opcode::before:
      stack.push(before_end_of(instruction.c, request.now));
      return;
    case Opcode::negate:
      stack.push(!stack.pop());
      return;
    case Opcode::both: {
      const bool right = stack.pop();
      const bool left = stack.pop();
      stack.push(left && right);
      return;
    }
    case Opcode::either: {
      const bool right = stack.pop();
      const bool left = stack.pop();
      stack.push(left || right);
      return;
    }
    case Opcode::end:
    case Opcode::match_subject:
    case Opcode::match_machine:
    case Opcode::match_target:
    case Opcode::match_client:
    case Opcode::match_platform:
    case Opcode::match_network:
    case Opcode::match_sign_in_risk:
    case Opcode::match_user_risk:
    case Opcode::match_insider_risk:
    case Opcode::match_service_principal_risk:
    case Opcode::match_agent_risk:
    case Opcode::match_flow:
    case Opcode::test:
    case Opcode::yield:
      return;
  }
}

}  // namespace

bool holds(const SetImage& image, bytecode::List code, const BoundRequest& request) noexcept {
  TruthStack stack;
  for (const Instruction& instruction : image.module.code_of(code))
    step(image, instruction, request, UnknownGuest::hits, stack);
  return stack.pop();
}

bool passes(const SetImage& image, bytecode::List code, const BoundRequest& request, UnknownGuest unknown) noexcept {
  TruthStack stack;
  for (const Instruction& instruction : image.module.code_of(code)) {
    if (static_cast<Opcode>(instruction.op) != Opcode::test) {
      step(image, instruction, request, unknown, stack);
    } else if (!stack.pop()) {
      return false;
    }
  }
  return true;
}

SignalMask exception_tests(const SetImage& image, bytecode::List code, std::int64_t now) noexcept {
  SignalMask tests = 0;
  SignalMask of_one = 0;
  bool lasts = true;
  for (const Instruction& instruction : image.module.code_of(code)) {
    const auto op = static_cast<Opcode>(instruction.op);
    if (op == Opcode::in_subject) of_one |= image.subject_tests[instruction.c];
    if (op == Opcode::before) lasts = lasts && before_end_of(instruction.c, now);
    if (op != Opcode::test) continue;
    if (lasts) tests |= of_one;
    of_one = 0;
    lasts = true;
  }
  return tests;
}

std::uint32_t failed_dimensions(const SetImage& image, bytecode::List code, const BoundRequest& request,
                                UnknownGuest unknown) noexcept {
  TruthStack stack;
  std::uint32_t failed = 0;
  for (const Instruction& instruction : image.module.code_of(code)) {
    if (static_cast<Opcode>(instruction.op) != Opcode::test) {
      step(image, instruction, request, unknown, stack);
    } else if (!stack.pop()) {
      failed |= 1U << instruction.a;
    }
  }
  return failed;
}

}  // namespace doorward::runtime
