// Findings as JSON: {"findings": [...], "errors": N, "warnings": N}, one finding with code, severity, place and fixes.
#pragma once

#include <string>

#include "policy_source.h"

namespace doorward::cli {

std::string findings_json(const Sources& sources);

}  // namespace doorward::cli
