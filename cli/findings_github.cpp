// https://docs.github.com/actions/reference/workflow-commands: `::warning file=…,line=…::message`.
#include <fmt/format.h>

#include "finding_place.h"
#include "findings_report.h"

namespace doorward::cli {
namespace {

std::string escaped(std::string_view text, bool property) {
  std::string out;
  for (const char c : text) {
    if (c == '%') {
      out += "%25";
    } else if (c == '\r') {
      out += "%0D";
    } else if (c == '\n') {
      out += "%0A";
    } else if (property && c == ':') {
      out += "%3A";
    } else if (property && c == ',') {
      out += "%2C";
    } else {
      out += c;
    }
  }
  return out;
}

std::string_view command(Severity severity) {
  if (severity == Severity::error) return "error";
  return severity == Severity::warning ? "warning" : "notice";
}

}  // namespace

std::string findings_github(const Sources& sources) {
  std::string out;
  for (const Diagnostic& diagnostic : sources.sink.diagnostics()) {
    out += fmt::format("::{} ", command(diagnostic.severity));
    if (const auto place = place_of(sources.map, diagnostic.span)) {
      out += fmt::format("file={},line={},col={},", escaped(place->file, true), place->begin.line, place->begin.column);
      if (place->end.line == place->begin.line) {
        out += fmt::format("endLine={},endColumn={},", place->end.line, place->end.column);
      }
    }
    std::string text = diagnostic.message;
    if (!diagnostic.help.empty()) text += "\nhelp: " + diagnostic.help;
    out += fmt::format("title={}::{}\n", row_of(diagnostic.code).id, escaped(text, false));
  }
  return out;
}

}  // namespace doorward::cli
