// What a replay or a comparison found, as a page that stands alone: no script, nothing to load, every text escaped. Must
// not know how it was found.
#pragma once

#include <string>

#include "doorward/analysis/compare.h"
#include "doorward/analysis/replay.h"

namespace doorward::cli {

std::string diff_html(const ReplayReport& report);
std::string comparison_html(const analysis::Comparison& comparison);

}  // namespace doorward::cli
