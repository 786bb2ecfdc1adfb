// When policies decide otherwise for their windows of time (`when time is between …`) alone. Must not know tests.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "doorward/compiler/model.h"

namespace doorward::analysis {

/// Times, in Unix seconds, such that each enabled policy's windows are as they ever are within a week at one of them;
/// none when no enabled policy has windows. Those behind `now` come first. Exceptions that end are at all of them as they are at `now`.
std::vector<std::int64_t> moments_of(const model::PolicySet& set, std::int64_t now);

/// `2026-11-24T09:30:00Z`, as `--at` takes it.
std::string time_text(std::int64_t time);

}  // namespace doorward::analysis
