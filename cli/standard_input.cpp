#include "standard_input.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "doorward/bytecode/envelope.h"
#include "doorward/bytecode/format.h"

namespace doorward::cli {

bool refuse_input_twice(const Context& context, std::initializer_list<std::vector<std::string>> lists,
                        std::string_view help) {
  std::ptrdiff_t named = 0;
  for (const std::vector<std::string>& paths : lists) named += std::count(paths.begin(), paths.end(), "-");
  if (named < 2) return false;
  context.error("standard input is named twice");
  if (!help.empty()) context.write_messages(fmt::format("help: {}\n", help));
  return true;
}

bool input_begins_as_module() {
  // One byte can be given back for certain, and no text begins with this one: in UTF-8 it is the middle of a character.
  static_assert(bytecode::kMagic.front() == bytecode::kEnvelopeMagic.front() && bytecode::kMagic.front() == 0x89);
  const int first = std::fgetc(stdin);
  if (first == EOF) return false;
  std::ungetc(first, stdin);
  return first == bytecode::kMagic.front();
}

}  // namespace doorward::cli
