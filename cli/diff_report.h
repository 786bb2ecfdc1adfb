// What a replay found, as text for people, JSON for programs and Markdown for a review. Must not know how it was found.
#pragma once

#include <string>

#include "doorward/analysis/replay.h"

namespace doorward::cli {

std::string diff_text(const ReplayReport& report);
std::string diff_json(const ReplayReport& report);
std::string diff_markdown(const ReplayReport& report);

}  // namespace doorward::cli
