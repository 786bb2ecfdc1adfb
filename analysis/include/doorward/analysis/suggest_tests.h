// Tests that would cover what no test has covered: each a sign-in from the space, written as a `test` of the language.
// A suggestion is a guess until it has been read and run beside the policies: the caller does both. Must not know files.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "doorward/analysis/compare.h"
#include "doorward/analysis/coverage.h"

namespace doorward::analysis {

/// One thing to cover, with tests that would: the first that holds is the one to take.
struct TestSuggestion {
  std::string title;               // `CA101 applies`
  std::vector<std::string> tests;  // each a `test` statement
};

struct TestSuggestions {
  std::vector<TestSuggestion> tests;
  std::map<std::string, std::string> declarations;  // of nouns that the tests name and nobody declares, by the noun
  std::vector<std::string> without;                 // titles of what no sign-in of the space covers
};

/// `now` is the decision time in Unix seconds.
TestSuggestions suggest_tests(const ComparedSet& policies, const Coverage& coverage, std::int64_t now);

}  // namespace doorward::analysis
