#include "engines_agree.h"

#include "holds.h"

namespace doorward::fuzz {

std::string BothEngines::decide(const SignIn& sign_in, std::int64_t now, bool strict) {
  evaluate(scratch_, sign_in, {.now = now, .strict = strict, .evaluation = Evaluation::interpreter}, decision_);
  const std::string interpreted(writer_.write(sign_in.id, decision_));
  evaluate(scratch_, sign_in, {.now = now, .strict = strict, .evaluation = Evaluation::index}, decision_);
  const std::string_view indexed = writer_.write(sign_in.id, decision_);
  must(interpreted == indexed, "the index decides as the interpreter does", interpreted + std::string(indexed));
  return interpreted;
}

}  // namespace doorward::fuzz
