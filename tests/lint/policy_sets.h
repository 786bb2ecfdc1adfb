// Policy sets that others have written, loaded once, for tests of lints.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "doorward/lint/lint.h"

namespace doorward::test {

struct LoadedSet {
  std::string name;
  SourceMap sources;
  LoadedSources loaded;
};

/// The example, Microsoft's templates, and every file of tests/corpus that loads without errors.
const std::vector<std::unique_ptr<LoadedSet>>& real_sets();

/// The findings of one lint in `set`, which takes the place of the loaded one.
std::vector<Diagnostic> findings_of(Code code, const LoadedSet& loaded, const model::PolicySet& set,
                                    const LintOptions& options = {});

}  // namespace doorward::test
