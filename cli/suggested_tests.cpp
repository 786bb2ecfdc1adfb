#include "suggested_tests.h"

#include <fmt/format.h>

#include <map>
#include <set>

#include "doorward/analysis/run_tests.h"
#include "doorward/compiler/compile.h"
#include "doorward/grammar/format.h"
#include "policy_source.h"

namespace doorward::cli {
namespace {

using analysis::TestSuggestion;
using analysis::TestSuggestions;

bool names(std::string_view text, std::string_view noun) {
  for (std::size_t at = text.find(noun); at != std::string_view::npos; at = text.find(noun, at + 1)) {
    const auto part = [](char c) {
      return c == '-' || c == '_' || c == '.' || std::isalnum(static_cast<unsigned char>(c)) != 0;
    };
    const bool begins = at == 0 || !part(text[at - 1]);
    const std::size_t end = at + noun.size();
    if (begins && (end == text.size() || !part(text[end]))) return true;
  }
  return false;
}

/// The declarations that `text` needs.
std::string nouns_of(const TestSuggestions& suggestions, std::string_view text) {
  std::string nouns;
  for (const auto& [noun, declaration] : suggestions.declarations) {
    if (names(text, noun)) nouns += declaration + '\n';
  }
  return nouns;
}

/// Titles of the tests of `text` that pass beside the policies; each is tried under its own title.
std::set<std::string> passing(const std::vector<std::string>& paths, const std::string& text, std::int64_t now) {
  const auto sources = read_sources(paths, {.more_ward = text});
  std::set<std::string> titles;
  // A test that cannot be read is left out of those that are run, so errors are no reason to stop.
  DiagnosticSink sink;
  std::string error;
  const auto module = compile(sources->loaded.set, sources->map, {}, sink);
  const auto set = PolicySet::load(module, error);
  if (!set) return titles;
  for (const TestResult& result : run_tests({set, sources->loaded.set, sources->map, now}, sources->loaded.tests)) {
    const bool suggested = sources->map.name(result.origin.span.source) == kMoreWardName;
    if (suggested && result.verdict == TestResult::Verdict::pass) titles.insert(result.title);
  }
  return titles;
}

/// `test "CA1 applies"` as `test "12/3"`, so that each way to write a suggestion is told from the others.
std::string renamed(const std::string& test, const std::string& title, std::size_t suggestion, std::size_t way) {
  std::string text = test;
  const std::string old = doorward::quoted(title);
  return text.replace(text.find(old), old.size(), fmt::format("\"{}/{}\"", suggestion, way));
}

std::string formatted(const std::string& text) {
  SourceMap sources;
  DiagnosticSink sink;
  const SourceId id = sources.add(std::string(kMoreWardName), text);
  return format(sources, id, sink).value_or(text);
}

}  // namespace

std::string suggested_tests(const std::vector<std::string>& paths, const TestSuggestions& suggestions,
                            std::int64_t now) {
  std::string all;
  for (std::size_t s = 0; s < suggestions.tests.size(); ++s) {
    const TestSuggestion& suggestion = suggestions.tests[s];
    for (std::size_t way = 0; way < suggestion.tests.size(); ++way) {
      all += renamed(suggestion.tests[way], suggestion.title, s, way) + '\n';
    }
  }
  const auto good = passing(paths, nouns_of(suggestions, all) + '\n' + all, now);
  std::string tests;
  std::vector<std::string> without = suggestions.without;
  for (std::size_t s = 0; s < suggestions.tests.size(); ++s) {
    const TestSuggestion& suggestion = suggestions.tests[s];
    std::size_t way = 0;
    while (way < suggestion.tests.size() && !good.contains(fmt::format("{}/{}", s, way))) ++way;
    if (way == suggestion.tests.size()) {
      without.push_back(suggestion.title);
    } else {
      tests += suggestion.tests[way] + '\n';
    }
  }
  std::string text = tests.empty() ? tests : formatted(nouns_of(suggestions, tests) + '\n' + tests);
  for (const std::string& title : without) text += fmt::format("# no test in words was found for: {}\n", title);
  return text;
}

}  // namespace doorward::cli
