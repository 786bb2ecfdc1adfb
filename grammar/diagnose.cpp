#include "diagnose.h"

#include "case.h"

namespace doorward::words {
namespace {

// Words that begin no statement, but go on with one.
bool goes_on(Code code) {
  return one_of<kOn, kUsing, kRunning, kThrough, kBy, kAt, kFor, kWhen, kWhere, kOr, kAnd, kExcept, kBlock, kRequire,
                kWith, kGiven, kExpect, kHaving, kUntil, kBecause, kIs, kAre, kAlways, kNever, kOf>(code);
}

// Words that are right, and say what Ward says otherwise.
bool explain_meaning(const Case& c) {
  return explain_negation(c) || explain_literal(c) || explain_condition(c) || explain_foreign_word(c) ||
         explain_policy_without_id(c) || explain_name_with_blanks(c) || explain_exception(c);
}

}  // namespace

bool Diagnosis::accepts(const Statement& statement, Match& match) {
  const bool faulty = statement.fault.kind != Fault::Kind::none;
  const bool matched = !faulty && match_words(statement.codes, root_, match);
  if (matched && !open_) {
    if (check_tree({statement.codes, match.nodes, nullptr})) return true;
  }
  if (open_ && continues(statement, matched)) return false;
  finish();
  if (faulty) {
    explain_fault(statement, text_, source_, *sink_);
    return false;
  }
  Expected expected;
  DiagnosticSink found;
  const Case c(statement, text_, source_, root_, expected, found);
  if (matched) {
    if (check_tree({statement.codes, match.nodes, &c})) return true;
  } else {
    Match again;
    again.expected = &expected;
    match_words(statement.codes, root_, again);
    explain(c);
  }
  const bool ended = !matched && c.ended();
  report(found, ended, statement);
  return false;
}

void Diagnosis::explain(const Case& c) {
  // What a wrong reading would turn into its opposite, or widen, comes first.
  if (explain_stray_comma(c) || explain_narrowing(c)) return;
  if (!mends_respelt(c) && !mends_swapped(c) && explain_meaning(c)) return;
  if (explain_word_order(c) || explain_missing_word(c) || explain_known_mistake(c)) return;
  if (explain_operators(c) || explain_by_trial(c) || explain_side_by_side(c)) return;
  explain_expected(c);
}

// A statement that ended too early may only have lost the indent of its next line.
void Diagnosis::report(DiagnosticSink& found, bool ended, const Statement& statement) {
  for (Diagnostic& diagnostic : found.diagnostics()) {
    if (ended && root_ == Root::statement) {
      open_ = true;
      open_codes_ = statement.codes;
      held_ = std::move(diagnostic);
    } else {
      sink_->add(std::move(diagnostic));
    }
  }
}

bool Diagnosis::continues(const Statement& statement, bool matched) {
  const bool certain = goes_on(statement.codes.front());
  if (!certain && (matched || statement.fault.kind != Fault::Kind::none)) return false;
  std::vector<Code> together = open_codes_;
  if (together.size() + statement.codes.size() > kMaxTrialWords) return false;
  together.insert(together.end(), statement.codes.begin(), statement.codes.end());
  Expected expected;
  Match match;
  match.expected = &expected;
  const bool complete = match_words(together, root_, match);
  const bool unfinished = !complete && expected.at == together.size();
  if (!certain && !complete && !unfinished) return false;
  report_lost_indent(statement);
  open_ = !complete;
  open_codes_ = std::move(together);
  return true;
}

// One error for all lines that lost their indent; its fix indents them all.
void Diagnosis::report_lost_indent(const Statement& statement) {
  const Extent first = statement.words.front();
  if (held_) {
    Diagnostic& lost = sink_->report<DiagnosticCode::lost_indent>({source_, first.begin, first.end},
                                                                  text_.substr(first.begin, first.end - first.begin));
    lost.help = "begin the line with two blanks";
    lost.fixes.push_back({"indent the line", {}, false});
    held_.reset();
  }
  sink_->diagnostics().back().fixes.front().edits.push_back({{source_, first.begin, first.begin}, "  "});
}

void Diagnosis::finish() {
  if (held_) sink_->add(std::move(*held_));
  held_.reset();
  open_ = false;
}

}  // namespace doorward::words
