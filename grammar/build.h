// From the flat tree of a statement that matched to the nodes of ast.h. The rules have already said that the words
// are right, so nothing is reported here. Private to the grammar layer.
#pragma once

#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "doorward/grammar/ast.h"
#include "tree.h"
#include "word.h"

namespace doorward::words {

class Builder {
 public:
  Builder(std::string_view text, SourceId source, std::deque<std::string>& texts, ast::Arena& memory)
      : text_(text), source_(source), texts_(&texts), memory_(&memory) {}

  /// The statement goes into the list of its kind in `file`.
  void add_statement(const Statement& statement, std::span<const TreeNode> nodes, ast::File& file);
  ast::Sentence question(const Statement& statement, std::span<const TreeNode> nodes);
  /// The word at position `i` of a statement, as the tree keeps it.
  ast::Word word(const Statement& statement, std::size_t i);

 private:
  using Index = std::uint32_t;  // of a node

  // Direct children of a node: `for (Index c = n + 1; c < end(n); c = next(c))`.
  Index end(Index n) const { return nodes_[n].next; }
  Index next(Index n) const { return nodes_[n].next; }
  const TreeNode& node(Index n) const { return nodes_[n]; }
  Index child(Index parent, Node kind) const;  // its own index when there is none
  bool has(Index parent, Node kind) const { return child(parent, kind) != parent; }

  Code code(std::size_t i) const { return statement_->codes[i]; }
  ast::Word word(std::size_t i) { return word(*statement_, i); }
  Span span(std::size_t first, std::size_t last) const;
  Span span(Index n) const { return span(node(n).first, node(n).last); }
  const ast::Word* keep_word(std::size_t i) { return memory_->keep(word(i)); }
  ast::List<ast::Name> names(std::size_t first, std::size_t last);
  ast::List<ast::Name> children_names(Index parent, Node kind);
  /// What `build` makes of each node of `kind` among the siblings from `first` to `last`.
  template <class T, class Build>
  ast::List<T> gather(Index first, Index last, Node kind, Build build) {
    std::size_t count = 0;
    for (Index c = first; c < last; c = next(c)) count += node(c).kind == kind ? 1U : 0U;
    if (count == 0) return {};
    T* items = memory_->room<T>(count);
    T* item = items;
    for (Index c = first; c < last; c = next(c)) {
      if (node(c).kind == kind) new (item++) T(build(c));
    }
    return {items, count};
  }
  template <class T, class Build>
  ast::List<T> gather(Index parent, Node kind, Build build) {
    return gather<T>(parent + 1, end(parent), kind, build);
  }

  ast::Sentence sentence(Index n);
  ast::Subject subject(Index n);
  ast::Person person(Index n);
  ast::Guests guests(Index n, ast::Person::Kind& kind);
  ast::Exempt exempt(Index n);
  ast::Machine machine(Index n);
  void machine_except(Index n, ast::Machine& machine);

  ast::Phrase phrase(Index n);
  bool kind_word(Index n) const;
  ast::On on(Index n);
  ast::Using using_(Index n);
  ast::Running running(Index n);
  ast::At at(Index n);
  ast::For for_(Index n);
  ast::List<ast::App> apps(Index parent);

  ast::Expr expr(Index joined);
  const ast::Expr* keep_expr(Index joined) { return memory_->keep(expr(joined)); }
  ast::List<ast::Word> every_second_word(std::size_t first, std::size_t last);
  ast::Expr term(Index n);
  ast::Comparison comparison(Index n);
  void compare_is(std::size_t i, std::size_t last, ast::Comparison& into);
  void compare_in(std::size_t i, ast::Comparison& into);

  ast::Effect effect(Index first, Index last);
  ast::Controls controls(Index n);
  ast::Control control(Index n);
  ast::SessionControl session(Index n);
  void session_every(Index n, ast::SessionControl& into);
  ast::Claim claim(Index n);
  ast::Expect expect(Index n);

  ast::Declaration declaration(Index n);
  void declared_value(Index n, ast::Declaration& into);
  ast::Place place(Index n);
  ast::Combination combination(Index n);
  ast::PolicyHead policy_head(Index n);
  ast::Policy policy(Index sentence_at, Index policy_at);
  ast::Test test(Index sentence_at, Index test_at);
  ast::Settings settings(Index n);
  void setting(Index n, ast::Settings& into);

  std::string_view text_;
  SourceId source_;
  std::deque<std::string>* texts_;
  ast::Arena* memory_;
  const Statement* statement_ = nullptr;
  std::span<const TreeNode> nodes_;
};

}  // namespace doorward::words
