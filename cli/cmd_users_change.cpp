// `doorward users enable|disable|register|enforce`: changes states as SEMANTICS.md §5 has it, all or none.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>

#include "cmd_users.h"
#include "command.h"
#include "users_notification.h"
#include "users_output.h"
#include "users_session.h"

namespace doorward::cli {
namespace {

/// More than this many users are changed only after a summary and a yes.
constexpr std::uint64_t kUnasked = 10;

struct Arguments {
  std::string store;
  SelectionArguments selection;
  std::string format = "text";
  std::string reenabling = "portal";
  std::string notify_folder;
  std::string actor;
  std::string note;
  bool dry_run = false;
  bool yes = false;
  bool force = false;
  bool keep_going = false;
};

std::string transition_words(const ChangeCount& row) {
  const MfaStanding& to = row.transition.to;
  std::string words = row.from.state == to.state
                          ? std::string(state_word(to.state))
                          : fmt::format("{} -> {}", state_word(row.from.state), state_word(to.state));
  if (row.from.registered != to.registered) words += ", registered";
  return words;
}

class ChangeRun {
 public:
  ChangeRun(const Context& context, const Arguments& arguments, const StateActionRow& row, Store& store)
      : context_(context), arguments_(arguments), row_(row), store_(store) {
    request_.action = row.action;
    request_.rules.reenabling = arguments.reenabling == "graph" ? Reenabling::graph : Reenabling::portal;
    request_.rules.force = arguments.force;
    request_.actor = actor_or_login(arguments.actor);
    request_.note = arguments.note;
  }

  Exit run() {
    store_.begin();
    counts_ = store_.plan_change(request_);
    if (!store_.ok()) return store_failure(context_, store_);
    for (const ChangeCount& count : counts_) {
      (count.transition.refused ? refused_ : count.changes() ? changing_ : unchanged_) += count.users;
    }
    if (refused_ > 0) return refuse();
    if (arguments_.dry_run || changing_ > kUnasked) print_summary();
    if (arguments_.dry_run) return end_dry_run();
    if (const Exit answer = confirm(); answer != Exit::ok) return answer;
    if (!write_letters()) {
      store_.roll_back();
      return Exit::usage;
    }
    if (!store_.apply_change(request_) || !store_.commit()) return store_failure(context_, store_);
    print_changes();
    context_.note(fmt::format("{} {}, {} unchanged", row_.done, users_text(changing_), unchanged_));
    if (told_ > 0) context_.note(fmt::format("notify {}{}", users_text(told_), letters_words()));
    return Exit::ok;
  }

 private:
  Exit refuse() {
    store_.roll_back();
    context_.error(
        fmt::format("{} would be enforced without registering: their programs that are not browsers stop working until "
                    "they have app passwords; nothing was changed",
                    users_text(refused_)));
    context_.write_messages(
        "help: `doorward users enable` makes users enforced once they register; add --force if that is meant\n");
    return Exit::finding;
  }

  void print_summary() {
    std::string text =
        fmt::format("doorward: {} would change {}, {} unchanged\n", row_.word, users_text(changing_), unchanged_);
    std::vector<std::pair<std::string, std::uint64_t>> rows;
    for (const ChangeCount& count : counts_) {
      if (!count.changes()) continue;
      const std::string words = transition_words(count);
      const auto same = std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.first == words; });
      same == rows.end() ? rows.emplace_back(words, count.users).second : same->second += count.users;
    }
    for (const auto& [words, users] : rows) text += fmt::format("  {}: {}\n", words, users_text(users));
    context_.write_messages(text);
  }

  Exit end_dry_run() {
    print_changes();
    store_.roll_back();
    context_.note("dry run, nothing was changed");
    return store_.ok() ? Exit::ok : store_failure(context_, store_);
  }

  bool reads_standard_input() const {
    if (arguments_.selection.list == "-") return true;
    for (const std::string& user : arguments_.selection.users) {
      if (user == "-") return true;
    }
    return false;
  }

  /// The lock on the store is let go while a person thinks.
  Exit confirm() {
    if (changing_ <= kUnasked || arguments_.yes) return Exit::ok;
    if (reads_standard_input() || !context_.messages_on_terminal() || isatty(STDIN_FILENO) == 0) {
      store_.roll_back();
      context_.error(
          fmt::format("{} would change, more than {}; nothing was changed", users_text(changing_), kUnasked));
      context_.write_messages("help: add --yes to change that many without being asked, or --dry-run to see whom\n");
      return Exit::usage;
    }
    store_.commit();
    context_.write_messages("change them? [y/N] ");
    std::string answer;
    std::getline(std::cin, answer);
    if (answer != "y" && answer != "Y" && answer != "yes") {
      context_.note("nothing was changed");
      return Exit::finding;
    }
    store_.begin();
    const std::uint64_t moved = store_.changed_since();
    if (moved == 0) return store_.ok() ? Exit::ok : store_failure(context_, store_);
    store_.roll_back();
    context_.error(fmt::format("{} {} changed by another process in the meantime; nothing was changed",
                               users_text(moved), moved == 1 ? "was" : "were"));
    return Exit::finding;
  }

  /// Letters come before the change: a letter without a change is harmless, a change without a letter is not.
  bool write_letters() {
    if (arguments_.notify_folder.empty()) return true;
    std::error_code fault;
    std::filesystem::create_directories(arguments_.notify_folder, fault);
    std::string unwritten;
    store_.each_change([&](const StoredUser& user, const MfaStanding& to) {
      if (!has_to_be_told(user, to) || !unwritten.empty()) return;
      const auto path = std::filesystem::path(arguments_.notify_folder) / notification_file(user);
      std::ofstream file(path, std::ios::binary);
      file << notification_text(user, to, legacy_clients_of(store_, user));
      if (!file.flush()) unwritten = path.string();
    });
    if (unwritten.empty()) return true;
    context_.error(fmt::format("cannot write `{}`; nothing was changed", unwritten));
    return false;
  }

  std::string letters_words() const {
    if (arguments_.notify_folder.empty()) return "; --notify-dir writes the letters";
    return fmt::format(", letters are in `{}`", arguments_.notify_folder);
  }

  void print_changes() {
    const TableFormat format = table_format(arguments_.format);
    Table table(context_, format);
    store_.each_change([&](const StoredUser& user, const MfaStanding& to) {
      const bool told = has_to_be_told(user, to);
      told_ += told ? 1 : 0;
      table.add(change_cells(user, to, told ? user.address() : std::string_view(), format));
    });
    table.finish(kChangeCells);
  }

  const Context& context_;
  const Arguments& arguments_;
  const StateActionRow& row_;
  Store& store_;
  ChangeRequest request_;
  std::vector<ChangeCount> counts_;
  std::uint64_t changing_ = 0;
  std::uint64_t unchanged_ = 0;
  std::uint64_t refused_ = 0;
  std::uint64_t told_ = 0;
};

Exit change_states(const Context& context, const Arguments& arguments, const StateActionRow& row) {
  if (!arguments.selection.names_any()) {
    context.error("no users are named");
    context.write_messages("help: name users by UPN or id, or give --group, --from or --all\n");
    return Exit::usage;
  }
  const auto store = open_store(context, arguments.store, StoreAccess::write);
  if (!store) return Exit::usage;
  const auto unknown = select(context, arguments.selection, *store);
  if (!unknown) return Exit::usage;
  if (!store->ok()) return store_failure(context, *store);
  if (*unknown > 0 && !arguments.keep_going) {
    context.write_messages("help: nothing was changed; --keep-going changes the users that are known\n");
    return Exit::finding;
  }
  const Exit exit = ChangeRun(context, arguments, row, *store).run();
  return exit == Exit::ok && *unknown > 0 ? Exit::finding : exit;
}

}  // namespace

void add_users_change(CLI::App& users, Context& context, const StateActionRow& row) {
  CLI::App& command = add_command(users, context, row.word, row.summary,
                                  fmt::format("doorward users {} --store users.db alice@contoso.example", row.word));
  auto arguments = std::make_shared<Arguments>();
  add_store(command, arguments->store);
  add_selection(command, arguments->selection);
  add_table_format(command, arguments->format);
  command.add_flag("--dry-run", arguments->dry_run, "say what would change and change nothing");
  command.add_flag("--yes,-y", arguments->yes, "do not ask before more than ten users change");
  command.add_flag("--keep-going", arguments->keep_going, "change the known users though others are unknown; exit 1");
  command.add_option("--actor", arguments->actor, "who the audit says it was; the login name otherwise")
      ->type_name("NAME");
  command.add_option("--note", arguments->note, "why, for the audit")->type_name("TEXT");
  if (row.action == StateAction::enable) {
    command
        .add_option("--reenable", arguments->reenabling,
                    "users who have registered before become enabled (portal) or enforced (graph)")
        ->check(CLI::IsMember({"portal", "graph"}));
  }
  if (row.action == StateAction::enforce)
    command.add_flag("--force", arguments->force, "enforce though programs that are not browsers may stop working");
  if (row.action == StateAction::enable || row.action == StateAction::enforce) {
    command.add_option("--notify-dir", arguments->notify_folder, "write a letter for each user to be told")
        ->type_name("DIR");
  }
  command.callback([&context, arguments, &row] {
    context.action = [&context, arguments, &row] { return change_states(context, *arguments, row); };
  });
}

}  // namespace doorward::cli
