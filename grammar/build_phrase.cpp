// Phrases of a sentence, one function each.
#include "build.h"

namespace doorward::words {

// Whether a word stands behind the last noun of a phrase and before its `except`.
bool Builder::kind_word(Index n) const {
  std::uint32_t last = node(n).last;
  std::uint32_t nouns = node(n).last;
  for (Index c = n + 1; c < end(n); c = next(c)) {
    if (node(c).kind == Node::except) {
      last = node(c).first;
    } else {
      nouns = node(c).last;
    }
  }
  return nouns < last;
}

ast::Phrase Builder::phrase(Index n) {
  const Node kind = node(n).kind;
  if (kind == Node::on) return on(n);
  if (kind == Node::using_) return using_(n);
  if (kind == Node::running) return running(n);
  if (kind == Node::through)
    return ast::Through{children_names(n, Node::net), span(n), has(n, Node::all), kind_word(n)};
  if (kind == Node::by) return ast::By{children_names(n, Node::net), span(n)};
  if (kind == Node::at) return at(n);
  if (kind == Node::for_) return for_(n);
  return ast::When{keep_expr(n + 1), span(n)};
}

ast::On Builder::on(Index n) {
  ast::On on{children_names(n, Node::net), {}, span(n), has(n, Node::all), kind_word(n)};
  const Index except = child(n, Node::except);
  if (except != n) on.except = children_names(except, Node::net);
  return on;
}

ast::Using Builder::using_(Index n) {
  using Mode = ast::Using::Mode;
  ast::Using result;
  result.span = span(n);
  const Index what = n + 1;
  if (node(what).kind == Node::any_or_all) {
    result.filter = keep_expr(what);
    result.kind_word = kind_word(n);
    return result;
  }
  const bool excepts = code(node(what).first + 1) == kExcept;
  result.mode = node(what).kind == Node::devices_except ? Mode::all_except : excepts ? Mode::except_where : Mode::where;
  result.filter = keep_expr(child(what, Node::any_or_all));
  result.kind_word = kind_word(what);
  return result;
}

ast::Running Builder::running(Index n) {
  ast::Running running{children_names(n, Node::net), {}, span(n), has(n, Node::all), kind_word(n)};
  const Index except = child(n, Node::except);
  if (except != n) running.except = children_names(except, Node::net);
  return running;
}

ast::At Builder::at(Index n) {
  const std::size_t first = node(n).first + (code(node(n).first) == kAnd ? 1U : 0U);
  ast::At at;
  at.span = span(first, node(n).last);
  at.levels = children_names(n, Node::net);
  const Code kind = code(node(n).last - 2);
  if (kind == kSignIn) at.kind = ast::RiskKind::sign_in;
  if (kind == kUser) at.kind = ast::RiskKind::user;
  if (kind == kInsider) at.kind = ast::RiskKind::insider;
  if (kind == kWorkload) at.kind = ast::RiskKind::workload;
  if (kind == kAgent) at.kind = ast::RiskKind::agent;
  return at;
}

ast::For Builder::for_(Index n) {
  using Kind = ast::For::Kind;
  const std::size_t first = node(n).first;
  ast::For result;
  result.span = span(n);
  const Index what = n + 1;
  result.kind = Kind::apps;
  if (node(what).kind == Node::actions) result.kind = Kind::actions;
  if (node(what).kind == Node::contexts) result.kind = Kind::contexts;
  if (node(what).kind == Node::apps_all) result.kind = code(first + 1) == kAll ? Kind::all_apps : Kind::no_apps;
  const bool listed = node(what).kind == Node::actions || node(what).kind == Node::contexts;
  result.items = apps(listed ? what : n);
  const Index except = child(n, Node::except);
  if (except != n) result.except = apps(except);
  result.kind_word = kind_word(n);
  return result;
}

ast::List<ast::App> Builder::apps(Index parent) {
  const auto is_app = [this](Index c) { return node(c).kind == Node::app || node(c).kind == Node::app_where; };
  std::size_t count = 0;
  for (Index c = parent + 1; c < end(parent); c = next(c)) count += is_app(c) ? 1U : 0U;
  ast::App* found = memory_->room<ast::App>(count);
  ast::App* app = found;
  for (Index c = parent + 1; c < end(parent); c = next(c)) {
    if (node(c).kind == Node::app) new (app++) ast::App{word(node(c).first), nullptr};
    if (node(c).kind == Node::app_where) new (app++) ast::App{{{}, span(c)}, keep_expr(c + 1)};
  }
  return {found, count};
}

}  // namespace doorward::words
