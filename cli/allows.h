// `# allow(W3101): reason` before, beside or inside a statement of Ward: which findings it waves through. Must not know
// files or levels.
#pragma once

#include <string>
#include <vector>

#include "doorward/grammar/diagnostic.h"
#include "doorward/grammar/source.h"

namespace doorward::cli {

struct Allow {
  std::string code;    // as written
  std::string reason;  // without blanks around it; empty: none was given
  Span comment;
  Span statement;       // the findings that it covers lie in here
  std::string file;     // as messages call it
  std::string said_of;  // the statement, blanks squeezed: what makes an allow the same in another revision
  mutable bool used = false;
};

/// The allows of the Ward sources among `ids`, in their order.
std::vector<Allow> read_allows(const SourceMap& sources, const std::vector<SourceId>& ids);

/// Takes out of `sink` what is allowed, and reports allows that have no reason, name no warning, or allow nothing.
/// Where `base` is given, an allow that it does not hold does not count and is listed as new since `revision`.
void apply_allows(std::vector<Allow>& allows, const std::vector<Allow>* base, const std::string& revision,
                  const SourceMap& sources, DiagnosticSink& sink);

}  // namespace doorward::cli
