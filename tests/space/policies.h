// Policies from a text, loaded and as a model.
#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <string>

#include "doorward/analysis/compare.h"
#include "doorward/analysis/run_tests.h"
#include "doorward/compiler/compile.h"
#include "doorward/compiler/load.h"

namespace doorward::test {

inline constexpr std::int64_t kNow = 1'795'000'000;

/// Ward source with the nouns that every case here is about.
class Policies {
 public:
  explicit Policies(const std::string& text) {
    loaded_ = load_sources({}, {.more_ward = std::string(kNouns) + text}, sources_, sink_);
    std::string error;
    set_ = PolicySet::load(compile(loaded_.set, sources_, {}, sink_), error);
    REQUIRE_EQ(sink_.errors(), 0);
    REQUIRE(set_ != nullptr);
  }

  analysis::ComparedSet compared() const { return {set_, loaded_.set}; }
  /// The tests of the text, run at kNow as the time of the clock.
  std::vector<TestResult> run_tests() const {
    return doorward::run_tests({.set = set_, .model = loaded_.set, .sources = sources_, .now = kNow, .any_time = true},
                               loaded_.tests);
  }
  std::string name(std::size_t policy) const { return loaded_.set.policies[policy].name; }

 private:
  static constexpr std::string_view kNouns =
      "group contractors = 4f1c2d7e-0000-4000-8000-000000000001\n"
      "group interns = 4f1c2d7e-0000-4000-8000-000000000002\n"
      "group break-glass = 4f1c2d7e-0000-4000-8000-000000000003\n"
      "app procurement = 6a1c2d7e-0000-4000-8000-0000000000a1\n"
      "trusted network hq = 203.0.113.0/24\n";

  SourceMap sources_;
  DiagnosticSink sink_;
  LoadedSources loaded_;
  std::shared_ptr<const PolicySet> set_;
};

}  // namespace doorward::test
