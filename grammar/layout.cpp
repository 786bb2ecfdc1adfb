#include "layout.h"

#include <algorithm>

namespace doorward::writing {
namespace {

// Columns of UTF-8: what matters is that it is the same every time.
std::size_t columns(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string blanks(std::size_t count) { return std::string(count, ' '); }

void append_behind(std::string& line, const std::string& comment, std::size_t column) {
  if (comment.empty()) return;
  const std::size_t begin = line.rfind('\n') == std::string::npos ? 0 : line.rfind('\n') + 1;
  const std::size_t width = columns(std::string_view(line).substr(begin));
  line += blanks(width + kIndent < column ? column - width : kIndent) + comment;
}

std::string joined(const Section& section) {
  Words all;
  for (const Placed& placed : section.pieces)
    all.insert(all.end(), placed.piece.words.begin(), placed.piece.words.end());
  return writing::joined(all);
}

bool shares_line(const Section& section, std::size_t indent) {
  if (!section.joinable && section.pieces.size() > 1) return false;
  for (std::size_t i = 0; i < section.pieces.size(); ++i) {
    const Placed& placed = section.pieces[i];
    const bool last = i + 1 == section.pieces.size();
    if ((i > 0 && !placed.before.empty()) || (!last && !placed.behind.empty())) return false;
    if (placed.piece.alone && section.pieces.size() > 1) return false;
  }
  return indent + columns(joined(section)) <= kLineWidth;
}

void append_comments(std::string& out, const std::vector<std::string>& comments, std::size_t indent) {
  for (const std::string& comment : comments) out += blanks(indent) + comment + '\n';
}

// Whether `next` stands on the line of the piece before it.
bool goes_on(const Placed& placed, const Placed& next, std::size_t indent) {
  if (!next.piece.follows || !placed.behind.empty() || !next.before.empty()) return false;
  const std::size_t width = columns(writing::joined(placed.piece.words)) + columns(writing::joined(next.piece.words));
  return indent + width + 1 <= kLineWidth;
}

std::string lines_of(const Section& section, std::size_t indent) {
  std::string out;
  append_comments(out, section.pieces.front().before, indent);
  if (shares_line(section, indent)) {
    std::string line = blanks(indent) + joined(section);
    append_behind(line, section.pieces.back().behind, 0);
    return out + line + '\n';
  }
  for (std::size_t i = 0; i < section.pieces.size(); ++i) {
    const std::size_t at = i == 0 ? indent : kIndent;
    if (i > 0) append_comments(out, section.pieces[i].before, at);
    Words words = section.pieces[i].piece.words;
    if (i + 1 < section.pieces.size() && goes_on(section.pieces[i], section.pieces[i + 1], at)) {
      const Words& more = section.pieces[++i].piece.words;
      words.insert(words.end(), more.begin(), more.end());
    }
    std::string lines = wrapped(words, at, kIndent + (at == 0 ? 0 : kIndent));
    append_behind(lines, section.pieces[i].behind, 0);
    out += lines + '\n';
  }
  return out;
}

std::string lines_of(const Block& block) {
  std::string out;
  for (std::size_t i = 0; i < block.sections.size(); ++i) out += lines_of(block.sections[i], i == 0 ? 0 : kIndent);
  return out;
}

// Neighbouring declarations: same columns for names, `=` and comments.
void append_aligned(std::string& out, std::vector<Block>::const_iterator first,
                    std::vector<Block>::const_iterator last) {
  constexpr std::size_t kWidest = 40;
  std::size_t kinds = 0;
  std::size_t names = 0;
  for (auto block = first; block != last; ++block) {
    kinds = std::max(kinds, columns(block->kind));
    if (columns(block->name) <= kWidest) names = std::max(names, columns(block->name));
  }
  std::vector<std::string> lines;
  std::size_t behind = 0;
  for (auto block = first; block != last; ++block) {
    const std::size_t gap = names > columns(block->name) ? names - columns(block->name) : 0;
    Words words{block->kind + blanks(kinds - columns(block->kind)), block->name + blanks(gap), "="};
    const Placed& placed = block->sections.front().pieces.front();
    words.insert(words.end(), placed.piece.words.begin(), placed.piece.words.end());
    lines.push_back(wrapped(words, 0, kIndent));
    const bool single = lines.back().find('\n') == std::string::npos;
    if (single && !placed.behind.empty()) behind = std::max(behind, columns(lines.back()) + kIndent);
  }
  for (auto block = first; block != last; ++block) {
    const Placed& placed = block->sections.front().pieces.front();
    std::string& line = lines[static_cast<std::size_t>(block - first)];
    append_comments(out, placed.before, 0);
    append_behind(line, placed.behind, line.find('\n') == std::string::npos ? behind : 0);
    out += line + '\n';
  }
}

bool takes_lines(const Block& block) {
  if (block.aligned) return false;
  const std::string text = lines_of(block);
  const std::size_t comments = block.sections.front().pieces.front().before.size();
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) > comments + 1;
}

}  // namespace

std::string joined(const Words& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

std::string wrapped(const Words& words, std::size_t indent, std::size_t hanging) {
  std::string text = blanks(indent);
  std::size_t width = indent;
  bool first = true;
  for (const std::string& word : words) {
    const std::size_t wide = columns(word);
    if (!first && width + 1 + wide > kLineWidth) {
      text += '\n' + blanks(hanging);
      width = hanging;
    } else if (!first) {
      text += ' ';
      ++width;
    }
    text += word;
    width += wide;
    first = false;
  }
  return text;
}

std::string lay_out(const std::vector<Block>& blocks, const std::vector<std::string>& rest, bool blank_before_rest) {
  std::string out;
  bool tall_before = false;
  for (auto block = blocks.cbegin(); block != blocks.cend();) {
    const bool tall = takes_lines(*block);
    if (!out.empty() && (block->blank_before || tall || tall_before)) out += '\n';
    tall_before = tall;
    if (!block->aligned) {
      out += lines_of(*block);
      ++block;
      continue;
    }
    auto last = block + 1;
    while (last != blocks.cend() && last->aligned && !last->blank_before) ++last;
    append_aligned(out, block, last);
    block = last;
  }
  if (!out.empty() && !rest.empty() && blank_before_rest) out += '\n';
  append_comments(out, rest, 0);
  return out;
}

}  // namespace doorward::writing
