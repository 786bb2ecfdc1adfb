// A diagnostic as text for a person: where, what, the source line with the place underlined, notes and help.
// Must not decide anything; machine formats are written elsewhere.
#pragma once

#include <string>
#include <string_view>

#include "doorward/grammar/diagnostic.h"
#include "doorward/grammar/source.h"

namespace doorward {

/// How a finding is shown.
struct RenderOptions {
  bool colour = false;      // with terminal colours
  std::size_t width = 120;  // columns of source shown; a wider line is cut around the place
};

/// `error`, `warning` or `note`, in texts and machine formats alike.
std::string_view severity_word(Severity severity);

/// `file:line:column: error[E1001]: message` and what belongs below it, with a line end after each line.
std::string render(const SourceMap& sources, const Diagnostic& diagnostic, const RenderOptions& options = {});

}  // namespace doorward
