#include "graph/rule.h"

#include <algorithm>
#include <array>

#include "attribute_operators.h"
#include "doorward/facts/guid.h"
#include "doorward/grammar/suggest.h"
#include "graph/rule_words.h"

namespace doorward::graph {
namespace {

using model::AttributeScope;
using model::Expr;
using Kind = RuleWord::Kind;

constexpr std::string_view kDevicePrefix = "device.";
constexpr std::string_view kAttributePrefix = "CustomSecurityAttribute.";

constexpr auto kPropertyWords = std::to_array<std::string_view>({
#define DW_DEVICE_ATTRIBUTE(name, value, graph, ward, type, signal) "device." graph,
#include "doorward/facts/device_attributes.def"
#undef DW_DEVICE_ATTRIBUTE
});
constexpr auto kOperatorWords = std::to_array<std::string_view>({
    "-eq",
    "-ne",
    "-startsWith",
    "-notStartsWith",
    "-endsWith",
    "-notEndsWith",
    "-contains",
    "-notContains",
    "-in",
    "-notIn",
});

bool starts_with(std::string_view text, std::string_view start) noexcept {
  return equals_ignoring_case(text.substr(0, start.size()), start);
}

// A word that joins or negates, or an operator, with or without its hyphen.
std::string_view bare(const RuleWord& word) noexcept {
  const std::string_view text = word.text;
  if (word.kind != Kind::word) return {};
  return text.substr(0, 1) == "-" ? text.substr(1) : text;
}

bool is_joint(const RuleWord& word, std::string_view joint) noexcept { return equals_ignoring_case(bare(word), joint); }

std::optional<CompareOp> find_operator(const RuleWord& word) noexcept {
  const std::string_view text = bare(word);
  for (const std::string_view known : kOperatorWords) {
    if (!equals_ignoring_case(known.substr(1), text)) continue;
    return static_cast<CompareOp>(find_graph(kCompareOps, known)->value);
  }
  return std::nullopt;
}

class RuleReader {
 public:
  RuleReader(Reading& reading, const Place& at, AttributeScope scope)
      : reading_(reading), at_(at), scope_(scope), words_(split_rule(at.node->text)) {}

  RuleResult read() {
    const std::string& rule = at_.node->text;
    const auto is_lead = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
    const auto length = static_cast<std::size_t>(std::count_if(rule.begin(), rule.end(), is_lead));
    if (length > kMaxRuleLength) {
      reading_.report<Code::rule_too_long>(at_, length, kMaxRuleLength).help = "split the policy";
      return {};
    }
    if (words_.back().kind == Kind::unclosed) {
      report<Code::rule_open_text>(words_.back()).help = "close it with the same quote";
      return {};
    }
    if (words_.front().kind == Kind::end) {
      report<Code::rule_needs_property>(words_.front(), "the rule is empty");
      return {};
    }
    Expr expr = any_of(0);
    if (!failed_ && peek().kind != Kind::end) {
      report<Code::rule_needs_joint>(peek(), shown(peek())).help = "join conditions with `-and` or `-or`";
    }
    if (failed_) return {};
    if (passed_over_) return {std::nullopt, true};
    return {std::move(expr), false};
  }

 private:
  const RuleWord& peek() const { return words_[next_]; }
  const RuleWord& take() { return words_[next_ + 1 < words_.size() ? next_++ : next_]; }
  static std::string shown(const RuleWord& word) {
    return word.kind == Kind::end ? "the end of the rule" : '`' + word.text + '`';
  }

  Span span(std::size_t begin, std::size_t stop) const {
    return span_within(reading_.sources(), *at_.node, begin, std::max(stop, begin));
  }
  template <Code C, class... Args>
  Diagnostic& report(const RuleWord& word, Args&&... args) {
    failed_ = true;
    Diagnostic& diagnostic = reading_.sink().report<C>(span(word.begin, word.stop), std::forward<Args>(args)...);
    diagnostic.json_path = at_.path;
    return diagnostic;
  }
  void mark(Expr& expr, std::size_t begin) const {
    const std::size_t stop = next_ == 0 ? 0 : words_[next_ - 1].stop;
    expr.origin = {span(begin, stop), at_.path};
  }

  Expr joined(int depth, std::string_view joint, Expr::Kind kind, Expr (RuleReader::*part)(int)) {
    const std::size_t begin = peek().begin;
    Expr first = (this->*part)(depth);
    if (failed_ || !is_joint(peek(), joint)) return first;
    Expr all;
    all.kind = kind;
    all.children.push_back(std::move(first));
    while (!failed_ && is_joint(peek(), joint)) {
      take();
      all.children.push_back((this->*part)(depth));
    }
    mark(all, begin);
    return all;
  }
  Expr any_of(int depth) { return joined(depth, "or", Expr::Kind::any_of, &RuleReader::all_of); }
  Expr all_of(int depth) { return joined(depth, "and", Expr::Kind::all_of, &RuleReader::negation); }
  Expr negation(int depth);
  Expr primary(int depth);
  Expr leaf();
  bool read_property(const RuleWord& word, model::AttributeRef& out);
  void read_values(const RuleWord& op_word, model::Comparison& out);
  void read_list(model::Comparison& out);
  void check_allowed(const RuleWord& op_word, model::Comparison& out);

  Reading& reading_;
  const Place& at_;
  AttributeScope scope_;
  std::vector<RuleWord> words_;
  std::size_t next_ = 0;
  bool failed_ = false;
  bool passed_over_ = false;
};

Expr RuleReader::negation(int depth) {
  if (!is_joint(peek(), "not")) return primary(depth);
  const RuleWord& word = take();
  if (depth >= kMaxRuleDepth) {
    report<Code::rule_too_deep>(word, kMaxRuleDepth);
    return {};
  }
  Expr expr;
  expr.kind = Expr::Kind::negation;
  expr.children.push_back(negation(depth + 1));
  mark(expr, word.begin);
  return expr;
}

Expr RuleReader::primary(int depth) {
  if (peek().kind != Kind::open) return leaf();
  const RuleWord& open = take();
  if (depth >= kMaxRuleDepth) {
    report<Code::rule_too_deep>(open, kMaxRuleDepth);
    return {};
  }
  Expr expr = any_of(depth + 1);
  if (failed_) return expr;
  if (peek().kind != Kind::close) {
    Diagnostic& diagnostic = report<Code::rule_open_bracket>(peek(), shown(peek()));
    diagnostic.notes.push_back({span(open.begin, open.stop), "the parenthesis opens here"});
    return expr;
  }
  take();
  return expr;
}

Expr RuleReader::leaf() {
  const RuleWord& property = take();
  Expr expr;
  expr.kind = Expr::Kind::comparison;
  if (!read_property(property, expr.comparison.attribute)) return expr;
  const RuleWord& op_word = peek();
  const auto op = find_operator(op_word);
  if (!op) {
    Diagnostic& diagnostic = report<Code::rule_unknown_operator>(op_word, shown(op_word), property.text);
    const std::string_view near = nearest(op_word.text, kOperatorWords);
    diagnostic.help =
        near.empty() ? "for example `" + property.text + " -eq \"…\"`" : "did you mean `" + std::string(near) + "`?";
    return expr;
  }
  take();
  expr.comparison.op = *op;
  read_values(op_word, expr.comparison);
  if (!failed_) check_allowed(op_word, expr.comparison);
  mark(expr, property.begin);
  return expr;
}

bool RuleReader::read_property(const RuleWord& word, model::AttributeRef& out) {
  const bool device = scope_ == AttributeScope::device;
  out.scope = scope_;
  if (word.kind != Kind::word || is_joint(word, "and") || is_joint(word, "or") || find_operator(word)) {
    report<Code::rule_needs_property>(word, "found " + shown(word)).help =
        device ? "for example `device.trustType`" : "for example `CustomSecurityAttribute.Set_Name`";
    return false;
  }
  if (!device && starts_with(word.text, kAttributePrefix) && word.text.size() > kAttributePrefix.size()) {
    out.name = word.text.substr(kAttributePrefix.size());
    return true;
  }
  if (device && starts_with(word.text, kDevicePrefix)) {
    const std::string_view name = std::string_view(word.text).substr(kDevicePrefix.size());
    for (const DeviceAttributeRow& row : kDeviceAttributes) {
      if (!equals_ignoring_case(row.graph, name)) continue;
      out.device = static_cast<DeviceAttribute>(row.value);
      return true;
    }
  }
  const Place unknown{at_.node, at_.path};
  if (device && starts_with(word.text, kDevicePrefix) && reading_.passes_over(unknown)) {
    passed_over_ = true;
    return true;
  }
  Diagnostic& diagnostic = report<Code::rule_unknown_property>(word, word.text, device ? "device" : "attribute");
  const std::string prefixed = std::string(kDevicePrefix) + word.text;
  const bool whole = starts_with(word.text, kDevicePrefix);
  const std::string_view near = device ? nearest(whole ? word.text : prefixed, kPropertyWords) : std::string_view{};
  if (!near.empty()) {
    diagnostic.help = "did you mean `" + std::string(near) + "`?";
  } else {
    diagnostic.help = device ? "properties begin with `device.`" : "attributes begin with `CustomSecurityAttribute.`";
  }
  return false;
}

void RuleReader::read_values(const RuleWord& op_word, model::Comparison& out) {
  const bool many = positive_of(out.op) == CompareOp::in;
  if (peek().kind == Kind::list_open) {
    if (!many) {
      report<Code::rule_list_not_allowed>(peek(), op_word.text).help = "compare lists with `-in` or `-notIn`";
      return;
    }
    return read_list(out);
  }
  const RuleWord& value = take();
  if (value.kind != Kind::word && value.kind != Kind::text) {
    report<Code::rule_needs_value>(value, shown(op_word), shown(value));
    return;
  }
  if (many) {
    report<Code::rule_list_expected>(value, op_word.text).help = "write `[\"…\", \"…\"]`";
    return;
  }
  if (value.kind == Kind::word && static_cast<unsigned char>(value.text.front()) >= 0x80) {
    report<Code::rule_needs_value>(value, shown(op_word), shown(value)).help = "put texts into straight quotes";
    return;
  }
  if (value.kind == Kind::word && equals_ignoring_case(value.text, "null")) {
    if (positive_of(out.op) != CompareOp::eq) {
      report<Code::rule_null_not_allowed>(value, op_word.text).help = "only `-eq` and `-ne` compare with null";
      return;
    }
    out.op = out.op == CompareOp::eq ? CompareOp::absent : CompareOp::present;
    return;
  }
  out.values.push_back(value.text);
}

void RuleReader::read_list(model::Comparison& out) {
  const RuleWord& open = take();
  while (true) {
    const RuleWord& value = take();
    if (value.kind != Kind::word && value.kind != Kind::text) {
      report<Code::rule_needs_value>(value, "a list", shown(value));
      return;
    }
    out.values.push_back(value.text);
    const RuleWord& next = take();
    if (next.kind == Kind::list_close) return;
    if (next.kind == Kind::comma) continue;
    Diagnostic& diagnostic = report<Code::rule_open_list>(next, shown(next));
    diagnostic.notes.push_back({span(open.begin, open.stop), "the list opens here"});
    return;
  }
}

void RuleReader::check_allowed(const RuleWord& op_word, model::Comparison& out) {
  if (scope_ != AttributeScope::device || passed_over_) return;
  const DeviceAttributeRow& row = kDeviceAttributes[static_cast<std::size_t>(out.attribute.device)];
  const bool null_test = out.op == CompareOp::absent || out.op == CompareOp::present;
  if (!null_test && !graph_compares(row.type, out.op)) {
    Diagnostic& warning = reading_.sink().report<Code::rule_operator_not_in_graph>(span(op_word.begin, op_word.stop),
                                                                                   op_word.text, row.graph);
    warning.json_path = at_.path;
  }
  if (row.type != AttributeType::boolean) return;
  for (std::string& value : out.values) {
    const bool truth = equals_ignoring_case(value, "true");
    if (!truth && !equals_ignoring_case(value, "false")) {
      report<Code::rule_needs_truth>(op_word, value, row.graph).help = "write `True` or `False`";
      return;
    }
    value = truth ? "true" : "false";
  }
}

}  // namespace

RuleResult read_rule(Reading& reading, const Place& at, AttributeScope scope) {
  return RuleReader(reading, at, scope).read();
}

}  // namespace doorward::graph
