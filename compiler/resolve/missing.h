// Nouns that were left out, offered from the names in scope. Knows names and messages; must not know the grammar.
#pragma once

#include "doorward/grammar/diagnostic.h"
#include "resolve/names.h"

namespace doorward::resolving {

/// Adds to each message of `sink` about a missing noun the nouns that could stand there, the most used first, as fixes.
void offer_missing_nouns(const Names& names, DiagnosticSink& sink);

}  // namespace doorward::resolving
