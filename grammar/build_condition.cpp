// Conditions, device filters and adjectives: one tree for all three.
#include "build.h"

namespace doorward::words {

ast::Expr Builder::expr(Index joined) {
  const Index first = joined + 1;
  if (next(first) == end(joined)) return term(first);
  ast::Expr result;
  result.kind = code(node(first).last) == kOr ? ast::Expr::Kind::any_of : ast::Expr::Kind::all_of;
  result.span = span(joined);
  result.children = gather<ast::Expr>(first, end(joined), Node::term, [this](Index c) { return term(c); });
  return result;
}

ast::Expr Builder::term(Index n) {
  const std::size_t first = node(n).first;
  const bool negated = code(first) == kNot;
  const std::size_t start = first + (negated ? 1U : 0U);
  ast::Expr result;
  if (code(start) == kOpen) {
    result = expr(n + 1);
    result.parenthesised = true;
  } else if (has(n, Node::comparison)) {
    result.kind = ast::Expr::Kind::comparison;
    result.comparison = memory_->keep(comparison(n + 1));
  } else {
    result.kind = ast::Expr::Kind::adjective;
    result.adjective = word(start);
  }
  result.span = span(start, node(n).last);
  if (!negated) return result;
  ast::Expr negation;
  negation.kind = ast::Expr::Kind::negation;
  negation.span = span(n);
  negation.children = {memory_->keep(result), 1};
  return negation;
}

ast::Comparison Builder::comparison(Index n) {
  const std::size_t i = node(n).first + 1;
  const std::size_t last = node(n).last;
  ast::Comparison result;
  result.attribute = word(i - 1);
  const bool negative = code(i) == kDoes;
  const Code verb = code(negative ? i + 2 : i);
  if (verb == kIs) {
    compare_is(i, last, result);
    return result;
  }
  if (one_of<kIn, kNot>(verb)) {
    compare_in(i, result);
    return result;
  }
  result.op_span = span(i, last - 1);
  result.values = {keep_word(last - 1), 1};
  if (one_of<kContains, kContain>(verb)) result.op = negative ? CompareOp::not_contains : CompareOp::contains;
  if (one_of<kStarts, kStart>(verb)) result.op = negative ? CompareOp::not_starts_with : CompareOp::starts_with;
  if (one_of<kEnds, kEnd>(verb)) result.op = negative ? CompareOp::not_ends_with : CompareOp::ends_with;
  if (verb == kLess) result.op = CompareOp::lt;
  if (verb == kLessEqual) result.op = CompareOp::le;
  if (verb == kGreater) result.op = CompareOp::gt;
  if (verb == kGreaterEqual) result.op = CompareOp::ge;
  return result;
}

void Builder::compare_is(std::size_t i, std::size_t last, ast::Comparison& into) {
  if (code(i + 1) == kBetween) {
    into.form = ast::Comparison::Form::between;
    into.op = CompareOp::eq;
    into.op_span = span(i, i + 2);
    into.values = every_second_word(i + 2, last);
    return;
  }
  const bool negative = code(i + 1) == kNot;
  const std::size_t at = i + (negative ? 2U : 1U);
  if (code(at) == kPresent) {
    into.op = negative ? CompareOp::absent : CompareOp::present;
    into.op_span = span(i, at + 1);
    return;
  }
  into.op = negative ? CompareOp::ne : CompareOp::eq;
  into.op_span = span(i, at);
  into.values = {keep_word(at), 1};
}

void Builder::compare_in(std::size_t i, ast::Comparison& into) {
  const bool negative = code(i) == kNot;
  std::size_t at = i + (negative ? 2U : 1U);
  into.op = negative ? CompareOp::not_in : CompareOp::in;
  into.op_span = span(i, at);
  if (code(at) != kOpenBracket) {
    into.form = ast::Comparison::Form::member;
    into.values = {keep_word(at), 1};
    return;
  }
  const std::size_t first = ++at;
  while (code(at) != kCloseBracket) ++at;
  into.values = every_second_word(first, at);
}

}  // namespace doorward::words
