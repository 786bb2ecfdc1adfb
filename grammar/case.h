// A statement that does not match, as the explanations of diagnosis see it. Private to the grammar layer.
#pragma once

#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "doorward/grammar/diagnostic.h"
#include "tree.h"
#include "word.h"

namespace doorward::words {

/// Diagnosis by trial is for statements that people write; longer ones are told what was expected.
inline constexpr std::size_t kMaxTrialWords = 512;

using DiagnosticCode = doorward::Code;

class Case {
 public:
  Case(const Statement& statement, std::string_view text, SourceId source, Root matched_by, const Expected& wanted,
       DiagnosticSink& reports)
      : expected(wanted), sink(reports), root(matched_by), statement_(statement), text_(text), source_(source) {}

  const Expected& expected;
  DiagnosticSink& sink;
  const Root root;

  /// The word that did not fit; size() when the statement ended.
  std::size_t at() const { return expected.at; }
  std::size_t size() const { return statement_.codes.size(); }
  bool ended() const { return at() >= size(); }
  Code code(std::size_t i) const { return i < size() ? statement_.codes[i] : kNone; }
  const std::vector<Code>& codes() const { return statement_.codes; }
  std::string_view word(std::size_t i) const;
  std::string_view text() const { return text_; }
  /// A word; behind the end the last word.
  Span span(std::size_t i) const { return span(i, i + 1); }
  Span span(std::size_t first, std::size_t last) const;
  /// Words as one line: without the line ends and comments between them.
  std::string words(std::size_t first, std::size_t last) const;
  /// The same for people to read: of many words the first and the last.
  std::string shown(std::size_t first, std::size_t last) const;
  bool begins_line(std::size_t i) const;

  /// Whether these words would be a correct statement.
  bool mends(std::span<const Code> codes) const;
  bool mends_with(std::size_t i, Code replacement) const;
  bool mends_inserting(std::size_t i, Code inserted) const;
  /// The words with `by` in the place of those from `first` to `last`.
  std::vector<Code> replacing(std::size_t first, std::size_t last, const std::vector<Code>& by) const;
  bool mends_replacing(std::size_t first, std::size_t last, const std::vector<Code>& by) const {
    return mends(replacing(first, last, by));
  }

  Edit replace(std::size_t i, std::string text) const { return {span(i), std::move(text)}; }
  Edit insert_before(std::size_t i, std::string_view text) const;
  Edit insert_after(std::size_t i, std::string_view text) const;
  /// Takes a word and the blanks before it out.
  Edit remove(std::size_t i) const;

  /// The last of `codes` before word `i`, or size() when there is none.
  std::size_t last_before(std::size_t i, std::initializer_list<Code> codes) const;

 private:
  const Statement& statement_;
  std::string_view text_;
  SourceId source_;
};

/// The keyword of the part of a sentence that word `i` belongs to (`on`, `using`, `require` …), as a position;
/// size() when the word belongs to the subject.
std::size_t context_of(const Case& c, std::size_t i);
/// Whether `context` is the keyword of a list of conditions, adjectives or controls.
bool joins_with_and(Code context);

/// Each reports at most one error; true when it did.
bool explain_fault(const Statement& statement, std::string_view text, SourceId source, DiagnosticSink& sink);
bool explain_known_mistake(const Case& c);
bool explain_word_order(const Case& c);
bool explain_missing_word(const Case& c);
bool explain_operators(const Case& c);
bool explain_by_trial(const Case& c);
bool explain_negation(const Case& c);
bool explain_stray_comma(const Case& c);
bool explain_narrowing(const Case& c);
bool explain_foreign_word(const Case& c);
bool explain_condition(const Case& c);
bool explain_literal(const Case& c);
bool explain_policy_without_id(const Case& c);
bool explain_exception(const Case& c);
bool explain_name_with_blanks(const Case& c);
bool explain_side_by_side(const Case& c);
/// Words `i` and `i + 1` are in each other's place.
bool explain_swap(const Case& c, std::size_t i);
void explain_expected(const Case& c);

/// The keyword nearest to word `i` that mends the statement in its place; kNone when there is none.
Code respelt(const Case& c, std::size_t i);
/// Whether another spelling of one of the words around the one that did not fit mends the statement, or a swap of two of
/// them: that explains it better than what the words mean.
bool mends_respelt(const Case& c);
bool mends_swapped(const Case& c);
/// The bare names around the word that did not fit, if some of them would be correct as one name.
std::optional<SideBySide> side_by_side(const Case& c);

/// Puts the words first that a person most likely left out before word `c.at()`, and takes out those that do not fit.
void likelier_first(const Case& c, std::vector<Code>& options);
/// What compares an attribute that stands right before the value at `c.at()`, the likelier first; empty when no attribute
/// stands there.
std::vector<Code> comparing_words(const Case& c);
/// Whether the condition before word `at` and the one that begins there say that one attribute is a value: not both can
/// be.
bool compare_one_attribute(const Case& c, std::size_t at);

/// Notes that a noun is missing before word `i`, and of what kind, so that the names in scope are offered.
void note_missing_noun(const Case& c, std::size_t i, Role role, Diagnostic& found);

/// `who signs in, a phrase or an effect`.
std::string describe(const Expected& expected);

/// Checks of docs/language.md that are not grammar. False when one fails; then it is reported to `sink`, if any.
struct Checked {
  std::span<const Code> codes;
  std::span<const TreeNode> nodes;
  const Case* report = nullptr;  // null: only the answer is wanted
};
bool check_tree(const Checked& tree);

}  // namespace doorward::words
