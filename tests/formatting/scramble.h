// Another layout of a Ward source that says the same: other blanks, line ends, comments and letter case.
#pragma once

#include <random>
#include <string>
#include <string_view>

namespace doorward::tests {

/// Every comment of the result is `# c0`, `# c1` …, in order.
std::string scramble(std::string_view text, std::mt19937& random);

}  // namespace doorward::tests
