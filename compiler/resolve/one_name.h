// Words that stand side by side and are one name: `global administrator`, `Sales EMEA`. Knows names and messages; must
// not know the grammar.
#pragma once

#include "doorward/grammar/diagnostic.h"
#include "doorward/grammar/source.h"
#include "resolve/names.h"

namespace doorward::resolving {

/// Puts what names of the scope and of the vocabulary they are into each message of `sink` about names side by side: a
/// fix that nobody has to choose where one is known, and double quotes among the others where none of the words is.
void offer_one_name(const Names& names, const SourceMap& sources, DiagnosticSink& sink);

}  // namespace doorward::resolving
