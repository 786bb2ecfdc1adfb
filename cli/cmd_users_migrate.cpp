// `doorward users migrate`: the steps from per-user MFA to policies, such that at no step a user who had to use mfa does
// not (docs/users.md). Changes nothing.
#include <fmt/format.h>

#include <map>
#include <memory>
#include <nlohmann/json.hpp>

#include "cmd_users.h"
#include "command.h"
#include "decision_time.h"
#include "doorward/analysis/migration.h"
#include "doorward/io/directory.h"
#include "policy_source.h"
#include "standard_input.h"
#include "users_session.h"

namespace doorward::cli {
namespace {

using Json = nlohmann::ordered_json;
using analysis::Migration;
using analysis::MigrationStanding;
using Kind = MigrationStanding::Kind;

struct Arguments {
  std::string store;
  std::vector<std::string> policies;
  std::string format = "text";
  std::string at;
  bool ignore_unknown = false;
};

/// Names that a line of text lists; JSON has them all.
constexpr std::size_t kMostListed = 10;

/// Users who are left to their state for the same reason.
struct Left {
  std::vector<std::string> users;
  bool undecided = false;
};

struct Plan {
  std::vector<std::string> switch_on;
  std::vector<std::string> at_once;                          // users whose state can go now
  std::vector<std::string> later;                            // once the policies are on
  std::map<std::vector<MigrationStanding::Gap>, Left> left;  // by what is less
  std::size_t users_left = 0;
  bool undecided = false;
};

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t n = 0; n < names.size() && n < kMostListed; ++n) text += (n == 0 ? "" : ", ") + names[n];
  if (names.size() > kMostListed) text += fmt::format(" and {} more", names.size() - kMostListed);
  return text;
}

std::string plan_text(const Plan& plan) {
  std::string out;
  int step = 0;
  if (!plan.at_once.empty()) {
    out += fmt::format("{}. disable the state of {}, whom the policies cover: {}\n", ++step,
                       users_text(plan.at_once.size()), listed(plan.at_once));
  }
  if (!plan.switch_on.empty()) {
    out += fmt::format("{}. switch on the report-only policies: {}\n", ++step, listed(plan.switch_on));
    out += fmt::format("{}. disable the state of {}, whom the policies then cover: {}\n", ++step,
                       users_text(plan.later.size()), listed(plan.later));
  }
  if (plan.users_left == 0) {
    if (step == 0) return "no user has a per-user MFA state: nothing to do\n";
    return out + fmt::format("{}. write `user state is ignored` in `mfa settings`\n", ++step);
  }
  out += fmt::format("left to their state: {}\n", users_text(plan.users_left));
  for (const auto& [gaps, left] : plan.left) {
    out += fmt::format("  {}\n", listed(left.users));
    if (left.undecided) out += "    undecided: there are too many kinds of sign-ins to look at\n";
    for (const MigrationStanding::Gap& gap : gaps) {
      out += fmt::format("    not covered: {}\n      without the state {}\n", gap.sentence, gap.why);
    }
  }
  return out;
}

std::string plan_json(const Plan& plan) {
  Json steps = Json::array();
  if (!plan.at_once.empty()) steps.push_back({{"do", "disableState"}, {"users", plan.at_once}});
  if (!plan.switch_on.empty()) {
    steps.push_back({{"do", "switchOn"}, {"policies", plan.switch_on}});
    steps.push_back({{"do", "disableState"}, {"users", plan.later}});
  }
  if (plan.users_left == 0 && !steps.empty()) steps.push_back({{"do", "ignoreStates"}});
  Json left = Json::array();
  for (const auto& [gaps, one] : plan.left) {
    Json kinds = Json::array();
    for (const MigrationStanding::Gap& gap : gaps) kinds.push_back({{"signIn", gap.sentence}, {"less", gap.why}});
    const MigrationStanding::Gap first = gaps.empty() ? MigrationStanding::Gap() : gaps.front();
    left.push_back({{"users", one.users},
                    {"undecided", one.undecided},
                    {"signIn", first.sentence},
                    {"less", first.why},
                    {"kinds", std::move(kinds)}});
  }
  const Json all{{"steps", std::move(steps)}, {"left", std::move(left)}};
  return all.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

void add(const UserSignals& user, Migration& migration, Plan& plan) {
  const MigrationStanding& standing = migration.of(user);
  const std::string name(user.upn.empty() ? user.id : user.upn);
  if (standing.kind == Kind::covered) plan.at_once.push_back(name);
  if (standing.kind == Kind::covered_later) plan.later.push_back(name);
  if (standing.kind != Kind::uncovered && standing.kind != Kind::undecided) return;
  Left& left = plan.left[standing.gaps];
  left.undecided = standing.kind == Kind::undecided;
  left.users.push_back(name);
  ++plan.users_left;
  plan.undecided = plan.undecided || left.undecided;
}

Exit migrate(const Context& context, const Arguments& arguments) {
  const auto now = decision_time(context, arguments.at);
  if (!now) return Exit::usage;
  if (refuse_input_twice(context, {arguments.policies})) return Exit::usage;
  if (refuse_modules(context, arguments.policies, "; `migrate` works on source, which says what conditions mean")) {
    return Exit::usage;
  }
  // Opened for its messages alone: what is no store is said as the other subcommands say it.
  if (!open_store(context, arguments.store, StoreAccess::read)) return Exit::usage;
  std::string error;
  const auto directory = Directory::read_file(arguments.store, error);
  if (!directory) {
    context.error(error);
    return Exit::usage;
  }
  const auto sources = read_sources(arguments.policies, {.ignore_unknown = arguments.ignore_unknown});
  const auto set = compile_sources(context, *sources);
  if (!set) return Exit::usage;
  print_passed_over(context, *sources);
  const analysis::ComparedSet policies{set, sources->loaded.set};
  Migration migration(policies, *now);
  Plan plan;
  const bool whole = directory->each_user([&](const UserSignals& user) { add(user, migration, plan); });
  if (!whole) {
    context.error(directory->error());
    return Exit::usage;
  }
  plan.switch_on = migration.to_switch_on();
  context.write_output(arguments.format == "json" ? plan_json(plan) : plan_text(plan));
  if (plan.undecided) return Exit::undecided;
  return plan.users_left == 0 ? Exit::ok : Exit::finding;
}

}  // namespace

void add_users_migrate(CLI::App& users, Context& context) {
  CLI::App& command = add_command(users, context, "migrate", "the steps from per-user MFA states to policies",
                                  "doorward users migrate --store users.db --policies policies/");
  auto arguments = std::make_shared<Arguments>();
  add_store(command, arguments->store);
  command.add_option("--policies", arguments->policies, "Ward, Graph JSON, or folders of them")
      ->required()
      ->type_name("PATH");
  command.add_option("--format", arguments->format, "how to print the plan")->check(CLI::IsMember({"text", "json"}));
  add_ignore_unknown(command, arguments->ignore_unknown);
  command.add_option("--at", arguments->at, "decide as of this time instead of now")->type_name("TIME");
  command.callback(
      [&context, arguments] { context.action = [&context, arguments] { return migrate(context, *arguments); }; });
}

}  // namespace doorward::cli
