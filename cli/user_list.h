// Lists of users that administrators have at hand: one UPN or id a line, or CSV with a column of them.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace doorward::cli {

/// Called for each user named, with its line from 1; `fault` says what is wrong with a line that names none.
using TakeListed = std::function<void(std::uint64_t line, const std::string& name, const std::string& fault)>;

/// Reads `path`, `-` for standard input. Blank lines and lines that start with `#` are passed over. A first row that
/// has a column `upn`, `userPrincipalName`, `id` or `objectId` makes it CSV. Returns false and sets `error` when it
/// cannot be read.
bool read_user_list(const std::string& path, const TakeListed& take, std::string& error);

}  // namespace doorward::cli
