// From the resolved model to Ward source, as a person would have written it: for import, counter-examples and
// suggested tests (docs/import.md). What it writes resolves to the same model, up to what docs/import.md lists. Must
// not know files or Graph JSON.
#pragma once

#include <string>
#include <string_view>

#include "doorward/compiler/model.h"
#include "doorward/compiler/name_map.h"
#include "doorward/grammar/diagnostic.h"

namespace doorward {

struct WardText {
  std::string nouns;     // declarations, one a noun that the policies name, and of every network and strength
  std::string policies;  // `mfa settings` and the policies, by their ids
};

/// What Ward has no phrase for is reported to `sink`, with the place that it was read from, and left out.
WardText unparse(const model::PolicySet& set, const NameMap& names, DiagnosticSink& sink);

/// A comment of Ward that says `text`, without its `#`: on one line, and without marks that turn the direction.
std::string comment_text(std::string_view text);

/// A condition over attributes of `scope`, as it stands behind `where`.
std::string unparse(const model::Expr& expr, model::AttributeScope scope, DiagnosticSink& sink);

}  // namespace doorward
