// `doorward users plan`: what has to be done in the tenant so that it has the states of the store. Sends nothing.
#include <fmt/format.h>

#include <memory>

#include "cmd_users.h"
#include "command.h"
#include "users_output.h"
#include "users_session.h"

namespace doorward::cli {
namespace {

struct Arguments {
  std::string store;
  std::string format = "graph";
  std::string actor;
  bool mark_applied = false;
};

constexpr std::string_view kGraph = "https://graph.microsoft.com/beta/users/";
constexpr std::string_view kRequirements = "/authentication/requirements";

/// A path segment of a URL.
std::string url_segment(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                       c == '.' || c == '_' || c == '~' || c == '@';
    out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

std::string url_of(const StoredUser& user) {
  return fmt::format("{}{}{}", kGraph, url_segment(user.id.empty() ? user.upn : user.id), kRequirements);
}

std::string graph_request(const StoredUser& user) {
  return fmt::format(
      "{{\"method\":\"PATCH\",\"url\":{},\"body\":{{\"perUserMfaState\":\"{}\"}},\"user\":{},\"from\":\"{}\"}}\n",
      json_text(url_of(user)), state_word(user.standing.state), json_text(user.name()), state_word(user.tenant_state));
}

/// A comment must not end where a name says so.
std::string comment_text(std::string_view text) {
  std::string out;
  for (const char c : text) out += static_cast<unsigned char>(c) < 0x20U ? ' ' : c;
  return out;
}

std::string power_shell_line(const StoredUser& user) {
  return fmt::format(
      "# {}: {} -> {}\n"
      "Invoke-MgGraphRequest -Method PATCH -Uri '{}' -ContentType 'application/json' -Body "
      "'{{\"perUserMfaState\":\"{}\"}}'\n",
      comment_text(user.name()), state_word(user.tenant_state), state_word(user.standing.state), url_of(user),
      state_word(user.standing.state));
}

constexpr std::string_view kPowerShellStart =
    "# Brings the tenant's per-user MFA states to those of the store. Review before running.\n"
    "$ErrorActionPreference = 'Stop'\n"
    "Connect-MgGraph -Scopes 'Policy.ReadWrite.AuthenticationMethod'\n";

Exit plan(const Context& context, const Arguments& arguments) {
  const auto store =
      open_store(context, arguments.store, arguments.mark_applied ? StoreAccess::write : StoreAccess::read);
  if (!store) return Exit::usage;
  if (arguments.mark_applied) {
    store->begin();
    const std::uint64_t users = store->mark_planned_as_applied(actor_or_login(arguments.actor));
    if (!store->commit()) return store_failure(context, *store);
    context.note(fmt::format("the tenant now has the states of {} more", users_text(users)));
    return Exit::ok;
  }
  std::uint64_t count = 0;
  std::uint64_t promoted = 0;
  const bool graph = arguments.format == "graph";
  store->each_to_plan([&](const StoredUser& user) {
    if (count++ == 0 && !graph) context.write_output(kPowerShellStart);
    promoted += user.standing.state == UserState::enabled && user.standing.registered.value_or(false) ? 1 : 0;
    context.write_output(graph ? graph_request(user) : power_shell_line(user));
  });
  if (!store->ok()) return store_failure(context, *store);
  context.note(count == 0 ? "nothing to do, the tenant has the states of the store"
                          : fmt::format("{} to change in the tenant; nothing has been sent", users_text(count)));
  if (promoted > 0)
    context.note(fmt::format("Graph makes {} of them enforced at once, because they have registered", promoted));
  return Exit::ok;
}

}  // namespace

void add_users_plan(CLI::App& users, Context& context) {
  CLI::App& command = add_command(users, context, "plan", "what to do in the tenant so that it has the store's states",
                                  "doorward users plan --store users.db --format powershell >plan.ps1");
  auto arguments = std::make_shared<Arguments>();
  add_store(command, arguments->store);
  command.add_option("--format", arguments->format, "Graph requests as JSON lines, or a PowerShell script")
      ->check(CLI::IsMember({"graph", "powershell"}));
  command.add_flag("--mark-applied", arguments->mark_applied, "the plan has been carried out: nothing is left to do");
  command.add_option("--actor", arguments->actor, "with --mark-applied, who the audit says it was")->type_name("NAME");
  command.callback(
      [&context, arguments] { context.action = [&context, arguments] { return plan(context, *arguments); }; });
}

}  // namespace doorward::cli
