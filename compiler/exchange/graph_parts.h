// The parts of a Graph policy as JSON, one file each, and what they share while one export is written. Must not know
// files.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "doorward/compiler/model.h"
#include "doorward/grammar/diagnostic.h"

namespace doorward::exchange {

using Json = nlohmann::ordered_json;

/// The characters that Graph allows in the rule of a filter.
inline constexpr std::size_t kLongestRule = 3072;

class GraphExport {
 public:
  GraphExport(const model::PolicySet& set, std::int64_t now, DiagnosticSink& sink)
      : set_(set), now_(now), sink_(sink) {}

  const model::PolicySet& set() const { return set_; }

  template <Code C, class... Args>
  void report(const model::Origin& at, Args&&... args) {
    sink_.report<C>(at.span, std::forward<Args>(args)...).json_path = at.json_path;
  }
  DiagnosticSink& sink() { return sink_; }

  /// The policy at the time of the export: without exceptions that have ended, and with the others as if they stood for
  /// ever. Notes when the first one ends.
  model::Policy standing(const model::Policy& policy);
  void report_expiry();

  /// The ids by which policies refer to these; notes that they are referred to.
  std::string network_id(std::uint32_t index);
  /// Who refers to the trusted networks refers to each.
  void refer_to_trusted();
  std::string strength_id(std::uint32_t index);
  const std::set<std::uint32_t>& networks() const { return networks_; }
  const std::set<std::uint32_t>& strengths() const { return strengths_; }

 private:
  const model::PolicySet& set_;
  std::int64_t now_;
  DiagnosticSink& sink_;
  std::set<std::uint32_t> networks_;
  std::set<std::uint32_t> strengths_;
  struct Expiry {
    model::Day day;
    std::string policy;
    model::Origin origin;
  };
  std::optional<Expiry> expiry_;
};

Json policy_json(GraphExport& out, const model::Policy& policy);
void add_users(GraphExport& out, const model::Policy& policy, Json& conditions);
void add_machines(GraphExport& out, const model::Policy& policy, Json& conditions);
Json applications_json(GraphExport& out, const model::Policy& policy);
Json grant_json(GraphExport& out, const model::Policy& policy);
Json session_json(GraphExport& out, const model::Policy& policy);
Json location_json(GraphExport& out, std::uint32_t index);
Json strength_json(GraphExport& out, std::uint32_t index);

/// What a written object stands for, to say where it came from.
struct Written {
  std::string name;
  model::Origin origin;
};
/// Reads `json`, an array of objects for `written`, as Graph's own service would, and reports what it refuses.
void report_refusals(GraphExport& out, const Json& json, const std::vector<Written>& written);

/// A filter with mode and rule.
Json filter_json(GraphExport& out, const model::Policy& policy, const model::Expr& rule, model::Filter::Mode mode);

}  // namespace doorward::exchange
