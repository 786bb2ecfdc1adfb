// `doorward users import`: brings a directory, or an export of one, into the store; whole or not at all.
#include <fmt/format.h>

#include <memory>

#include "cmd_users.h"
#include "command.h"
#include "doorward/io/directory_import.h"
#include "standard_input.h"
#include "users_session.h"

namespace doorward::cli {
namespace {

struct Arguments {
  std::string store;
  std::vector<std::string> files;
  std::string actor;
  std::string note;
  bool overwrite_states = false;
  bool dry_run = false;
};

void report(const Context& context, const ImportCounts& counts) {
  context.note(fmt::format("{} added, {} with another state or registration, {} unchanged", users_text(counts.added),
                           counts.changed, counts.unchanged));
  if (counts.kept == 0) return;
  context.note(fmt::format("{} keep{} the state that the store is to bring to the tenant; --overwrite-states drops it",
                           users_text(counts.kept), counts.kept == 1 ? "s" : ""));
}

void add(const ImportCounts& counts, ImportCounts& sum) {
  sum.added += counts.added;
  sum.changed += counts.changed;
  sum.unchanged += counts.unchanged;
  sum.kept += counts.kept;
}

bool import_file(const std::string& file, const Arguments& arguments, Store& store, ImportCounts& sum, OpenPages& pages,
                 std::string& error) {
  StoreImport import(store, {.actor = actor_or_login(arguments.actor),
                             .note = arguments.note.empty() ? file : arguments.note,
                             .overwrite_states = arguments.overwrite_states});
  const bool good = import_directory(file, import, pages, error);
  add(import.counts(), sum);
  return good;
}

Exit import_files(const Context& context, const Arguments& arguments) {
  if (refuse_input_twice(context, {arguments.files})) return Exit::usage;
  const auto store = open_store(context, arguments.store, StoreAccess::create);
  if (!store) return Exit::usage;
  store->begin();
  ImportCounts sum;
  OpenPages pages;
  std::string last_page;
  for (const std::string& file : arguments.files) {
    std::string error;
    const bool good = import_file(file, arguments, *store, sum, pages, error);
    if (pages.any() && last_page.empty()) last_page = file;
    if (!pages.any()) last_page.clear();
    if (good) continue;
    store->roll_back();
    context.error(store->ok() ? error : store->error());
    context.write_messages("help: nothing was imported\n");
    return Exit::usage;
  }
  if (arguments.dry_run) {
    store->roll_back();
  } else {
    store->commit();
  }
  if (!store->ok()) return store_failure(context, *store);
  report(context, sum);
  if (pages.any())
    context.note(fmt::format("`{}` is one page of several (`@odata.nextLink`): import the others too", last_page));
  if (arguments.dry_run) context.note("dry run, nothing was changed");
  return Exit::ok;
}

}  // namespace

void add_users_import(CLI::App& users, Context& context) {
  CLI::App& command = add_command(users, context, "import", "bring users, groups and roles into the store",
                                  "doorward users import --store users.db graph-users.json graph-groups.json");
  auto arguments = std::make_shared<Arguments>();
  add_store(command, arguments->store);
  command
      .add_option("FILE", arguments->files,
                  "directories as JSON or CSV, exports of Graph or of Get-MsolUser, stores; `-` is standard input")
      ->required();
  command.add_flag(
      "--overwrite-states", arguments->overwrite_states,
      "take the states of the files also for users with changes that are still to be brought to the tenant");
  command.add_flag("--dry-run", arguments->dry_run, "say what would change and change nothing");
  command.add_option("--actor", arguments->actor, "who the audit says it was; the login name otherwise")
      ->type_name("NAME");
  command.add_option("--note", arguments->note, "why, for the audit; the name of the file otherwise")
      ->type_name("TEXT");
  command.callback(
      [&context, arguments] { context.action = [&context, arguments] { return import_files(context, *arguments); }; });
}

}  // namespace doorward::cli
