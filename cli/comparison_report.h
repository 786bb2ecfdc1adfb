// The report of a comparison over the space of sign-ins, for people, programs and pull requests. Must not know how it
// is made.
#pragma once

#include <map>
#include <string>

#include "doorward/analysis/compare.h"

namespace doorward::cli {

/// What was found, in a line, and whether everything was looked at.
std::string comparison_headline(const analysis::Comparison& comparison);
std::string comparison_text(const analysis::Comparison& comparison);
std::string comparison_markdown(const analysis::Comparison& comparison);
/// `sign_ins`: the sign-ins of the differences as JSON, by their ids.
std::string comparison_json(const analysis::Comparison& comparison, const std::map<std::string, std::string>& sign_ins);

}  // namespace doorward::cli
