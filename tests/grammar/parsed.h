// Parses a text and keeps all that came of it, for tests.
#pragma once

#include <string>
#include <utility>

#include "doorward/grammar/ast_dump.h"
#include "doorward/grammar/parse.h"
#include "doorward/grammar/render.h"

struct Parsed {
  doorward::SourceMap sources;
  doorward::DiagnosticSink sink;
  doorward::ast::File file;

  explicit Parsed(std::string text, std::string name = "test.ward") {
    const doorward::SourceId id = sources.add(std::move(name), std::move(text));
    file = doorward::parse(sources, id, sink);
  }
  /// All messages as a person sees them.
  std::string messages() const {
    std::string out;
    for (const doorward::Diagnostic& diagnostic : sink.diagnostics()) out += doorward::render(sources, diagnostic);
    return out;
  }
  std::size_t errors() const { return sink.errors(); }
};
