// What `-` stands for on a command line. Knows bytes; must not know what they mean beyond whether they are a module.
#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "context.h"

namespace doorward::cli {

/// Whether more than one of `lists` of paths, all together, are `-`: the second would find nothing left. It is then
/// reported, with `help` unless that is empty.
bool refuse_input_twice(const Context& context, std::initializer_list<std::vector<std::string>> lists,
                        std::string_view help = {});

/// Whether standard input begins as a compiled module, signed or not. Waits for the first byte, which stays to be read.
bool input_begins_as_module();

}  // namespace doorward::cli
