// Why a run of characters is no word. Private to the grammar layer.
#pragma once

#include <string_view>

#include "doorward/grammar/diagnostic.h"

namespace doorward::words {

/// Reports one error for the run at `at`.
void explain_strange_word(std::string_view text, Span at, DiagnosticSink& sink);

}  // namespace doorward::words
