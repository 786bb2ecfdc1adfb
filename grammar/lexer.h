// Cuts a source into statements by column 1, and statements into words. Private to the grammar layer; knows no
// rule of the grammar. The first fault of a statement is kept with it, so that a statement is at most one error.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "doorward/grammar/ast.h"
#include "doorward/grammar/source.h"
#include "word.h"

namespace doorward::words {

class Lexer {
 public:
  /// How a text is read. `whole` takes it as one statement, wherever its lines begin; `mended` says that U+FFFD
  /// stands for bytes that could not be decoded and were reported.
  struct Mode {
    bool whole = false;
    bool mended = false;
  };
  Lexer(std::string_view text, SourceId source, Mode mode) : text_(text), source_(source), mode_(mode) {}

  /// Reads the next statement into `statement`, reusing its memory; false at the end of the text.
  bool next(Statement& statement);

  std::vector<ast::Comment>& comments() { return comments_; }
  /// Hidden characters in comments, which belong to no statement.
  const std::vector<Extent>& hidden_in_comments() const { return hidden_; }
  /// Where the first tab between words stands, if there is one.
  const std::optional<std::uint32_t>& first_tab() const { return first_tab_; }

 private:
  bool skip_to_word(bool& at_line_start);
  void read_word(Statement& statement);
  void read_string(Statement& statement);
  void read_sign(Statement& statement);
  void read_run(Statement& statement);
  void read_comment(bool own_line);
  bool was_mended(std::string_view text) const;
  void push(Statement& statement, Code code, std::uint32_t begin);
  void nest(Statement& statement, Code code, std::uint32_t begin);

  std::string_view text_;
  SourceId source_;
  Mode mode_;
  bool started_ = false;  // a statement was begun
  std::uint32_t at_ = 0;
  std::uint32_t depth_ = 0;
  std::vector<ast::Comment> comments_;
  std::vector<Extent> hidden_;
  std::optional<std::uint32_t> first_tab_;
};

/// The first hidden character in `text`: a control character, one that has no width, or one that turns the
/// direction of the text. In strings and comments only those that deceive the eye count (`strict` false).
/// Empty when there is none; offsets are relative to `text`.
Extent find_hidden(std::string_view text, bool strict);

/// The code point at `offset` of well-formed UTF-8 and its length in bytes.
struct CodePoint {
  char32_t value = 0;
  std::uint32_t length = 1;
};
CodePoint code_point_at(std::string_view text, std::size_t offset);

}  // namespace doorward::words
