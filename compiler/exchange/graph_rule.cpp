// The rules of filters, as Graph writes them (ENTRA.md §4.1).
#include <algorithm>
#include <nlohmann/json.hpp>

#include "doorward/compiler/unparse.h"
#include "exchange/condition_form.h"
#include "exchange/graph_parts.h"

namespace doorward::exchange {
namespace {

using model::Expr;

class RuleWriter {
 public:
  RuleWriter(GraphExport& out, const model::Policy& policy) : out_(out), policy_(policy) {}

  std::string write(const Expr& expr, bool nested);

 private:
  std::string refuse(const Expr& expr, std::string_view what) {
    out_.report<Code::no_graph_comparison>(expr.origin, policy_.name, what);
    return {};
  }
  std::string comparison(const Expr& expr);
  static std::string value(const model::Comparison& comparison, const std::string& text);

  GraphExport& out_;
  const model::Policy& policy_;
};

std::string RuleWriter::value(const model::Comparison& comparison, const std::string& text) {
  const bool truth =
      comparison.attribute.scope == model::AttributeScope::device &&
      kDeviceAttributes[static_cast<std::size_t>(comparison.attribute.device)].type == AttributeType::boolean;
  if (truth) return equals_ignoring_case(text, "true") ? "True" : "False";
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '`') out += '`';
    out += c;
  }
  return out + '"';
}

std::string RuleWriter::comparison(const Expr& expr) {
  const model::Comparison& comparison = expr.comparison;
  const std::string_view word = kCompareOps[static_cast<std::size_t>(comparison.op)].graph;
  if (word.empty()) return refuse(expr, kCompareOps[static_cast<std::size_t>(comparison.op)].ward);
  std::string text;
  switch (comparison.attribute.scope) {
    case model::AttributeScope::device:
      text = "device.";
      text += kDeviceAttributes[static_cast<std::size_t>(comparison.attribute.device)].graph;
      break;
    case model::AttributeScope::app:
    case model::AttributeScope::workload:
      text = "CustomSecurityAttribute." + comparison.attribute.name;
      break;
    case model::AttributeScope::user:
      return refuse(expr, "user." + comparison.attribute.name);
  }
  text += ' ';
  text += word;
  if (positive_of(comparison.op) != CompareOp::in) {
    return comparison.values.empty() ? text : text + ' ' + value(comparison, comparison.values.front());
  }
  text += " [";
  for (std::size_t i = 0; i < comparison.values.size(); ++i) {
    text += (i == 0 ? "" : ", ") + value(comparison, comparison.values[i]);
  }
  return text + ']';
}

std::string RuleWriter::write(const Expr& expr, bool nested) {
  switch (expr.kind) {
    case Expr::Kind::comparison:
      return comparison(expr);
    case Expr::Kind::negation: {
      const std::string inner = write(expr.children.front(), false);
      return "-not (" + inner + ')';
    }
    case Expr::Kind::constant:
      return refuse(expr, "a condition that is always or never met");
    case Expr::Kind::time:
    case Expr::Kind::member:
      return refuse(expr, "a condition of `when`");
    case Expr::Kind::all_of:
    case Expr::Kind::any_of:
      break;
  }
  if (expr.children.size() == 1) return write(expr.children.front(), nested);
  std::string text;
  for (const Expr& child : expr.children) {
    if (!text.empty()) text += expr.kind == Expr::Kind::all_of ? " -and " : " -or ";
    text += write(child, true);
  }
  return nested ? '(' + text + ')' : text;
}

}  // namespace

Json filter_json(GraphExport& out, const model::Policy& policy, const Expr& rule, model::Filter::Mode mode) {
  const std::string text = RuleWriter(out, policy).write(negations_inside(rule), false);
  const auto is_lead = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
  const auto length = static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_lead));
  if (length > kLongestRule) {
    out.report<Code::graph_rule_too_long>(rule.origin, policy.name, length, kLongestRule);
  }
  return {{"mode", mode == model::Filter::Mode::include ? "include" : "exclude"}, {"rule", text}};
}

}  // namespace doorward::exchange
