// Microsoft Graph conditional access JSON as a policy source: policies, named locations, authentication strengths
// and terms of use, from any number of files, into the resolved model (docs/graph.md). Knows JSON and the model;
// must not know files, folders, Ward's grammar or what a policy decides.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

#include "doorward/compiler/left_out.h"
#include "doorward/compiler/model.h"
#include "doorward/grammar/diagnostic.h"
#include "doorward/grammar/source.h"

namespace doorward {

struct GraphReadOptions {
  bool ignore_unknown = false;  // unknown fields and values warn and count in the strict direction (SEMANTICS.md §6)
  bool skip_refused = false;    // a policy with an error is left out of the set, for who reads `left_out`
};

/// How a file came to be read. In a folder, JSON that is no part of a policy set is passed over and counted; a file
/// that was named by itself and holds no such part is an error. Of a file that stands beside the policies, only what
/// policies refer to is read: its own policies are passed over.
enum class GraphFileOrigin : std::uint8_t { named, in_folder, beside };

/// Whether `text` starts as JSON does: `{` or `[` after blanks. No Ward statement starts so.
bool looks_like_json(std::string_view text) noexcept;

/// Reads the JSON files of one policy set. Ids are looked up only once all files are read, so their order is of no
/// consequence.
class GraphReader {
 public:
  GraphReader(const SourceMap& sources, const GraphReadOptions& options, DiagnosticSink& sink);
  GraphReader(const GraphReader&) = delete;
  GraphReader& operator=(const GraphReader&) = delete;
  ~GraphReader();

  /// Reads one file: an object, an array, an object with `value`, or a template with `details`. `name` tells policies of
  /// one display name apart; empty: what messages call the file.
  void add(SourceId file, GraphFileOrigin origin, std::string_view name = {});

  /// Resolves every reference and appends what was read to `set`. The networks and strengths that `set` already
  /// holds (the prelude's, Ward's) are found by their Graph id too: the built-in strengths must be among them.
  /// Call once, after the last `add`.
  void finish(model::PolicySet& set);

  /// The policies that `skip_refused` left out, in reading order; empty before `finish`.
  const std::vector<LeftOutPolicy>& left_out() const;

  /// JSON values, in files or in their lists, that are no policy, location, strength or terms: groups, numbers.
  std::size_t passed_over() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace doorward
