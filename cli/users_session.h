// What the subcommands of `users` share: the store, the selection, and words for what they print.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "context.h"
#include "doorward/store/store.h"
#include "parser_names.h"

namespace doorward::cli {

/// Which users: named ones, members of groups, those of a list, or all; then narrowed.
struct SelectionArguments {
  std::vector<std::string> users;  // `-` is a list on standard input
  std::vector<std::string> groups;
  std::string list;  // a file, `-` for standard input
  bool all = false;
  std::string state;
  std::string registered;

  bool names_any() const { return all || !users.empty() || !groups.empty() || !list.empty(); }
};

/// Adds the options of a selection. `verb` completes their help: `enable`.
void add_selection(CLI::App& command, SelectionArguments& arguments);

/// Fills the store's selection. Says every name that the store does not hold, with its line in a list, and returns
/// how many there were; nullopt when a list cannot be read.
std::optional<std::uint64_t> select(const Context& context, const SelectionArguments& arguments, Store& store);

/// Opens the store or says why not.
std::unique_ptr<Store> open_store(const Context& context, const std::string& path, StoreAccess access);

/// Adds --store, required.
void add_store(CLI::App& command, std::string& store);

/// Who changes: --actor, else the login name.
std::string actor_or_login(const std::string& actor);

/// Says what the store says went wrong.
Exit store_failure(const Context& context, const Store& store);

/// `2026-11-25T09:30:00Z`.
std::string timestamp_text(std::int64_t time);

/// `1 user`, `12 users`.
std::string users_text(std::uint64_t count);

/// yes, no or unknown.
std::string_view flag_word(const std::optional<bool>& flag);

}  // namespace doorward::cli
