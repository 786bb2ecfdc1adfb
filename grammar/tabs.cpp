// Tabs between words: they count as blanks, and one message says so.
#include "diagnose.h"

namespace doorward::words {
namespace {

// A fix for more is mended by the formatter sooner than by edits.
constexpr std::size_t kMostEdits = 4096;

}  // namespace

void report_tabs(std::string_view text, SourceId source, std::uint32_t first, const std::vector<ast::Comment>& comments,
                 DiagnosticSink& sink) {
  Diagnostic& found = sink.report<doorward::Code::tab>({source, first, first + 1});
  found.help = "write blanks, as `doorward fmt` does";
  found.fixes.push_back({"write blanks for the tabs", {}, true});
  std::vector<Edit>& edits = found.fixes.back().edits;
  auto comment = comments.begin();
  bool quoted = false;
  bool begins_line = first == 0 || text[first - 1] == '\n';
  for (std::uint32_t at = first; at < text.size() && edits.size() < kMostEdits; ++at) {
    while (comment != comments.end() && comment->span.end <= at) ++comment;
    if (comment != comments.end() && comment->span.begin <= at) {
      at = comment->span.end - 1;
      continue;
    }
    const char c = text[at];
    if (quoted && c == '\\') {
      ++at;
    } else if (c == '"' || (quoted && c == '\n')) {
      quoted = !quoted;
    } else if (!quoted && c == '\t') {
      edits.push_back({{source, at, at + 1}, begins_line ? "  " : " "});
    }
    begins_line = c == '\n' || (begins_line && c == '\t');
  }
}

}  // namespace doorward::words
