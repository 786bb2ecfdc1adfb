// One function a command, from the rows of commands.def.
#pragma once

#include "context.h"
#include "parser_names.h"

namespace doorward::cli {

#define DW_COMMAND(name, summary) void add_##name(CLI::App& app, Context& context, std::string_view text);
#include "commands.def"
#undef DW_COMMAND

inline void add_commands(CLI::App& app, Context& context) {
#define DW_COMMAND(name, summary) add_##name(app, context, summary);
#include "commands.def"
#undef DW_COMMAND
}

}  // namespace doorward::cli
