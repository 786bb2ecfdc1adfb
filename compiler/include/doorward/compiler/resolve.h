// From syntax trees to the resolved model: declares and looks up names, and gives every policy its meaning as ids and
// typed literals. Knows the grammar's trees and the model; must not know files, folders or Graph JSON.
#pragma once

#include <span>
#include <string>

#include "doorward/compiler/model.h"
#include "doorward/compiler/tests.h"
#include "doorward/grammar/ast.h"
#include "doorward/grammar/diagnostic.h"
#include "doorward/grammar/source.h"

namespace doorward {

/// One Ward source of a policy set.
struct WardSource {
  const ast::File* tree = nullptr;
  std::string stem;     // what bare sentences are named after: `contoso` gives `contoso#1`
  bool in_root = true;  // in the root folder of the policy set, where `mfa settings` may stand
};

struct ResolveOptions {
  /// Syntax errors were reported: a name that is not near a declared one is not worth a second message.
  bool after_syntax_errors = false;
  /// What is asked of the set; it goes to the tests.
  const ast::Question* question = nullptr;
};

/// Resolves all of `files` as one policy set, in their order. The prelude is added to `sources`. Policies with an
/// error are left out; the built-in networks and strengths stand first in their lists. The tests of the files go to
/// `tests`, if there is one.
model::PolicySet resolve(SourceMap& sources, std::span<const WardSource> files, const ResolveOptions& options,
                         DiagnosticSink& sink, model::Tests* tests = nullptr);

}  // namespace doorward
