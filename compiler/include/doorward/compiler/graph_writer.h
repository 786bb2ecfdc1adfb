// From the resolved model to Microsoft Graph conditional access JSON (docs/export.md): policies with the named
// locations and authentication strengths that they refer to. What Graph cannot say is an error that names the phrase.
// Must not know files or Ward's grammar.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "doorward/compiler/model.h"
#include "doorward/grammar/diagnostic.h"

namespace doorward {

struct GraphWriteOptions {
  std::optional<std::vector<std::string>> policies;  // names or Graph ids of those wanted; nothing: all
  std::int64_t now = 0;                              // Unix seconds: an exception that has ended is not written
  bool split = false;  // what takes several policies in Graph is written as several, not an error
};

/// One JSON array: locations, strengths, then policies by name. The same set gives the same bytes. After an error the
/// text is empty.
std::string write_graph(const model::PolicySet& set, const GraphWriteOptions& options, DiagnosticSink& sink);

}  // namespace doorward
