#include "exchange/conditions.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "doorward/vocabulary/vocabulary.h"
#include "exchange/prelude.h"
#include "exchange/words.h"

namespace doorward::exchange {
namespace {

using model::Expr;
using Scope = model::AttributeScope;

bool is_joined(const Expr& expr) {
  return (expr.kind == Expr::Kind::all_of || expr.kind == Expr::Kind::any_of) && expr.children.size() > 1;
}

std::string_view separator(const Expr& expr) { return expr.kind == Expr::Kind::all_of ? " and " : " or "; }

std::string in_parentheses(std::string text) { return '(' + std::move(text) + ')'; }

bool takes_a_list(CompareOp op) { return positive_of(op) == CompareOp::in; }

std::string_view prefix_of(Scope scope) {
  constexpr auto kPrefixes = std::to_array<std::string_view>({"device.", "user.", "app.", "workload."});
  return kPrefixes[static_cast<std::size_t>(scope)];
}

}  // namespace

std::optional<std::string> as_adjectives(const Expr& expr, bool nested) {
  if (const std::string* adjective = Prelude::instance().adjective(expr)) return *adjective;
  if (expr.kind == Expr::Kind::negation) {
    const auto inner = as_adjectives(expr.children.front(), true);
    if (!inner || expr.children.front().kind == Expr::Kind::negation) return std::nullopt;
    return "not " + *inner;
  }
  if (!is_joined(expr)) return std::nullopt;
  std::vector<std::string> parts;
  for (const Expr& child : expr.children) {
    auto part = as_adjectives(child, true);
    if (!part) return std::nullopt;
    parts.push_back(std::move(*part));
  }
  std::string text = joined(parts, separator(expr));
  return nested ? in_parentheses(std::move(text)) : text;
}

std::string ConditionWriter::refuse(const Expr& expr, std::string_view what) {
  good_ = false;
  sink_.report<Code::no_ward_phrase>(expr.origin.span, what).json_path = expr.origin.json_path;
  return {};
}

std::string ConditionWriter::write(const Expr& expr, bool nested) {
  if (scope_ == Scope::device) {
    if (const std::string* adjective = Prelude::instance().adjective(expr)) return *adjective;
  }
  switch (expr.kind) {
    case Expr::Kind::constant:
      return refuse(expr, "a condition that is always or never met");
    case Expr::Kind::comparison:
      return comparison(expr.comparison);
    case Expr::Kind::time:
      return window(expr.time, nested);
    case Expr::Kind::member:
      return member(expr, false);
    case Expr::Kind::negation:
      return negation(expr.children.front());
    case Expr::Kind::all_of:
    case Expr::Kind::any_of:
      break;
  }
  if (!is_joined(expr)) return write(expr.children.front(), nested);
  std::vector<std::string> parts;
  for (const Expr& child : expr.children) parts.push_back(write(child, true));
  std::string text = joined(parts, separator(expr));
  return nested ? in_parentheses(std::move(text)) : text;
}

std::string ConditionWriter::negation(const Expr& inner) {
  if (inner.kind == Expr::Kind::member) return member(inner, true);
  const bool twice = inner.kind == Expr::Kind::negation;
  std::string text = write(inner, !twice);
  return "not " + (twice ? in_parentheses(std::move(text)) : text);
}

std::string ConditionWriter::attribute(const model::AttributeRef& attribute) const {
  std::string name = attribute.scope == Scope::device
                         ? std::string(kDeviceAttributes[static_cast<std::size_t>(attribute.device)].ward)
                         : attribute.name;
  const bool bare = scope_ == attribute.scope && name.find('.') == std::string::npos;
  return written_name(bare ? name : std::string(prefix_of(attribute.scope)) + name);
}

/// A value of the property's own list stands bare, every other in quotes.
std::string ConditionWriter::value(const model::Comparison& comparison, const std::string& text) const {
  const CompareOp positive = positive_of(comparison.op);
  const bool may_be_bare = positive == CompareOp::eq || positive == CompareOp::in;
  if (comparison.attribute.scope == Scope::device && may_be_bare) {
    for (const auto& row : vocabulary::device_values()) {
      if (row.attribute == comparison.attribute.device && equals_ignoring_case(row.value, text)) {
        return std::string(row.value);
      }
    }
  }
  return quoted(text);
}

std::string ConditionWriter::comparison(const model::Comparison& comparison) {
  std::string text = attribute(comparison.attribute);
  text += ' ';
  text += kCompareOps[static_cast<std::size_t>(comparison.op)].ward;
  std::vector<std::string> values;
  for (const std::string& one : comparison.values) values.push_back(value(comparison, one));
  if (takes_a_list(comparison.op)) return text + " [" + joined(values, ", ") + ']';
  return values.empty() ? text : text + ' ' + values.front();
}

std::string ConditionWriter::window(const model::TimeWindow& window, bool nested) const {
  constexpr auto kDays = std::to_array<std::string_view>({"mon", "tue", "wed", "thu", "fri", "sat", "sun"});
  constexpr std::uint8_t kEveryDay = 0x7f;
  std::vector<std::string> days;
  for (std::size_t i = 0; i < kDays.size(); ++i) {
    if ((window.days >> i & 1U) != 0) days.emplace_back(kDays[i]);
  }
  const std::string on = days.size() == 1 ? "day is " + days.front() : "day in [" + joined(days, ", ") + ']';
  const bool whole_day = window.start_minute == 0 && window.end_minute == 0;
  const bool every_day = window.days == kEveryDay;
  if (whole_day && !every_day && window.zone == "UTC") return on;
  const int end = window.end_minute == 0 ? 24 * 60 : window.end_minute;
  std::string text = fmt::format("time is between {:02}:{:02} and {:02}:{:02} in {}", window.start_minute / 60,
                                 window.start_minute % 60, end / 60, end % 60, quoted(window.zone));
  if (every_day) return text;
  text += " and " + on;
  return nested ? in_parentheses(std::move(text)) : text;
}

std::string ConditionWriter::member(const Expr& expr, bool negated) {
  std::vector<std::string> names;
  for (const model::SubjectItem& item : expr.members) {
    using ItemKind = model::SubjectItem::Kind;
    constexpr auto kKinds = std::to_array<std::pair<ItemKind, Kind>>({{ItemKind::user, Kind::user},
                                                                      {ItemKind::group, Kind::group},
                                                                      {ItemKind::role, Kind::role},
                                                                      {ItemKind::agent_user, Kind::agent}});
    const auto row = std::find_if(kKinds.begin(), kKinds.end(), [&](const auto& k) { return k.first == item.kind; });
    const auto name =
        row == kKinds.end() || nouns_ == nullptr ? std::nullopt : nouns_->name_of(row->second, item.id, item.origin);
    if (!name) return refuse(expr, "this set of people in a condition");
    names.push_back((negated ? "user not in " : "user in ") + *name);
  }
  const std::string text = joined(names, negated ? " and " : " or ");
  return names.size() == 1 ? text : in_parentheses(text);
}

}  // namespace doorward::exchange
