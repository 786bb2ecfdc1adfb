// `doorward users list|show|audit`: what the store knows of users and of their changes.
#include <fmt/format.h>

#include <memory>

#include "cmd_users.h"
#include "command.h"
#include "doorward/io/timestamp.h"
#include "users_output.h"
#include "users_session.h"

namespace doorward::cli {
namespace {

struct Arguments {
  std::string store;
  SelectionArguments selection;
  std::string format = "text";
  std::string since;
  std::string actor;
};

Exit exit_after(const Context& context, const Store& store, std::uint64_t unknown) {
  if (!store.ok()) return store_failure(context, store);
  return unknown == 0 ? Exit::ok : Exit::finding;
}

/// Opens the store and selects: named users, else all when `all_by_default`.
std::unique_ptr<Store> open_and_select(const Context& context, Arguments& arguments, bool all_by_default,
                                       std::uint64_t& unknown) {
  auto store = open_store(context, arguments.store, StoreAccess::read);
  if (!store) return nullptr;
  if (all_by_default && !arguments.selection.names_any()) arguments.selection.all = true;
  const auto refused = select(context, arguments.selection, *store);
  if (!refused) return nullptr;
  unknown = *refused;
  return store;
}

Exit list_users(const Context& context, Arguments arguments) {
  std::uint64_t unknown = 0;
  const auto store = open_and_select(context, arguments, true, unknown);
  if (!store) return Exit::usage;
  const TableFormat format = table_format(arguments.format);
  Table table(context, format);
  store->each_selected([&](const StoredUser& user) { table.add(user_cells(user, format)); });
  table.finish(kUserCells);
  return exit_after(context, *store, unknown);
}

std::string show_text(Store& store, const StoredUser& user) {
  const auto line = [](std::string_view label, std::string_view value) {
    return value.empty() ? std::string() : fmt::format("  {:<14}{}\n", label, shown(value));
  };
  std::string text = fmt::format("{}\n", shown(user.name()));
  text += line("id", user.id) + line("name", user.display_name);
  text += line("state", state_word(user.standing.state)) + line("registered", flag_word(user.standing.registered));
  text += line("app password", flag_word(user.app_password));
  if (user.tenant_state != user.standing.state)
    text +=
        line("tenant", fmt::format("{}, `doorward users plan` says what to do there", state_word(user.tenant_state)));
  store.each_holder(user.number, [&](const StoredHolder& holder) {
    const std::string name =
        holder.name.empty() ? std::string(holder.id) : fmt::format("{} ({})", holder.name, holder.id);
    text += line(holder.role ? "role" : "group", name + (holder.direct ? "" : ", through another"));
  });
  return text;
}

std::string show_json(Store& store, const StoredUser& user) {
  std::string text = "{";
  for (const Cell& cell : user_cells(user, TableFormat::json)) {
    if (cell.text.empty()) continue;
    text += fmt::format("\"{}\":{},", cell.column, cell.bare ? cell.text : json_text(cell.text));
  }
  text += fmt::format("\"tenantState\":\"{}\"", state_word(user.tenant_state));
  for (const bool roles : {false, true}) {
    text += roles ? ",\"roles\":[" : ",\"groups\":[";
    bool comma = false;
    store.each_holder(user.number, [&](const StoredHolder& holder) {
      if (holder.role != roles) return;
      text += (comma ? "," : "") + json_text(holder.id);
      comma = true;
    });
    text += ']';
  }
  return text + "}";
}

/// The changes of one user.
std::string history_of(Store& store, std::int64_t user) {
  std::string text;
  AuditFilter filter;
  filter.user = user;
  store.each_audit(filter, [&](const AuditEntry& entry) {
    text += "  ";
    for (const Cell& cell : audit_cells(entry, TableFormat::text)) {
      if (cell.column != "user" && !cell.text.empty()) text += fmt::format("{}  ", shown(cell.text));
    }
    text.erase(text.find_last_not_of(' ') + 1);
    text += '\n';
  });
  return text;
}

Exit show_users(const Context& context, Arguments arguments) {
  std::uint64_t unknown = 0;
  const auto store = open_and_select(context, arguments, false, unknown);
  if (!store) return Exit::usage;
  std::string text;
  const bool json = arguments.format == "json";
  store->each_selected([&](const StoredUser& user) {
    if (!text.empty()) text += json ? ",\n" : "\n";
    text += json ? show_json(*store, user) : show_text(*store, user) + history_of(*store, user.number);
  });
  context.write_output(json ? fmt::format("[\n{}\n]\n", text) : text);
  return exit_after(context, *store, unknown);
}

Exit print_audit(const Context& context, Arguments arguments) {
  AuditFilter filter;
  if (!arguments.since.empty()) {
    const std::string& since = arguments.since;
    filter.since = parse_timestamp(since.size() == 10 ? since + "T00:00:00Z" : since, true);
    if (!filter.since) {
      context.error(fmt::format("`{}` is no time", since));
      context.write_messages("help: write it as 2026-11-24T09:30:00Z, or 2026-11-24 for its beginning in UTC\n");
      return Exit::usage;
    }
  }
  std::uint64_t unknown = 0;
  filter.selected = arguments.selection.names_any();
  filter.actor = arguments.actor;
  const auto store = open_and_select(context, arguments, false, unknown);
  if (!store) return Exit::usage;
  const TableFormat format = table_format(arguments.format);
  Table table(context, format);
  store->each_audit(filter, [&](const AuditEntry& entry) { table.add(audit_cells(entry, format)); });
  table.finish(kAuditCells);
  return exit_after(context, *store, unknown);
}

}  // namespace

void add_users_list(CLI::App& users, Context& context) {
  CLI::App& command = add_command(users, context, "list", "users and their states",
                                  "doorward users list --store users.db --state enabled --registered no");
  auto arguments = std::make_shared<Arguments>();
  add_store(command, arguments->store);
  add_selection(command, arguments->selection);
  add_table_format(command, arguments->format);
  command.callback(
      [&context, arguments] { context.action = [&context, arguments] { return list_users(context, *arguments); }; });
}

void add_users_show(CLI::App& users, Context& context) {
  CLI::App& command = add_command(users, context, "show", "all that the store knows of users, with their history",
                                  "doorward users show --store users.db alice@contoso.example");
  auto arguments = std::make_shared<Arguments>();
  add_store(command, arguments->store);
  command.add_option("USER", arguments->selection.users, "UPNs or ids")->required();
  command.add_option("--format", arguments->format, "text, or a JSON array with a user a line")
      ->check(CLI::IsMember({"text", "json"}));
  command.callback(
      [&context, arguments] { context.action = [&context, arguments] { return show_users(context, *arguments); }; });
}

void add_users_audit(CLI::App& users, Context& context) {
  CLI::App& command = add_command(users, context, "audit", "who changed what, when, and from which state",
                                  "doorward users audit --store users.db --since 2026-11-01 alice@contoso.example");
  auto arguments = std::make_shared<Arguments>();
  add_store(command, arguments->store);
  add_selection(command, arguments->selection);
  add_table_format(command, arguments->format);
  command.add_option("--since", arguments->since, "only changes from this time on")->type_name("TIME");
  command.add_option("--actor", arguments->actor, "only changes by this one")->type_name("NAME");
  command.callback(
      [&context, arguments] { context.action = [&context, arguments] { return print_audit(context, *arguments); }; });
}

}  // namespace doorward::cli
