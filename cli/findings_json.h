// Findings as JSON: {"findings": [...], "errors": N, "warnings": N, "notes": N}, one finding with code, severity, place,
// fixes and, where a sign-in shows it, that; and `undecided`, where a search met its bound.
#pragma once

#include <string>

#include "policy_source.h"

namespace doorward::cli {

std::string findings_json(const Sources& sources);

}  // namespace doorward::cli
