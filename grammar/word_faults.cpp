// What is wrong with a word before any rule has seen it, and with a statement beyond the bounds.
#include <algorithm>
#include <array>
#include <cstring>

#include "case.h"
#include "diagnose.h"
#include "doorward/grammar/parse.h"
#include "lexer.h"
#include "shape.h"
#include "strange_word.h"

namespace doorward::words {
namespace {

constexpr std::size_t kShown = 40;

Span span_of(SourceId source, Extent at) { return {source, at.begin, at.end}; }

void report_open_string(std::string_view text, Span at, DiagnosticSink& sink) {
  const std::string_view all = text.substr(at.begin, at.end - at.begin);
  std::size_t length = std::min(all.size(), kShown);
  while (length < all.size() && (static_cast<unsigned char>(all[length]) & 0xC0U) == 0x80U) --length;
  Diagnostic& found = sink.report<DiagnosticCode::string_not_closed>(
      {at.source, at.begin, at.begin + 1}, std::string(all.substr(0, length)) + (length < all.size() ? "…" : ""));
  found.help = "close it with `\"`; a text stands on one line";
  found.fixes.push_back({"close it at the end of the line", {{{at.source, at.end, at.end}, "\""}}, false});
}

void report_bad_escape(std::string_view text, Span at, DiagnosticSink& sink) {
  Diagnostic& found = sink.report<DiagnosticCode::bad_escape>(at, text.substr(at.begin, at.end - at.begin));
  found.help = "write `\\\\` for a backslash and `\\\"` for a quotation mark";
  found.fixes.push_back({"write `\\\\`", {{{at.source, at.begin, at.begin + 1}, "\\\\"}}, false});
}

}  // namespace

void report_hidden_character(std::string_view text, Span at, DiagnosticSink& sink) {
  const CodePoint point = code_point_at(text, at.begin);
  Diagnostic& found = sink.report<DiagnosticCode::hidden_character>(
      at, fmt::format("U+{:04X}", static_cast<std::uint32_t>(point.value)));
  found.help = "take it out";
  found.fixes.push_back({"take it out", {{at, ""}}, false});
}

bool explain_fault(const Statement& statement, std::string_view text, SourceId source, DiagnosticSink& sink) {
  const Span at = span_of(source, statement.fault.at);
  using Kind = Fault::Kind;
  switch (statement.fault.kind) {
    case Kind::none:
      return false;
    case Kind::shapeless:
      explain_strange_word(text, at, sink);
      break;
    case Kind::open_string:
      report_open_string(text, at, sink);
      break;
    case Kind::bad_escape:
      report_bad_escape(text, at, sink);
      break;
    case Kind::hidden_letter:
      report_hidden_character(text, at, sink);
      break;
    case Kind::too_many_words:
      sink.report<DiagnosticCode::too_many_words>(at, kMaxWords).help =
          "split it: declare parts by names of their own, and join those, such as `network offices = north, south`";
      break;
    case Kind::too_deep:
      sink.report<DiagnosticCode::too_deep>(at, kMaxNesting).help =
          "declare parts of it by name, such as `device kiosk = …`";
      break;
    case Kind::indented: {
      const Extent first = statement.words.front();
      Diagnostic& found = sink.report<DiagnosticCode::indented_statement>(
          span_of(source, first), text.substr(first.begin, first.end - first.begin));
      found.help = "begin the line in column 1";
      std::uint32_t line = first.begin;
      while (line > 0 && text[line - 1] != '\n') --line;
      found.fixes.push_back({"take the indent away", {{{source, line, first.begin}, ""}}, false});
      break;
    }
    case Kind::reported:
      break;
  }
  return true;
}

}  // namespace doorward::words
