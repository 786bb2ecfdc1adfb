// Reads Graph JSON as a tool would and shows what came of it as text, so that a test can state all of it.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "doorward/compiler/graph_reader.h"

namespace doorward::tests {

struct ReadResult {
  model::PolicySet set;
  std::size_t passed_over = 0;
  std::string messages;  // one a line, as `message_line` writes it
  bool errors = false;
};

struct JsonFile {
  std::string name;
  std::string text;
};

/// Reads `files` into one set. One file counts as named by itself, several as a folder.
ReadResult read_graph(const std::vector<JsonFile>& files, GraphReadOptions options = {});
ReadResult read_graph(const std::string& text, GraphReadOptions options = {});

/// `file:line:column: E3012: message [$.json.path] (help)`, a line feed behind each.
std::string message_lines(const SourceMap& sources, const DiagnosticSink& sink);

/// The text of a file below the tests.
std::string file_text(const std::string& path);

/// A whole policy that includes everyone and everything and demands mfa, with `members` of `conditions` added.
std::string policy_with(const std::string& conditions_members);

}  // namespace doorward::tests
