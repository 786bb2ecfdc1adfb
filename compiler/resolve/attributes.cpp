#include "resolve/attributes.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <string>
#include <vector>

#include "attribute_operators.h"
#include "doorward/vocabulary/vocabulary.h"
#include "resolve/names.h"

namespace doorward::resolving {
namespace {

using Scope = model::AttributeScope;

struct ScopeRow {
  Scope scope;
  std::string_view prefix;
  std::string_view one;
};
constexpr auto kScopes = std::to_array<ScopeRow>({
    {Scope::device, "device.", "a device"},
    {Scope::user, "user.", "a user"},
    {Scope::app, "app.", "an app"},
    {Scope::workload, "workload.", "a workload"},
});

bool starts_with_ignoring_case(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() && equals_ignoring_case(text.substr(0, prefix.size()), prefix);
}

const DeviceAttributeRow* find_device_attribute(std::string_view name) {
  const auto found = std::find_if(kDeviceAttributes.begin(), kDeviceAttributes.end(), [&](const auto& row) {
    return equals_ignoring_case(row.ward, name) || equals_ignoring_case(row.graph, name);
  });
  return found == kDeviceAttributes.end() ? nullptr : &*found;
}

std::optional<model::AttributeRef> device_attribute(DiagnosticSink& sink, const ast::Word& word,
                                                    std::string_view name) {
  if (const DeviceAttributeRow* row = find_device_attribute(name)) {
    return model::AttributeRef{Scope::device, static_cast<DeviceAttribute>(row->value), {}};
  }
  std::vector<std::string_view> words;
  for (const DeviceAttributeRow& row : kDeviceAttributes) words.push_back(row.ward);
  Diagnostic& diagnostic = sink.report<Code::unknown_attribute>(word.span, name);
  const auto near = near_words(name, words);
  if (near.empty()) {
    diagnostic.help = "properties of a device are `model`, `operating-system`, `trust-type`, `is-compliant` …";
  } else {
    suggest(diagnostic, word, near);
    if (name.size() == word.text.size()) return std::nullopt;
    for (Fix& fix : diagnostic.fixes) fix.edits.front().text.insert(0, "device.");
  }
  return std::nullopt;
}

std::optional<model::AttributeRef> resolve_attribute(DiagnosticSink& sink, const ast::Word& word,
                                                     std::optional<Scope> scope) {
  for (const ScopeRow& row : kScopes) {
    if (!starts_with_ignoring_case(word.text, row.prefix)) continue;
    const std::string_view name = word.text.substr(row.prefix.size());
    if (scope && *scope != row.scope) {
      const auto wanted =
          std::find_if(kScopes.begin(), kScopes.end(), [&](const auto& s) { return s.scope == *scope; });
      sink.report<Code::attribute_of_another>(word.span, word.text, row.one, wanted->one).help = "ask for it in `when`";
      return std::nullopt;
    }
    if (row.scope == Scope::device) return device_attribute(sink, word, name);
    return model::AttributeRef{row.scope, {}, std::string(name)};
  }
  if (!scope) {
    sink.report<Code::whose_attribute>(word.span, word.text).help =
        "write `user." + std::string(word.text) + "`, `app.…`, `workload.…` or `device.…`";
    return std::nullopt;
  }
  if (*scope == Scope::device) return device_attribute(sink, word, word.text);
  return model::AttributeRef{*scope, {}, std::string(word.text)};
}

bool is_order(CompareOp op) {
  return op == CompareOp::lt || op == CompareOp::le || op == CompareOp::gt || op == CompareOp::ge;
}

std::string_view type_name(AttributeType type) {
  switch (type) {
    case AttributeType::text:
      return "a text";
    case AttributeType::boolean:
      return "true or false";
    case AttributeType::guid:
      return "an id";
    case AttributeType::choice:
      return "one of a list";
    case AttributeType::collection:
      return "a list";
  }
  return "a text";
}

/// Tests of presence and order are Ward's own: Graph has no word to refuse.
bool allowed_by_graph(AttributeType type, CompareOp op) {
  return op == CompareOp::present || op == CompareOp::absent || is_order(op) || graph_compares(type, op);
}

std::string_view operator_text(CompareOp op) { return kCompareOps[static_cast<std::size_t>(op)].ward; }

bool check_operator(DiagnosticSink& sink, const ast::Comparison& comparison, const model::AttributeRef& attribute) {
  if (attribute.scope != Scope::device) return true;
  const DeviceAttributeRow& row = kDeviceAttributes[static_cast<std::size_t>(attribute.device)];
  if (is_order(comparison.op) && row.type != AttributeType::text) {
    sink.report<Code::operator_does_not_fit>(comparison.op_span, operator_text(comparison.op), row.ward,
                                             type_name(row.type))
        .help = "compare it with `is` or `is not`";
    return false;
  }
  if (!allowed_by_graph(row.type, comparison.op)) {
    sink.report<Code::operator_not_in_graph>(comparison.op_span, row.ward, type_name(row.type),
                                             operator_text(comparison.op))
        .help =
        row.type == AttributeType::collection ? "write `contains` or `does not contain`" : "write `is` or `is not`";
  }
  return true;
}

constexpr std::string_view kPresent = "present";

/// A bare word must be of the attribute's list; other shapes must fit its type. Gives the value's canonical text.
std::optional<std::string> resolve_value(DiagnosticSink& sink, const ast::Comparison& comparison,
                                         const model::AttributeRef& attribute, const ast::Word& value) {
  std::vector<std::string_view> listed;
  if (attribute.scope == Scope::device) {
    for (const auto& row : vocabulary::device_values()) {
      if (row.attribute == attribute.device) listed.push_back(row.value);
    }
  } else {
    listed = {"true", "false"};
  }
  for (const std::string_view word : listed) {
    if (equals_ignoring_case(word, value.text)) return std::string(word);
  }
  const bool boolean = attribute.scope == Scope::device &&
                       kDeviceAttributes[static_cast<std::size_t>(attribute.device)].type == AttributeType::boolean;
  const bool number = value.shape == ast::Shape::number || value.shape == ast::Shape::version ||
                      value.shape == ast::Shape::ip || value.shape == ast::Shape::time ||
                      value.shape == ast::Shape::date;
  const bool bad =
      value.shape == ast::Shape::name || boolean || (is_order(comparison.op) && !number && !value.quoted());
  if (!bad) return std::string(value.text);
  Diagnostic& diagnostic = sink.report<Code::value_does_not_fit>(value.span, value.text, comparison.attribute.text);
  // `is presnt` reads as a value.
  if (comparison.op == CompareOp::eq || comparison.op == CompareOp::ne) listed.emplace_back(kPresent);
  const auto near = near_words(value.text, listed);
  if (!listed.empty() && listed.back() == kPresent) listed.pop_back();
  if (!near.empty()) {
    suggest(diagnostic, value, near);
  } else if (boolean) {
    diagnostic.help = "write `true` or `false`";
  } else if (!listed.empty() && attribute.scope == Scope::device) {
    diagnostic.help = "its values are ";
    for (std::size_t i = 0; i < listed.size(); ++i) {
      diagnostic.help += (i == 0 ? "" : i + 1 == listed.size() ? " and " : ", ") + ('`' + std::string(listed[i]) + '`');
    }
  } else {
    diagnostic.help = "write it in double quotes: `\"" + std::string(value.text) + "\"`";
    diagnostic.fixes.push_back({"put it in double quotes", {{value.span, '"' + std::string(value.text) + '"'}}, true});
  }
  return std::nullopt;
}

}  // namespace

std::optional<model::Comparison> resolve_comparison(DiagnosticSink& sink, const ast::Comparison& comparison,
                                                    std::optional<Scope> scope) {
  auto attribute = resolve_attribute(sink, comparison.attribute, scope);
  if (!attribute || !check_operator(sink, comparison, *attribute)) return std::nullopt;
  model::Comparison resolved{*attribute, comparison.op, {}};
  for (const ast::Word& value : comparison.values) {
    auto text = resolve_value(sink, comparison, *attribute, value);
    if (!text) return std::nullopt;
    resolved.values.push_back(std::move(*text));
  }
  return resolved;
}

std::optional<std::uint16_t> minute_of(std::string_view text, bool end) {
  const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
  if (text.size() != 5 || text[2] != ':' || !digit(0) || !digit(1) || !digit(3) || !digit(4)) return std::nullopt;
  const int hours = (text[0] - '0') * 10 + (text[1] - '0');
  const int minutes = (text[3] - '0') * 10 + (text[4] - '0');
  if (minutes > 59) return std::nullopt;
  if (end && hours == 24 && minutes == 0) return std::uint16_t{0};
  if (hours > 23) return std::nullopt;
  return static_cast<std::uint16_t>(hours * 60 + minutes);
}

bool is_time_zone(std::string_view name) {
  const bool plain = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    const char lower = ascii_lower(c);
    return (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '+' || c == '/';
  });
  if (!plain || name.front() == '/') return false;
  std::error_code error;
  return std::filesystem::is_regular_file(std::filesystem::path("/usr/share/zoneinfo") / name, error);
}

}  // namespace doorward::resolving
