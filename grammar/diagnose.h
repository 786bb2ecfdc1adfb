// Why a statement is wrong, in one message that says what to type. Private to the grammar layer.
//
// A statement that does not match is matched again with its expectations noted. Known mistakes are recognised
// first; then single changes of a word (another spelling, two neighbours swapped, a word put in or taken out) are
// tried, and one that makes the statement match is the fix; what is left is told as what was expected and seen.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "doorward/grammar/ast.h"
#include "doorward/grammar/diagnostic.h"
#include "tree.h"
#include "word.h"

namespace doorward::words {

class Case;

class Diagnosis {
 public:
  Diagnosis(std::string_view text, SourceId source, Root root, DiagnosticSink& sink)
      : text_(text), source_(source), root_(root), sink_(&sink) {}

  /// Matches and checks a statement. When it is wrong, reports one error and returns false.
  bool accepts(const Statement& statement, Match& match);
  /// Reports what was held back for the statement that might have followed.
  void finish();

 private:
  void explain(const Case& c);
  void report(DiagnosticSink& found, bool ended, const Statement& statement);
  bool continues(const Statement& statement, bool matched);
  void report_lost_indent(const Statement& statement);

  std::string_view text_;
  SourceId source_;
  Root root_;
  DiagnosticSink* sink_;
  // The statement above ended too early: its words, and its error until it is known why.
  bool open_ = false;
  std::vector<Code> open_codes_;
  std::optional<Diagnostic> held_;
};

/// Reports a control, zero-width or direction character.
void report_hidden_character(std::string_view text, Span at, DiagnosticSink& sink);

/// Reports the tabs between words from offset `first` on, once for all of them.
void report_tabs(std::string_view text, SourceId source, std::uint32_t first, const std::vector<ast::Comment>& comments,
                 DiagnosticSink& sink);

}  // namespace doorward::words
