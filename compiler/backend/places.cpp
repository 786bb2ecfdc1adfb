#include "places.h"

#include <algorithm>
#include <tuple>

namespace doorward::backend {
namespace {

constexpr std::size_t kShownBytes = 160;
constexpr std::string_view kEllipsis = "…";

bool is_continuation(char c) noexcept { return (static_cast<unsigned char>(c) & 0xc0U) == 0x80; }

/// Line and column, moved forward through one text.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}
  void move_to(std::size_t offset) {
    for (; at_ < offset; ++at_) {
      if (text_[at_] == '\n') {
        ++line_;
        column_ = 1;
      } else if (!is_continuation(text_[at_])) {
        ++column_;
      }
    }
  }
  std::uint32_t line() const { return line_; }
  std::uint32_t column() const { return column_; }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1;
  std::uint32_t column_ = 1;
};

}  // namespace

std::string one_line(std::string_view text, std::size_t limit) {
  std::string line;
  bool blank = false;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '#' && !quoted) {
      while (i + 1 < text.size() && text[i + 1] != '\n') ++i;
      continue;
    }
    if (static_cast<unsigned char>(c) <= 0x20 || c == 0x7f) {
      blank = !line.empty();
      continue;
    }
    if (line.size() + (blank ? 1 : 0) >= limit && !is_continuation(c)) return line.append(kEllipsis);
    if (blank) line += ' ';
    blank = false;
    if (c == '"') quoted = !quoted;
    if (c == '\\' && quoted && i + 1 < text.size() && !is_continuation(text[i + 1])) line += text[i++];
    line += text[i];
  }
  return line;
}

PlaceIndex Places::add(const Span& span) {
  if (!spans_.empty() && spans_.back() == span) return static_cast<PlaceIndex>(spans_.size() - 1);
  spans_.push_back(span);
  return static_cast<PlaceIndex>(spans_.size() - 1);
}

void Places::resolve(StringPool& strings) {
  resolved_.assign(spans_.size(), {});
  // Sorted with their keys beside them: there are millions, and looking each up would take most of the time.
  struct Place {
    std::uint64_t key;
    PlaceIndex index;
  };
  std::vector<Place> order(spans_.size());
  for (PlaceIndex i = 0; i < order.size(); ++i) {
    order[i] = {std::uint64_t{spans_[i].source} << 32U | spans_[i].begin, i};
  }
  std::sort(order.begin(), order.end(),
            [](const Place& a, const Place& b) { return std::tie(a.key, a.index) < std::tie(b.key, b.index); });
  for (std::size_t i = 0; i < order.size();) {
    const SourceId source = spans_[order[i].index].source;
    const std::string_view text = source < sources_.size() ? sources_.text(source) : std::string_view{};
    Reader reader(text);
    const StringIndex file = source < sources_.size() ? strings.intern(sources_.name(source)) : 0;
    for (; i < order.size() && order[i].key >> 32U == source; ++i) {
      const Span& span = spans_[order[i].index];
      if (source >= sources_.size() || span.begin > span.end || span.end > text.size()) continue;
      reader.move_to(span.begin);
      const std::string words = one_line(text.substr(span.begin, span.end - span.begin), kShownBytes);
      resolved_[order[i].index] = {file, reader.line(), reader.column(), strings.intern(words)};
    }
  }
}

}  // namespace doorward::backend
