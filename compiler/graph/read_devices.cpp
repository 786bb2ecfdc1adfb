// conditions.devices and the deprecated conditions.deviceStates: filters that must all hold (SEMANTICS.md §8.5).
#include <array>

#include "graph/readers.h"
#include "graph/rule.h"

namespace doorward::graph {
namespace {

using model::Expr;

constexpr auto kModeWords = std::to_array<std::string_view>({"include", "exclude"});
constexpr auto kStateWords = std::to_array<std::string_view>({"All", "Compliant", "DomainJoined"});

Expr comparison(DeviceAttribute attribute, std::string_view value, const Place& at) {
  Expr expr;
  expr.kind = Expr::Kind::comparison;
  expr.comparison.attribute.device = attribute;
  expr.comparison.op = CompareOp::eq;
  expr.comparison.values.emplace_back(value);
  expr.origin = at.origin();
  return expr;
}

Expr any_of(std::vector<Expr> children, const Place& at) {
  if (children.size() == 1) return std::move(children.front());
  Expr expr;
  expr.kind = Expr::Kind::any_of;
  expr.children = std::move(children);
  expr.origin = at.origin();
  return expr;
}

// The listed states as conditions; `everything` is set by `All`, and by a word that was passed over in an include.
std::vector<Expr> read_states(Reading& reading, const Place& list, std::string_view field, bool exclude,
                              bool& everything) {
  std::vector<Expr> states;
  for (const auto& [word, at] : words_of(reading, list)) {
    if (equals_ignoring_case(word, "Compliant")) {
      states.push_back(comparison(DeviceAttribute::is_compliant, "true", at));
    } else if (equals_ignoring_case(word, "DomainJoined")) {
      states.push_back(comparison(DeviceAttribute::trust_type, kHybridJoined, at));
    } else if (equals_ignoring_case(word, "All")) {
      everything = true;
    } else {
      report_unknown_value(reading, at, word, field, kStateWords);
      if (!exclude) everything = true;
    }
  }
  return states;
}

// One pair of include and exclude lists as a filter. Answers whether the pair says anything.
bool read_state_pair(Reading& reading, const Fields& fields, std::string_view include_name,
                     std::string_view exclude_name, model::Policy& out) {
  const Place include_at = fields.get(include_name);
  const Place exclude_at = fields.get(exclude_name);
  if (!include_at && !exclude_at) return false;
  bool all = false;
  bool exclude_all = false;
  std::vector<Expr> include = read_states(reading, include_at, include_name, false, all);
  std::vector<Expr> exclude = read_states(reading, exclude_at, exclude_name, true, exclude_all);
  reading.report<Code::device_states_deprecated>(include_at ? include_at : exclude_at).help =
      "write a device filter instead";
  if (!include_at) {
    reading.report<Code::exclude_without_include>(exclude_at, exclude_name).help = "include `All`";
    return true;
  }
  if (exclude_all) reading.report<Code::never_applies>(exclude_at, "all devices are excluded").help = "exclude fewer";
  model::Filter filter;
  filter.origin = include_at.origin();
  filter.rule.kind = Expr::Kind::all_of;
  filter.rule.origin = filter.origin;
  if (!all) filter.rule.children.push_back(any_of(std::move(include), include_at));
  if (!exclude.empty()) {
    Expr negation;
    negation.kind = Expr::Kind::negation;
    negation.origin = exclude_at.origin();
    negation.children.push_back(any_of(std::move(exclude), exclude_at));
    filter.rule.children.push_back(std::move(negation));
  }
  if (filter.rule.children.size() == 1) {
    Expr only = std::move(filter.rule.children.front());
    filter.rule = std::move(only);
  }
  const bool says = filter.rule.kind != Expr::Kind::all_of || !filter.rule.children.empty();
  if (says) out.device_filters.push_back(std::move(filter));
  return true;
}

}  // namespace

std::optional<model::Filter> read_filter(Reading& reading, const Place& at, model::AttributeScope scope) {
  const Fields fields(reading, Object::filter, at);
  const Place mode_at = fields.get("mode");
  const Place rule_at = fields.get("rule");
  if (!mode_at && !rule_at) return std::nullopt;
  if (!mode_at || !rule_at) {
    reading.report<Code::missing_graph_field>(at, "a filter", mode_at ? "rule" : "mode").help =
        "a filter has `mode` (`include` or `exclude`) and `rule`";
    return std::nullopt;
  }
  const auto mode = text_of(reading, mode_at);
  const auto rule = text_of(reading, rule_at);
  if (!mode || !rule) return std::nullopt;
  model::Filter filter;
  filter.origin = at.origin();
  filter.source_rule = *rule;
  if (equals_ignoring_case(*mode, "exclude")) {
    filter.mode = model::Filter::Mode::exclude;
  } else if (!equals_ignoring_case(*mode, "include")) {
    report_unknown_value(reading, mode_at, *mode, "mode", kModeWords);
    return filter;
  }
  const RuleResult result = read_rule(reading, rule_at, scope);
  if (!result.rule && !result.passed_over) return std::nullopt;
  if (result.rule) {
    filter.rule = *result.rule;
  } else {
    filter.mode = model::Filter::Mode::include;
  }
  return filter;
}

void read_devices(Reading& reading, const Place& devices, const Place& states, model::Policy& out) {
  const Fields fields(reading, Object::devices, devices);
  const Fields state_fields(reading, Object::device_states, states);
  const Place filter_at = fields.get("deviceFilter");
  if (auto filter = read_filter(reading, filter_at, model::AttributeScope::device)) {
    out.device_filters.push_back(std::move(*filter));
  }
  bool deprecated = read_state_pair(reading, fields, "includeDevices", "excludeDevices", out);
  deprecated |= read_state_pair(reading, fields, "includeDeviceStates", "excludeDeviceStates", out);
  deprecated |= read_state_pair(reading, state_fields, "includeStates", "excludeStates", out);
  if (filter_at && deprecated) {
    reading.report<Code::filter_with_device_states>(filter_at).help = "say it all in the filter's rule";
  }
}

}  // namespace doorward::graph
