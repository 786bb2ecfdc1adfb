#include "doorward/grammar/render.h"

#include <algorithm>
#include <string_view>

#include "lexer.h"

namespace doorward {
namespace {

constexpr std::size_t kTab = 4;
constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kRed = "\x1b[1;31m";
constexpr std::string_view kYellow = "\x1b[1;35m";
constexpr std::string_view kBlue = "\x1b[1;34m";
constexpr std::string_view kPlain = "\x1b[0m";

std::string paint(const RenderOptions& options, std::string_view colour, std::string_view text) {
  if (!options.colour) return std::string(text);
  return std::string(colour) + std::string(text) + std::string(kPlain);
}

bool is_wide(char32_t c) {
  return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) ||
         (c >= 0x1F300 && c <= 0x1FAFF);
}

bool combines(char32_t c) { return (c >= 0x0300 && c <= 0x036F) || (c >= 0x20D0 && c <= 0x20FF); }

// A character that would change the terminal or hide is shown as its number.
bool is_unsafe(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF || c == 0x00AD;
}

// One character of the line as it is shown.
struct Cell {
  std::string text;
  std::size_t columns = 1;
  std::size_t offset = 0;  // in the line
};

std::vector<Cell> cells_of(std::string_view line) {
  std::vector<Cell> cells;
  std::size_t column = 0;
  for (std::size_t i = 0; i < line.size();) {
    const words::CodePoint point = words::code_point_at(line, i);
    Cell cell{std::string(line.substr(i, point.length)), 1, i};
    if (point.value == '\t') {
      cell.columns = kTab - column % kTab;
      cell.text.assign(cell.columns, ' ');
    } else if (is_unsafe(point.value)) {
      cell.text = fmt::format("<U+{:04X}>", static_cast<std::uint32_t>(point.value));
      cell.columns = cell.text.size();
    } else {
      cell.columns = combines(point.value) ? 0 : is_wide(point.value) ? 2 : 1;
    }
    column += cell.columns;
    cells.push_back(std::move(cell));
    i += point.length;
  }
  return cells;
}

struct Snippet {
  std::string line;
  std::string marks;
};

// The cells that are shown: all of them, or a window around the place.
std::pair<std::size_t, std::size_t> window(const std::vector<Cell>& cells, std::size_t begin, std::size_t width) {
  std::size_t first = 0;
  if (cells.size() > width) {
    std::size_t at = 0;
    while (at < cells.size() && cells[at].offset < begin) ++at;
    first = at > width / 3 ? at - width / 3 : 0;
  }
  return {first, std::min(cells.size(), first + width)};
}

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

Snippet snippet_of(std::string_view line, std::size_t begin, std::size_t end, std::size_t width) {
  width = std::max<std::size_t>(width, 20);
  // Of a long line only what is near the place is looked at.
  const std::size_t reach = 8 * width;
  std::size_t from = begin > reach ? begin - reach : 0;
  std::size_t to = std::min(line.size(), begin + reach);
  while (from < std::min(begin, line.size()) && is_continuation(line[from])) ++from;
  while (to < line.size() && is_continuation(line[to])) ++to;
  const std::vector<Cell> cells = cells_of(line.substr(from, to - from));
  begin -= from;
  end -= std::min(end, from);
  const auto [first, last] = window(cells, begin, width);
  Snippet snippet;
  if (first > 0 || from > 0) snippet = {"… ", "  "};
  bool marked = false;
  for (std::size_t i = first; i < last; ++i) {
    const Cell& cell = cells[i];
    snippet.line += cell.text;
    const bool inside = cell.offset >= begin && cell.offset < std::max(end, begin + 1);
    for (std::size_t k = 0; k < cell.columns; ++k) {
      snippet.marks += !inside ? ' ' : marked ? '~' : '^';
      marked = marked || inside;
    }
  }
  if (!marked) snippet.marks += '^';
  if (last < cells.size() || to < line.size()) snippet.line += " …";
  while (!snippet.marks.empty() && snippet.marks.back() == ' ') snippet.marks.pop_back();
  return snippet;
}

void append_source(std::string& out, const SourceMap& sources, const Span& span, const RenderOptions& options,
                   std::string_view colour) {
  const std::string_view line = sources.line_at(span.source, span.begin);
  if (line.empty() && sources.text(span.source).empty()) return;
  const Position at = sources.position(span.source, span.begin);
  const std::size_t line_begin = static_cast<std::size_t>(line.data() - sources.text(span.source).data());
  const std::size_t begin = span.begin - line_begin;
  const std::size_t end = std::min<std::size_t>(span.end - line_begin, line.size());
  const Snippet snippet = snippet_of(line, begin, end, options.width);
  const std::string number = std::to_string(at.line);
  out += fmt::format("{:>4} | {}\n", number, snippet.line);
  out +=
      fmt::format("{:>{}} | {}\n", "", std::max<std::size_t>(4, number.size()), paint(options, colour, snippet.marks));
}

std::string place(const SourceMap& sources, const Span& span, std::string_view json_path) {
  const Position at = sources.position(span.source, span.begin);
  std::string text = fmt::format("{}:{}:{}:", sources.name(span.source), at.line, at.column);
  if (!json_path.empty()) text += fmt::format(" {}:", json_path);
  return text;
}

}  // namespace

std::string_view severity_word(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::note:
      return "note";
  }
  return "error";
}

std::string render(const SourceMap& sources, const Diagnostic& diagnostic, const RenderOptions& options) {
  if (diagnostic.span.source >= sources.size()) {
    std::string bare =
        fmt::format("{}[{}]: {}\n", severity_word(diagnostic.severity), row_of(diagnostic.code).id, diagnostic.message);
    if (!diagnostic.help.empty()) bare += fmt::format("help: {}\n", diagnostic.help);
    return bare;
  }
  const std::string_view colour = diagnostic.severity == Severity::error ? kRed : kYellow;
  const std::string label = fmt::format("{}[{}]:", severity_word(diagnostic.severity), row_of(diagnostic.code).id);
  std::string out =
      fmt::format("{} {} {}\n", paint(options, kBold, place(sources, diagnostic.span, diagnostic.json_path)),
                  paint(options, colour, label), paint(options, kBold, diagnostic.message));
  append_source(out, sources, diagnostic.span, options, colour);
  for (const Note& note : diagnostic.notes) {
    out += fmt::format("{} {} {}\n", place(sources, note.span, ""), paint(options, kBlue, "note:"), note.text);
    append_source(out, sources, note.span, options, kBlue);
  }
  if (!diagnostic.help.empty()) out += fmt::format("{} {}\n", paint(options, kBlue, "help:"), diagnostic.help);
  // One fix says what the help says; several are readings to choose from.
  if (diagnostic.fixes.size() > 1 || diagnostic.help.empty()) {
    for (const Fix& fix : diagnostic.fixes) {
      out += fmt::format("{} {}\n", paint(options, kBlue, diagnostic.help.empty() ? "help:" : "  fix:"), fix.title);
    }
  }
  return out;
}

}  // namespace doorward
