// `doorward test --suggest`: suggestions, read and run beside the policies, so that only those are shown that hold.
// Must not know what they cover.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "doorward/analysis/suggest_tests.h"

namespace doorward::cli {

/// Ward source in its canonical form: the nouns that the tests need and have no declaration, and the tests. What no
/// test in words covers stands in comments.
std::string suggested_tests(const std::vector<std::string>& paths, const analysis::TestSuggestions& suggestions,
                            std::int64_t now);

}  // namespace doorward::cli
