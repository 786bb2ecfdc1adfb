// Commas that list nothing: at the end of a list that goes on with a phrase, an effect or nothing at all.
#include "case.h"

namespace doorward::words {
namespace {

bool stray(const Case& c, std::size_t i) {
  if (c.code(i) != kComma || c.size() < 2) return false;
  if (!c.mends_replacing(i, i + 1, {})) return false;
  Diagnostic& found = c.sink.report<DiagnosticCode::stray_comma>(c.span(i));
  found.help = "take the comma out";
  found.fixes.push_back({found.help, {c.remove(i)}, false});
  return true;
}

}  // namespace

bool explain_stray_comma(const Case& c) { return stray(c, c.at()) || (c.at() > 0 && stray(c, c.at() - 1)); }

}  // namespace doorward::words
