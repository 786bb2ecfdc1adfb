// From nodes of the tree to the words of their canonical form. Knows no lines; layout.h breaks them. Private to the
// grammar layer.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "doorward/grammar/ast.h"

namespace doorward::writing {

/// Words with one blank or a line break between any two.
using Words = std::vector<std::string>;

/// A part of a statement that is not torn apart while it fits a line: the head, the subject, a phrase, an effect.
struct Piece {
  Words words;
  std::uint32_t begin = 0;  // in the source, for comments
  bool alone = false;       // has a line of its own
  bool follows = false;     // goes on with the line of the piece before it while both fit
};
using Pieces = std::vector<Piece>;

class Writer {
 public:
  Writer() = default;
  /// Names are written as `file` declares them.
  explicit Writer(const ast::File& file);

  Pieces sentence(const ast::Sentence& sentence) const;
  Pieces effect(const ast::Effect& effect) const;
  Piece claim(const ast::Claim& claim) const;
  Piece done(const ast::Test& test) const;
  Piece expect(const ast::Expect& expect) const;
  Pieces policy_head(const ast::PolicyHead& head) const;
  Pieces settings(const ast::Settings& settings) const;
  Words condition(const ast::Expr& expr) const;

  /// A declaration up to its name with `as`, and behind its `=`.
  std::string declared_kind(const ast::Declaration& declaration) const;
  std::string declared_name(const ast::Declaration& declaration) const;
  Words declared_value(const ast::Declaration& declaration) const;

  std::string text(const ast::Word& word) const;

 private:
  Pieces subject(const ast::Subject& subject) const;
  void person(const ast::Person& person, Words& out) const;
  void guests(const ast::Person& person, Words& out) const;
  void exempt(const ast::Exempt& exempt, Words& out) const;
  void machine(const ast::Machine& machine, Words& out) const;
  Piece phrase(const ast::Phrase& phrase, bool further_at) const;
  void write(const ast::On& on, Words& out) const;
  void write(const ast::Using& using_devices, Words& out) const;
  void write(const ast::Running& running, Words& out) const;
  void write(const ast::Through& through, Words& out) const;
  void write(const ast::By& by, Words& out) const;
  void write(const ast::At& at, Words& out) const;
  void write(const ast::For& target, Words& out) const;
  void write(const ast::When& when, Words& out) const;
  void apps(const ast::List<ast::App>& apps, bool with_commas, Words& out) const;
  void term(const ast::Expr& expr, bool parentheses, Words& out) const;
  void comparison(const ast::Comparison& comparison, Words& out) const;
  void controls(const ast::Controls& controls, Words& out) const;
  void control(const ast::Control& control, Words& out) const;
  void session(const ast::List<ast::SessionControl>& session, Words& out) const;
  void session(const ast::SessionControl& control, Words& out) const;
  /// `a, b or c`; `except` lists have `or` alone, declarations commas alone.
  enum class Separator { mixed, commas, ors };
  void list(const ast::List<ast::Word>& words, Separator separator, Words& out) const;
  Words value(const ast::Word& word) const { return {text(word)}; }
  Words value(const ast::List<ast::Name>& names) const;
  Words value(const ast::List<ast::Person>& people) const;
  Words value(const ast::Place& place) const;
  Words value(const ast::Expr& expr) const { return condition(expr); }
  Words value(const ast::List<ast::Combination>& combinations) const;

  std::map<std::string, std::string> declared_;  // lower case → as declared; empty when declared in two spellings
};

}  // namespace doorward::writing
