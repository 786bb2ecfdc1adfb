// Findings in the formats that other tools read: one writer a file. Must not know how findings came about.
#pragma once

#include <string>

#include "policy_source.h"

namespace doorward::cli {

/// SARIF 2.1.0, with the pages of the codes as help.
std::string findings_sarif(const Sources& sources);
/// Workflow commands of GitHub Actions, one a line.
std::string findings_github(const Sources& sources);
/// GitLab's code quality report.
std::string findings_gitlab(const Sources& sources);
/// JUnit: a file is a suite, a finding a case; errors are failures, and a file without errors has a case that passes.
std::string findings_junit(const Sources& sources);
/// Checkstyle 4.3.
std::string findings_checkstyle(const Sources& sources);

/// The page of a code, Markdown; empty when there is none.
std::string_view diagnostic_page(std::string_view code);

}  // namespace doorward::cli
