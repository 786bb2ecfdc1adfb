#include "users_session.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

#include <cstdlib>

#include "command.h"
#include "user_list.h"

namespace doorward::cli {

void add_store(CLI::App& command, std::string& store) {
  command.add_option("--store", store, "the store of users and their states")->required()->type_name("FILE");
}

void add_selection(CLI::App& command, SelectionArguments& arguments) {
  command.add_option("USER", arguments.users, "UPNs or ids; `-` reads a list from standard input");
  command.add_option("--group", arguments.groups, "members of a group by id or name, nested ones too")
      ->type_name("GROUP")
      ->allow_extra_args(false);
  command.add_option("--from", arguments.list, "a list: one UPN or id a line, or CSV; `-` is standard input")
      ->type_name("FILE");
  command.add_flag("--all", arguments.all, "every user of the store");
  command.add_option("--state", arguments.state, "of these, only users in this state")
      ->check(CLI::IsMember({"disabled", "enabled", "enforced"}));
  command.add_option("--registered", arguments.registered, "of these, only users who have registered, or not")
      ->check(CLI::IsMember({"yes", "no", "unknown"}));
}

std::unique_ptr<Store> open_store(const Context& context, const std::string& path, StoreAccess access) {
  std::string error;
  auto store = Store::open(path, access, error);
  if (store) return store;
  context.error(error);
  if (access != StoreAccess::create && ::access(path.c_str(), F_OK) != 0)
    context.write_messages(fmt::format("help: `doorward users import --store {} FILE` makes a store\n", path));
  return nullptr;
}

namespace {

/// Names given on the command line or in a list, each looked up.
class Selecting {
 public:
  Selecting(const Context& context, Store& store) : context_(context), store_(store) {}

  void user(const std::string& name) {
    if (!store_.select_user(name)) refuse(fmt::format("user `{}` is not in the store", name));
  }

  void group(const std::string& name) {
    const GroupMatch match = store_.select_group(name);
    if (match == GroupMatch::unknown) refuse(fmt::format("group `{}` is not in the store", name));
    if (match == GroupMatch::ambiguous) refuse(fmt::format("several groups are named `{}`, give an id", name));
  }

  bool list(const std::string& path) {
    std::string error;
    const bool read = read_user_list(
        path,
        [&](std::uint64_t line, const std::string& name, const std::string& fault) {
          if (!fault.empty()) return refuse(fmt::format("{}:{}: {}", path, line, fault));
          if (!store_.select_user(name)) refuse(fmt::format("{}:{}: user `{}` is not in the store", path, line, name));
        },
        error);
    if (!read) context_.error(error);
    return read;
  }

  std::uint64_t refused() const { return refused_; }

 private:
  void refuse(const std::string& message) {
    ++refused_;
    context_.error(message);
  }

  const Context& context_;
  Store& store_;
  std::uint64_t refused_ = 0;
};

}  // namespace

namespace {

UserFilter filter_of(const SelectionArguments& arguments) {
  UserFilter filter;
  if (const FactRow* row = find_graph(kUserStates, arguments.state)) filter.state = static_cast<UserState>(row->value);
  if (arguments.registered == "yes") filter.registration = Registration::yes;
  if (arguments.registered == "no") filter.registration = Registration::no;
  if (arguments.registered == "unknown") filter.registration = Registration::unknown;
  return filter;
}

}  // namespace

std::optional<std::uint64_t> select(const Context& context, const SelectionArguments& arguments, Store& store) {
  Selecting selecting(context, store);
  store.begin_reading();
  if (arguments.all) store.select_all();
  for (const std::string& user : arguments.users) {
    if (user != "-")
      selecting.user(user);
    else if (!selecting.list("-"))
      return std::nullopt;
  }
  for (const std::string& group : arguments.groups) selecting.group(group);
  if (!arguments.list.empty() && !selecting.list(arguments.list)) return std::nullopt;
  store.narrow(filter_of(arguments));
  store.commit();
  return selecting.refused();
}

std::string actor_or_login(const std::string& actor) {
  if (!actor.empty()) return actor;
  const char* sudo = std::getenv("SUDO_USER");
  if (sudo != nullptr && *sudo != '\0') return sudo;
  const passwd* entry = ::getpwuid(::getuid());
  return entry != nullptr ? entry->pw_name : fmt::format("uid {}", ::getuid());
}

Exit store_failure(const Context& context, const Store& store) {
  context.error(store.error());
  return Exit::usage;
}

std::string timestamp_text(std::int64_t time) {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(static_cast<std::time_t>(time)));
}

std::string users_text(std::uint64_t count) { return fmt::format("{} user{}", count, count == 1 ? "" : "s"); }

std::string_view flag_word(const std::optional<bool>& flag) { return !flag ? "unknown" : *flag ? "yes" : "no"; }

}  // namespace doorward::cli
