// Time: windows in the local time of a zone, and days that end (SEMANTICS.md §1 time, §8.5).
#pragma once

#include <cstdint>

#include "doorward/bytecode/module.h"

namespace doorward::runtime {

/// Decision times beyond this many seconds from 1970 count as this: no arithmetic on them can overflow.
inline constexpr std::int64_t kFarthestTime = std::int64_t{1} << 50U;

std::int64_t clamp_time(std::int64_t unix_seconds) noexcept;

/// Whether `now` is in window number `window` of `module`.
bool in_window(const bytecode::ModuleView& module, std::uint32_t window, std::int64_t now) noexcept;

/// Whether `now` is before 24:00 UTC of `day`, a number of days since 1970-01-01 as an instruction carries it.
bool before_end_of(std::uint32_t day, std::int64_t now) noexcept;

}  // namespace doorward::runtime
