#include "doorward/grammar/source.h"

#include <algorithm>

#include "encoding.h"

namespace doorward {

SourceId SourceMap::add(std::string name, std::string bytes) {
  Source source{std::move(name), {}, {0}, {}};
  source.text = to_utf8(std::move(bytes), source.invalid);
  for (std::size_t i = source.text.find('\n'); i != std::string::npos; i = source.text.find('\n', i + 1)) {
    source.line_starts.push_back(static_cast<std::uint32_t>(i + 1));
  }
  sources_.push_back(std::move(source));
  return static_cast<SourceId>(sources_.size() - 1);
}

Position SourceMap::position(SourceId id, std::uint32_t offset) const {
  const Source& source = sources_[id];
  const auto after = std::upper_bound(source.line_starts.begin(), source.line_starts.end(), offset);
  const auto line = static_cast<std::uint32_t>(after - source.line_starts.begin());
  std::uint32_t column = 1;
  for (std::uint32_t i = source.line_starts[line - 1]; i < offset && i < source.text.size(); ++i) {
    if ((static_cast<unsigned char>(source.text[i]) & 0xC0U) != 0x80U) ++column;
  }
  return {line, column};
}

std::string_view SourceMap::line_at(SourceId id, std::uint32_t offset) const {
  const std::string_view text = sources_[id].text;
  const Position at = position(id, offset);
  const std::size_t begin = sources_[id].line_starts[at.line - 1];
  std::size_t end = text.find('\n', begin);
  if (end == std::string_view::npos) end = text.size();
  if (end > begin && text[end - 1] == '\r') --end;
  return text.substr(begin, end - begin);
}

}  // namespace doorward
