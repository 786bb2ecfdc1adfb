#include "doorward/io/csv_rows.h"

#include <algorithm>

namespace doorward {

namespace {

/// The end of the line that begins at `at`, behind its line feed.
std::size_t end_of_line(std::string_view text, std::size_t at) noexcept {
  const std::size_t end = text.find('\n', at);
  return end == std::string_view::npos ? text.size() : end + 1;
}

/// How often each of `separators` stands in the row at `at`, outside quotes.
char most_frequent(std::string_view text, std::size_t at, std::string_view separators) noexcept {
  std::size_t counts[3]{};
  bool quoted = false;
  for (; at < text.size() && (quoted || text[at] != '\n'); ++at) {
    if (text[at] == '"') quoted = !quoted;
    const std::size_t kind = separators.find(text[at]);
    if (!quoted && kind != std::string_view::npos) ++counts[kind];
  }
  return separators[static_cast<std::size_t>(std::max_element(counts, counts + 3) - counts)];
}

}  // namespace

CsvLayout find_csv_layout(std::string_view text) {
  CsvLayout layout;
  for (;;) {
    while (layout.begin < text.size() && (text[layout.begin] == '\n' || text[layout.begin] == '\r')) ++layout.begin;
    const std::string_view rest = text.substr(layout.begin);
    if (rest.starts_with("sep=") && rest.size() > 4) {
      layout.separator = rest[4];
      layout.begin = end_of_line(text, layout.begin);
      return layout;
    }
    if (!rest.starts_with('#')) break;
    layout.begin = end_of_line(text, layout.begin);
  }
  layout.separator = most_frequent(text, layout.begin, ",;\t");
  return layout;
}

bool CsvRows::next(std::vector<std::string>& cells, bool& fault) {
  for (;;) {
    while (at_ < text_.size() && (text_[at_] == '\n' || text_[at_] == '\r')) ++at_;
    if (at_ == text_.size()) return false;
    fault = !row(cells);
    if (fault || std::any_of(cells.begin(), cells.end(), [](const std::string& cell) { return !cell.empty(); })) break;
  }
  const std::size_t begin = starts_.front();
  const std::string_view passed = text_.substr(counted_, begin - counted_);
  line_ += static_cast<std::uint64_t>(std::count(passed.begin(), passed.end(), '\n'));
  counted_ = begin;
  if (!fault) return true;
  // The rest of the line belongs to it.
  starts_.assign(1, starts_.back());
  at_ = end_of_line(text_, at_);
  return true;
}

bool CsvRows::row(std::vector<std::string>& cells) {
  cells.clear();
  starts_.clear();
  do {
    cells.emplace_back();
    starts_.push_back(at_);
    if (!cell(cells.back())) return false;
  } while (take(separator_));
  take('\r');
  return at_ == text_.size() || take('\n');
}

bool CsvRows::take(char wanted) {
  if (at_ >= text_.size() || text_[at_] != wanted) return false;
  ++at_;
  return true;
}

bool CsvRows::cell(std::string& out) {
  if (!take('"')) {
    std::size_t end = at_;
    while (end < text_.size() && text_[end] != separator_ && text_[end] != '\r' && text_[end] != '\n') ++end;
    out = text_.substr(at_, end - at_);
    at_ = end;
    return true;
  }
  for (;;) {
    const std::size_t quote = text_.find('"', at_);
    if (quote == std::string_view::npos) {
      at_ = text_.size();
      return false;
    }
    out += text_.substr(at_, quote - at_);
    at_ = quote + 1;
    if (!take('"')) return true;
    out += '"';
  }
}

std::string_view trimmed(std::string_view text) noexcept {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::string csv_cell(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + '"';
}

}  // namespace doorward
