// From paths to one resolved policy set: reads files and folders, recognises Ward and Graph JSON by content, parses,
// resolves, joins and checks. Compiled modules are not read here: they are not source.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "doorward/compiler/left_out.h"
#include "doorward/compiler/model.h"
#include "doorward/compiler/tests.h"
#include "doorward/grammar/diagnostic.h"
#include "doorward/grammar/source.h"

namespace doorward {

/// What messages call the source of a question.
inline constexpr std::string_view kQuestionName = "question";
/// And that of LoadOptions::more_ward.
inline constexpr std::string_view kMoreWardName = "suggested.ward";

/// A Ward source in memory, as messages call it.
struct NamedText {
  std::string name;  // as a file is called
  std::string text;  // the source
};

/// How to read sources.
struct LoadOptions {
  bool ignore_unknown = false;        // Graph JSON: unknown fields and values warn and count in the strict direction
  bool skip_refused = false;          // Graph JSON: policies with errors are left out and listed
  std::vector<std::string> beside{};  // JSON files and folders of what policies refer to; policies in them do not count
  std::string question{};             // a sentence of `ask`, unless empty: it goes to Tests::question
  std::string more_ward{};            // a Ward source in memory, read beside the paths unless empty
  std::vector<NamedText> texts{};     // more of them, each under its own name
};

/// What was read.
struct LoadedSources {
  model::PolicySet set;                 // sorted by policy name; complete only when the sink has no errors
  model::Tests tests;                   // those of the Ward sources, in reading order
  std::vector<SourceId> sources;        // in reading order
  std::size_t passed_over = 0;          // JSON values that are no policy, location, strength or terms
  std::vector<LeftOutPolicy> left_out;  // by LoadOptions::skip_refused, in reading order
  bool usable = false;                  // no error was reported but those of policies that were left out
};

/// Reads every path (a file, a folder, or `-` for standard input). Problems go to `sink`; a stage that reported
/// errors stops the pipeline after it has seen all sources.
LoadedSources load_sources(const std::vector<std::string>& paths, const LoadOptions& options, SourceMap& sources,
                           DiagnosticSink& sink);

}  // namespace doorward
