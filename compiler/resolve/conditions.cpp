#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "resolve/attributes.h"
#include "resolve/resolution.h"
#include "resolve/signals_asked.h"
#include "windows_zones.h"

namespace doorward::resolving {
namespace {

using Expr = model::Expr;

constexpr auto kDays = std::to_array<std::string_view>({"mon", "tue", "wed", "thu", "fri", "sat", "sun"});
constexpr auto kLongDays =
    std::to_array<std::string_view>({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"});
constexpr std::uint8_t kEveryDay = 0x7f;

std::size_t parts_of(const Expr& expr) {
  std::size_t parts = 1;
  for (const Expr& child : expr.children) parts += parts_of(child);
  return parts;
}

Expr constant(bool value, const Span& span) {
  Expr expr;
  expr.value = value;
  expr.origin = origin_of(span);
  return expr;
}

Expr joined(Expr::Kind kind, std::vector<Expr> children, const Span& span) {
  if (children.size() == 1) return std::move(children.front());
  Expr expr;
  expr.kind = kind;
  expr.children = std::move(children);
  expr.origin = origin_of(span);
  return expr;
}

std::optional<std::uint8_t> resolve_day(Resolution& r, const ast::Word& word) {
  for (std::size_t i = 0; i < kDays.size(); ++i) {
    if (equals_ignoring_case(word.text, kDays[i]) || equals_ignoring_case(word.text, kLongDays[i])) {
      return static_cast<std::uint8_t>(1U << i);
    }
  }
  r.sink.report<Code::unknown_word>(word.span, word.text, "a day of the week").help =
      "days are `mon`, `tue`, `wed`, `thu`, `fri`, `sat` and `sun`";
  return std::nullopt;
}

/// `day is sat`, `day in [sat, sun]` and their negations, as a set of days.
std::optional<std::uint8_t> resolve_days(Resolution& r, const ast::Comparison& comparison) {
  const CompareOp positive = positive_of(comparison.op);
  if (comparison.form != ast::Comparison::Form::compare || (positive != CompareOp::eq && positive != CompareOp::in)) {
    r.sink.report<Code::not_a_time_condition>(comparison.attribute.span, "day").help =
        "write `day is sat` or `day in [sat, sun]`";
    return std::nullopt;
  }
  std::uint8_t days = 0;
  for (const ast::Word& word : comparison.values) {
    const auto day = resolve_day(r, word);
    if (!day) return std::nullopt;
    days = static_cast<std::uint8_t>(days | *day);
  }
  if (is_negative(comparison.op)) days = static_cast<std::uint8_t>(~days & kEveryDay);
  return days;
}

/// The only attribute that is compared so, where `written_as` may be it misspelt.
void offer_attribute(Diagnostic& diagnostic, const ast::Word& written_as, std::string_view right) {
  std::size_t edits = right.size();
  if (misspelt(written_as.text, std::span(&right, 1), edits).empty()) return;
  diagnostic.fixes.push_back({"write `" + std::string(right) + '`', {{written_as.span, std::string(right)}}, false});
}

void report_unknown_zone(Resolution& r, const ast::Word& zone) {
  Diagnostic& diagnostic = r.sink.report<Code::unknown_zone>(zone.span, zone.text);
  diagnostic.help = "write a zone of the IANA database, for example `\"Europe/Oslo\"` or `\"UTC\"`";
  const std::string_view iana = iana_zone_of_windows(zone.text);
  if (iana.empty()) return;
  const std::string right = '"' + std::string(iana) + '"';
  diagnostic.help = "this is the name that Windows has for it; write `" + right + '`';
  diagnostic.fixes.push_back({"write `" + right + '`', {{zone.span, right}}, false});
}

/// `time >= 22:00` is the window to midnight, which is minute 0 as an end, `time < 06:00` the one from it.
std::optional<Expr> resolve_side(Resolution& r, const ast::Comparison& comparison, const Span& span) {
  const ast::Word& value = comparison.values.front();
  const auto minute = minute_of(value.text, false);
  if (!minute) {
    r.sink.report<Code::bad_time>(value.span, value.text).help = "write hours and minutes, such as `22:00`";
    return std::nullopt;
  }
  const bool from = comparison.op == CompareOp::ge;
  if (!from && *minute == 0) return constant(false, span);
  Expr expr;
  expr.kind = Expr::Kind::time;
  expr.origin = origin_of(span);
  expr.time.start_minute = from ? *minute : std::uint16_t{0};
  expr.time.end_minute = from ? std::uint16_t{0} : *minute;
  expr.time.zone = "UTC";
  const std::string_view begin = from ? value.text : std::string_view("00:00");
  const std::string_view end = from ? std::string_view("24:00") : value.text;
  r.sink.report<Code::time_without_zone>(span, begin, end).help =
      fmt::format("write `time is between {} and {} in \"Europe/Oslo\"`, or `in \"UTC\"`", begin, end);
  return expr;
}

bool is_side(const ast::Comparison& comparison) {
  return comparison.form == ast::Comparison::Form::compare && comparison.values.size() == 1 &&
         (comparison.op == CompareOp::ge || comparison.op == CompareOp::lt) &&
         equals_ignoring_case(comparison.attribute.text, "time");
}

std::optional<Expr> resolve_window(Resolution& r, const ast::Comparison& comparison, const Span& span) {
  if (is_side(comparison)) return resolve_side(r, comparison, span);
  if (comparison.form != ast::Comparison::Form::between || !equals_ignoring_case(comparison.attribute.text, "time")) {
    Diagnostic& diagnostic =
        r.sink.report<Code::not_a_time_condition>(comparison.attribute.span, comparison.attribute.text);
    diagnostic.help = "write `time is between 22:00 and 06:00 in \"Europe/Oslo\"`";
    if (comparison.form == ast::Comparison::Form::between) offer_attribute(diagnostic, comparison.attribute, "time");
    return std::nullopt;
  }
  Expr expr;
  expr.kind = Expr::Kind::time;
  expr.origin = origin_of(span);
  bool good = true;
  for (std::size_t i = 0; i < 2; ++i) {
    const auto minute = minute_of(comparison.values[i].text, i == 1);
    if (!minute) {
      r.sink.report<Code::bad_time>(comparison.values[i].span, comparison.values[i].text);
      good = false;
    } else {
      (i == 0 ? expr.time.start_minute : expr.time.end_minute) = *minute;
    }
  }
  // Without a zone it is the one in which exceptions end: what a policy decides never depends on a machine's own zone.
  expr.time.zone = "UTC";
  if (comparison.values.size() == 3) {
    const ast::Word& zone = comparison.values[2];
    if (!is_time_zone(zone.text)) {
      report_unknown_zone(r, zone);
      good = false;
    }
    expr.time.zone = zone.text;
  } else if (good) {
    const ast::Word& begin = comparison.values[0];
    const Span hours{begin.span.source, begin.span.begin, comparison.values[1].span.end};
    r.sink.report<Code::time_without_zone>(hours, begin.text, comparison.values[1].text).help =
        "write the zone behind it, such as `in \"Europe/Oslo\"`, or `in \"UTC\"`";
  }
  if (!good) return std::nullopt;
  return expr;
}

std::optional<Expr> resolve_member(Resolution& r, const ast::Comparison& comparison, const Span& span) {
  if (!equals_ignoring_case(comparison.attribute.text, "user")) {
    Diagnostic& diagnostic = r.sink.report<Code::not_a_member>(comparison.attribute.span, comparison.attribute.text);
    diagnostic.help =
        "write `user in " + written(comparison.values.front().text) + "`, or a list of values in brackets";
    offer_attribute(diagnostic, comparison.attribute, "user");
    return std::nullopt;
  }
  ast::Person person;
  person.name = comparison.values.front();
  person.span = comparison.values.front().span;
  auto members = resolve_person(r, person);
  if (!members) return std::nullopt;
  Expr expr;
  expr.kind = Expr::Kind::member;
  expr.members = std::move(*members);
  expr.origin = origin_of(span);
  if (!is_negative(comparison.op)) return expr;
  Expr negation;
  negation.kind = Expr::Kind::negation;
  negation.origin = expr.origin;
  negation.children.push_back(std::move(expr));
  return negation;
}

bool names_day(const ast::Expr& expr) {
  return expr.kind == ast::Expr::Kind::comparison && equals_ignoring_case(expr.comparison->attribute.text, "day");
}

Expr on_days(std::uint8_t days, const Span& span) {
  if (days == 0) return constant(false, span);
  Expr expr;
  expr.kind = Expr::Kind::time;
  expr.time.days = days;
  expr.origin = origin_of(span);
  return expr;
}

std::optional<Expr> resolve_leaf(Resolution& r, const ast::Expr& expr, std::optional<model::AttributeScope> scope) {
  const ast::Comparison& comparison = *expr.comparison;
  if (!scope) {
    if (comparison.form == ast::Comparison::Form::member) return resolve_member(r, comparison, expr.span);
    if (names_day(expr)) {
      const auto days = resolve_days(r, comparison);
      if (!days) return std::nullopt;
      return on_days(*days, expr.span);
    }
    if (comparison.form == ast::Comparison::Form::between || equals_ignoring_case(comparison.attribute.text, "time")) {
      return resolve_window(r, comparison, expr.span);
    }
  } else if (comparison.form != ast::Comparison::Form::compare) {
    r.sink.report<Code::only_in_when>(expr.span).help = "move it behind `when`";
    return std::nullopt;
  }
  auto resolved = resolve_comparison(r.sink, comparison, scope);
  if (!resolved || !is_comparable(r, comparison, resolved->attribute)) return std::nullopt;
  Expr leaf;
  leaf.kind = Expr::Kind::comparison;
  leaf.comparison = std::move(*resolved);
  leaf.origin = origin_of(expr.span);
  return leaf;
}

/// `time is between … and day in […]` is one window: its days are those on which it opens.
void merge_days(std::vector<Expr>& children, std::uint8_t days, const Span& span) {
  bool merged = false;
  for (Expr& child : children) {
    if (child.kind != Expr::Kind::time) continue;
    child.time.days = static_cast<std::uint8_t>(child.time.days & days);
    if (child.time.days == 0) child = constant(false, span);
    merged = true;
  }
  if (!merged) children.push_back(on_days(days, span));
}

std::optional<Expr> resolve_tree(Resolution& r, const ast::Expr& expr, std::optional<model::AttributeScope> scope);

std::optional<Expr> resolve_list(Resolution& r, const ast::Expr& expr, std::optional<model::AttributeScope> scope) {
  const bool all = expr.kind == ast::Expr::Kind::all_of;
  std::vector<Expr> children;
  std::optional<std::uint8_t> days;
  Span days_span;
  bool good = true;
  for (const ast::Expr& child : expr.children) {
    if (all && !scope && names_day(child)) {
      const auto some = resolve_days(r, *child.comparison);
      good = good && some.has_value();
      days = static_cast<std::uint8_t>(days.value_or(kEveryDay) & some.value_or(0));
      days_span = child.span;
      continue;
    }
    auto part = resolve_tree(r, child, scope);
    good = good && part.has_value();
    if (part) children.push_back(std::move(*part));
  }
  if (!good) return std::nullopt;
  if (days) merge_days(children, *days, days_span);
  return joined(all ? Expr::Kind::all_of : Expr::Kind::any_of, std::move(children), expr.span);
}

std::optional<Expr> resolve_tree(Resolution& r, const ast::Expr& expr, std::optional<model::AttributeScope> scope) {
  switch (expr.kind) {
    case ast::Expr::Kind::any_of:
    case ast::Expr::Kind::all_of:
      return resolve_list(r, expr, scope);
    case ast::Expr::Kind::negation: {
      auto inner = resolve_tree(r, expr.children.front(), scope);
      if (!inner) return std::nullopt;
      Expr negation;
      negation.kind = Expr::Kind::negation;
      negation.children.push_back(std::move(*inner));
      negation.origin = origin_of(expr.span);
      return negation;
    }
    case ast::Expr::Kind::adjective: {
      const Expr* meaning = resolve_device_noun(r, expr.adjective);
      if (meaning == nullptr) return std::nullopt;
      Expr copy = *meaning;
      copy.origin = origin_of(expr.span);
      return copy;
    }
    case ast::Expr::Kind::comparison:
      return resolve_leaf(r, expr, scope);
  }
  return std::nullopt;
}

bool is_time(const Expr& expr) {
  return expr.kind == Expr::Kind::time || (expr.kind == Expr::Kind::negation && is_time(expr.children.front()));
}

}  // namespace

std::optional<Expr> resolve_condition(Resolution& r, const ast::Expr& expr,
                                      std::optional<model::AttributeScope> scope) {
  auto resolved = resolve_tree(r, expr, scope);
  if (resolved && parts_of(*resolved) > kMaxConditionParts) {
    r.sink.report<Code::condition_too_large>(expr.span, kMaxConditionParts).help =
        "declare fewer devices through one another";
    return std::nullopt;
  }
  return resolved;
}

const Expr* device_of(Resolution& r, const Symbol& symbol, const Span& use) {
  return meaning_of(r, r.devices, symbol, use, [&]() -> std::optional<Expr> {
    return resolve_condition(r, std::get<ast::Expr>(symbol.declaration->value), model::AttributeScope::device);
  });
}

const Expr* resolve_device_noun(Resolution& r, const ast::Name& name) {
  const Symbol* symbol = r.names.find(name, kind_bit(Kind::device));
  return symbol == nullptr ? nullptr : device_of(r, *symbol, name.span);
}

bool resolve_using(Resolution& r, const ast::Using& phrase, model::Policy& policy) {
  auto rule = resolve_condition(r, *phrase.filter, model::AttributeScope::device);
  if (!rule) return false;
  const bool except = phrase.mode == ast::Using::Mode::all_except || phrase.mode == ast::Using::Mode::except_where;
  policy.device_filters.push_back({except ? model::Filter::Mode::exclude : model::Filter::Mode::include,
                                   std::move(*rule),
                                   {},
                                   origin_of(phrase.span)});
  return true;
}

bool resolve_when(Resolution& r, const ast::When& phrase, model::Policy& policy) {
  auto condition = resolve_condition(r, *phrase.condition, std::nullopt);
  if (!condition) return false;
  std::vector<Expr> parts;
  if (condition->kind == Expr::Kind::all_of) {
    parts = std::move(condition->children);
  } else {
    parts.push_back(std::move(*condition));
  }
  std::vector<Expr> rest;
  for (Expr& part : parts) (is_time(part) ? policy.times : rest).push_back(std::move(part));
  if (!rest.empty()) policy.when = joined(Expr::Kind::all_of, std::move(rest), phrase.span);
  return true;
}

}  // namespace doorward::resolving
