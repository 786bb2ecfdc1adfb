// Why a run of characters is no word. Private to the grammar layer.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "doorward/grammar/diagnostic.h"

namespace doorward::words {

/// Reports one error for the run at `at`.
void explain_strange_word(std::string_view text, Span at, DiagnosticSink& sink);

/// The days, as Ward writes them, that a date in another order or with other signs may be: `31/01/2027`, `2027-1-31`.
std::vector<std::string> days_of(std::string_view word);
/// Reports `word` as a date in another form; false when it is none.
bool report_day(std::string_view word, Span at, DiagnosticSink& sink);

}  // namespace doorward::words
