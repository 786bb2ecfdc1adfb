// The decision time that a command line asks for. Must not know what is decided.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "context.h"

namespace doorward::cli {

/// The time of `--at` (a day stands for its beginning in UTC), else the clock; nullopt after a message.
std::optional<std::int64_t> decision_time(const Context& context, const std::string& at);

}  // namespace doorward::cli
