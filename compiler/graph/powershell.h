// What PowerShell makes of Graph JSON: members that its SDK keeps apart, and values that ConvertTo-Json cut off at its
// depth. Knows JSON and what a policy is made of; must not know the model.
#pragma once

#include "graph/fields.h"

namespace doorward::graph {

/// The SDK puts members that its types do not have under `AdditionalProperties`: puts them back into the object they
/// belong to, everywhere below `node`. A member that both have in different words is reported.
void merge_additional_properties(JsonNode& node, DiagnosticSink& sink);

/// Whether `text` is what ConvertTo-Json writes instead of an object or a list below its depth: a name of a type, a
/// hashtable in one text, or ids or words that blanks join.
bool is_cut_off(std::string_view text);

/// The first value below `at` that ConvertTo-Json cut off; empty when there is none.
Place find_cut_off(const Place& at);

/// Reports `at` as cut off, called `name`.
void report_cut_off(Reading& reading, const Place& at, std::string_view name);

}  // namespace doorward::graph
