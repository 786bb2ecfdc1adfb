// The subcommands of `doorward users`, one function each.
#pragma once

#include "context.h"
#include "doorward/store/life_cycle.h"
#include "parser_names.h"

namespace doorward::cli {

void add_users_list(CLI::App& users, Context& context);
void add_users_show(CLI::App& users, Context& context);
void add_users_audit(CLI::App& users, Context& context);
/// One of `enable`, `disable`, `register` and `enforce`.
void add_users_change(CLI::App& users, Context& context, const StateActionRow& row);
void add_users_import(CLI::App& users, Context& context);
void add_users_plan(CLI::App& users, Context& context);
void add_users_migrate(CLI::App& users, Context& context);

}  // namespace doorward::cli
