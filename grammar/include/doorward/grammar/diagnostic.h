// Errors and warnings as values: a stable code, a place, a text, notes and fixes. Stages report to a sink and go
// on; nobody prints here. Codes and texts are the rows of diagnostics.def and the files that it includes.
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "doorward/grammar/source.h"

namespace doorward {

/// How much a finding weighs: an error lets no module be made.
enum class Severity : std::uint8_t { error, warning, note };

enum class Code : std::uint16_t {
#define DW_DIAGNOSTIC(id, name, severity, text) name,
#include "doorward/grammar/diagnostics.def"
#undef DW_DIAGNOSTIC
};

/// A row of the tables of diagnostics.
struct CodeRow {
  Code code;              // the enumerator
  std::string_view id;    // `E1001`: what users and scripts see; never reused
  std::string_view name;  // the enumerator
  Severity severity;      // unless it is set otherwise
  std::string_view text;  // fmt format string
};

/// All rows, in the order of the table.
std::span<const CodeRow> diagnostic_codes() noexcept;
inline const CodeRow& row_of(Code code) noexcept { return diagnostic_codes()[static_cast<std::size_t>(code)]; }
/// The row of `E1001`, without ASCII case; nullptr when there is none.
const CodeRow* find_code(std::string_view id) noexcept;

template <Code C>
struct CodeText;
#define DW_DIAGNOSTIC(id, name, severity, text)    \
  template <>                                      \
  struct CodeText<Code::name> {                    \
    static constexpr std::string_view value{text}; \
  };
#include "doorward/grammar/diagnostics.def"
#undef DW_DIAGNOSTIC

/// Replaces the bytes of `span` by `text`; an empty span inserts.
struct Edit {
  Span span;         // what goes
  std::string text;  // what comes
};

/// One way to mend the fault. `safe` fixes keep every decision and are what `--fix` applies. A `guess` is one reading of
/// several, or puts in what nobody wrote: it is shown to a person to choose, and is never applied without one.
struct Fix {
  std::string title;        // what to type, as a person would say it
  std::vector<Edit> edits;  // made together
  bool safe = false;        // keeps every decision
  bool guess = false;       // a person chooses
};

/// A noun that was left out, as the grammar knows it. Who knows the names in scope adds them as fixes.
struct MissingNoun {
  /// What kind of noun belongs there.
  enum class Kind : std::uint8_t { subject, signed_in, person, machine, network, device, client, app, context, tenant };
  Kind kind{};          // of the noun
  Span at;              // where the noun is put: an empty span
  bool behind = false;  // behind the word before it; else before the word that follows
};

/// Bare names that stand side by side with nothing between them: `global administrator`, `Sales EMEA`. Who knows the
/// names in scope finds out whether they are one.
struct SideBySide {
  /// What belongs where they stand.
  enum class Place : std::uint8_t { name, person, network, device, platform, client, flow, level, target, control };
  /// Neighbours that would be correct as one name: positions in `words`, `end` exclusive.
  struct Run {
    std::size_t begin = 0;  // the first
    std::size_t end = 0;    // behind the last
  };
  std::vector<Span> words;  // all that stand side by side
  std::vector<Run> runs;    // the longest first
  Place place{};            // of all
};

/// A further place that helps to understand the message ("first declared here").
struct Note {
  Span span;         // the further place
  std::string text;  // what is there
};

/// One finding.
struct Diagnostic {
  Code code{};                          // its row
  Severity severity = Severity::error;  // its weight
  Span span;                            // where
  std::string message;                  // one line, lower case, without final period
  std::string json_path;                // for Graph JSON: `$.conditions.users.includeUsers[0]`; empty for Ward
  std::string help;                     // what to type; empty when a fix says it
  std::vector<Note> notes;              // further places
  std::vector<Fix> fixes;               // the best first
  std::optional<MissingNoun> missing;   // a noun that was left out, if that is the fault
  std::optional<SideBySide> names;      // names that may be one, if that is the fault
};

/// Collects what the stages report, in order. Not thread-safe.
class DiagnosticSink {
 public:
  /// Reports with the text of the code's row. The arguments are checked against it at compile time.
  template <Code C, class... Args>
  Diagnostic& report(Span span, Args&&... args) {
    Diagnostic diagnostic;
    diagnostic.code = C;
    diagnostic.severity = row_of(C).severity;
    diagnostic.span = span;
    diagnostic.message = fmt::format(FMT_STRING(CodeText<C>::value), std::forward<Args>(args)...);
    return add(std::move(diagnostic));
  }
  /// Takes a finding that was put together elsewhere.
  Diagnostic& add(Diagnostic diagnostic) {
    if (diagnostic.severity == Severity::error) ++errors_;
    diagnostics_.push_back(std::move(diagnostic));
    return diagnostics_.back();
  }
  /// Whether one of the findings is an error.
  bool has_errors() const { return errors_ != 0; }
  /// How many of the findings are errors.
  std::size_t errors() const { return errors_; }
  /// In the order in which they were reported.
  const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }
  /// To be put into another order, or given fixes.
  std::vector<Diagnostic>& diagnostics() { return diagnostics_; }

 private:
  std::vector<Diagnostic> diagnostics_;
  std::size_t errors_ = 0;
};

}  // namespace doorward
