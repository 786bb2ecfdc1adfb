// One Graph object while it is read: its known fields, and a report of every other one that says something. A null,
// "", [] or an object of nothing else is as good as absent (SEMANTICS.md §8.1). Must not know the model.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "doorward/compiler/graph_reader.h"
#include "doorward/compiler/model.h"
#include "graph/json_tree.h"

namespace doorward::graph {

enum class Object : std::uint8_t {
#define DW_GRAPH_OBJECT(name, words) name,
#include "graph/objects.def"
#undef DW_GRAPH_OBJECT
};

/// A value and where it stands: what every reading function is given.
struct Place {
  const JsonNode* node = nullptr;
  std::string path;  // `$.conditions.users.includeUsers[0]`
  explicit operator bool() const { return node != nullptr; }
  const Span& span() const { return node->span; }
  model::Origin origin() const { return {node->span, path}; }
  Place member(const JsonMember& member) const { return {&member.value, path + '.' + member.within + member.name}; }
  Place item(std::size_t index) const { return {&node->items[index], path + '[' + std::to_string(index) + ']'}; }
};

/// What reading one policy, location or strength shares: where to report, and what --ignore-unknown passed over.
class Reading {
 public:
  Reading(const SourceMap& sources, const GraphReadOptions& options, DiagnosticSink& sink)
      : sources_(sources), options_(options), sink_(sink) {}

  const SourceMap& sources() const { return sources_; }
  const GraphReadOptions& options() const { return options_; }
  DiagnosticSink& sink() const { return sink_; }

  template <Code C, class... Args>
  Diagnostic& report(const Place& at, Args&&... args) {
    Diagnostic& diagnostic = sink_.report<C>(at.span(), std::forward<Args>(args)...);
    diagnostic.json_path = at.path;
    return diagnostic;
  }

  /// Something unknown was found. Under --ignore-unknown it is noted and the answer is true: count it in the strict
  /// direction. Otherwise the caller reports the error.
  bool passes_over(const Place& at);
  /// What was passed over since the last call.
  std::vector<std::string> take_passed_over() { return std::exchange(passed_over_, {}); }

 private:
  const SourceMap& sources_;
  GraphReadOptions options_;
  DiagnosticSink& sink_;
  std::vector<std::string> passed_over_;
};

class Fields {
 public:
  /// `at` may be empty (an absent object). Reports a value that is no object, and every member that `object` does
  /// not have.
  Fields(Reading& reading, Object object, const Place& at);

  /// The field, when it says something.
  Place get(std::string_view name) const;
  bool has(std::string_view name) const { return static_cast<bool>(get(name)); }
  const Place& place() const { return at_; }
  /// Members that the table does not have, or refuses, and that say something. They are reported, or passed over.
  const std::vector<Place>& unknown() const { return unknown_; }

 private:
  void check_member(const JsonMember& member);

  Reading& reading_;
  Object object_;
  Place at_;
  std::vector<std::pair<const JsonMember*, std::string_view>> known_;  // with the name as the table spells it
  std::vector<Place> unknown_;
};

/// The field that `path` ends in: `includeUsers` of `$.conditions.users.includeUsers[0]`.
std::string_view last_name(std::string_view path) noexcept;

/// Every field of `object` that the table has, for messages and tests.
std::span<const std::string_view> fields_of(Object object) noexcept;

// A value of the kind that is expected, or a report and nothing.
std::optional<std::string> text_of(Reading& reading, const Place& at);
std::optional<bool> truth_of(Reading& reading, const Place& at);
std::optional<long> number_of(Reading& reading, const Place& at);

/// The texts of a list. One text alone counts as a list of one, as some exporters write it; empty texts and nulls
/// are left out.
std::vector<std::pair<std::string, Place>> texts_of(Reading& reading, const Place& at);

/// The same for the words of an enum: in a list, in one text with commas between, or both.
std::vector<std::pair<std::string, Place>> words_of(Reading& reading, const Place& at);

/// The objects of a list; one object alone counts as a list of one.
std::vector<Place> objects_of(Reading& reading, const Place& at);

/// Reports a word that its enum does not have, with the nearest of `known`, unless it is passed over.
void report_unknown_value(Reading& reading, const Place& at, std::string_view word, std::string_view field,
                          std::span<const std::string_view> known);

}  // namespace doorward::graph
