// The fixes of findings, applied to the texts that they were found in. Must not know how findings came about.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "policy_source.h"

namespace doorward::cli {

/// A source as it would be with its fixes.
struct FixedSource {
  SourceId source = 0;
  std::string text;
  std::size_t fixes = 0;  // that were applied
};

/// Applies the fixes of the findings: those that keep every decision, and with `unsafe` those that are the only fix of
/// their finding and no guess. A fix that touches what another has changed already is left for the next run.
std::vector<FixedSource> apply_fixes(const Sources& sources, bool unsafe);

}  // namespace doorward::cli
