// `doorward users`: per-user MFA states in a store, seen and changed (docs/users.md).
#include "cmd_users.h"

#include "command.h"
#include "commands.h"

namespace doorward::cli {

void add_users(CLI::App& app, Context& context, std::string_view text) {
  CLI::App* users = app.add_subcommand("users", std::string(text));
  users->require_subcommand(1);
  users->footer("Example:\n  doorward users enable --store users.db --group Engineers --notify-dir letters/");
  add_users_list(*users, context);
  add_users_show(*users, context);
  for (const StateActionRow& row : kStateActions) add_users_change(*users, context, row);
  add_users_import(*users, context);
  add_users_plan(*users, context);
  add_users_migrate(*users, context);
  add_users_audit(*users, context);
}

}  // namespace doorward::cli
