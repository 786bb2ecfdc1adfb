// Tests as a table: CSV, a row a sign-in, with the words of the language as columns (docs/tests.md). Each row becomes a
// `test` on the same line of a Ward source. Must not know policies.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "doorward/compiler/load.h"

namespace doorward::cli {

/// Takes the tables out of `paths`: files that end in `.csv`, and those in folders that end in `.tests.csv`. Nullopt with
/// `error` set when one cannot be read.
std::optional<std::vector<NamedText>> take_tables(std::vector<std::string>& paths, std::string& error);

/// The tests of a table as Ward; nullopt with `error` set, which names the line.
std::optional<std::string> tests_of_table(std::string_view name, std::string_view csv, std::string& error);

}  // namespace doorward::cli
