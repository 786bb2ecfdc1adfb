// What tests covered of a policy set, for people, for lcov and as a page. Must not know how it was measured.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "doorward/analysis/coverage.h"
#include "doorward/runtime/policy_set.h"

namespace doorward::cli {

std::string coverage_text(const PolicySet& set, const analysis::Coverage& coverage);
nlohmann::ordered_json coverage_json(const PolicySet& set, const analysis::Coverage& coverage);
/// A policy is a function and a line, each condition a branch of that line: seen to hold, and to fail.
std::string coverage_lcov(const PolicySet& set, const analysis::Coverage& coverage);
std::string coverage_html(const PolicySet& set, const analysis::Coverage& coverage);

}  // namespace doorward::cli
