// How a command is declared on the command line. Slow to compile: only for files that declare arguments.
#pragma once

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <string_view>

#include "context.h"

namespace doorward::cli {

/// Adds --ignore-unknown to a command that reads policies for deciding (CONTRACTS.md §3); it sets `flag`.
void add_ignore_unknown(CLI::App& command, bool& flag);

/// Adds `name` to `app` with --color and --quiet, help that ends in `example`, and `action` as what it runs.
CLI::App& add_command(CLI::App& app, Context& context, std::string_view name, std::string_view summary,
                      std::string_view example);

}  // namespace doorward::cli
