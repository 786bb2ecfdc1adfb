#include "doorward/io/csv_rows.h"

#include <algorithm>

namespace doorward {

bool CsvRows::next(std::vector<std::string>& cells, bool& fault) {
  fault = false;
  while (at_ < text_.size() && (text_[at_] == '\n' || text_[at_] == '\r')) ++at_;
  if (at_ == text_.size()) return false;
  const std::string_view passed = text_.substr(counted_, at_ - counted_);
  line_ += static_cast<std::uint64_t>(std::count(passed.begin(), passed.end(), '\n'));
  counted_ = at_;
  cells.clear();
  do {
    cells.emplace_back();
    if (!cell(cells.back())) fault = true;
  } while (take(','));
  take('\r');
  if (at_ < text_.size() && !take('\n')) fault = true;
  return true;
}

bool CsvRows::take(char wanted) {
  if (at_ >= text_.size() || text_[at_] != wanted) return false;
  ++at_;
  return true;
}

bool CsvRows::cell(std::string& out) {
  if (!take('"')) {
    const std::size_t end = std::min(text_.find_first_of(",\r\n", at_), text_.size());
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

std::string csv_cell(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + '"';
}

}  // namespace doorward
