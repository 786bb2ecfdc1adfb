// Source texts and places in them. Every stage names places as byte ranges; lines and columns are computed
// only when somebody reads them. Must not know what the text says.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace doorward {

/// A source of a SourceMap, in the order in which they were added.
using SourceId = std::uint32_t;

/// Bytes `begin` (inclusive) to `end` (exclusive) of one source.
struct Span {
  SourceId source = 0;      // whose bytes
  std::uint32_t begin = 0;  // the first byte
  std::uint32_t end = 0;    // behind the last byte
  friend bool operator==(const Span&, const Span&) = default;
};

/// One-based; the column counts code points, so that it is what an editor shows.
struct Position {
  std::uint32_t line = 1;    // from 1
  std::uint32_t column = 1;  // from 1
};

/// The first place of a file that could not be decoded. The text holds U+FFFD there.
struct InvalidBytes {
  std::size_t file_offset = 0;    // in the bytes of the file
  std::uint8_t byte = 0;          // that stands there
  std::uint32_t text_offset = 0;  // in the text kept
};

/// Owns the texts of one compilation. References to texts stay valid as sources are added. Not thread-safe.
class SourceMap {
 public:
  /// Adds `bytes` under `name` (what messages call it). A UTF-8 or UTF-16 byte order mark is removed and
  /// UTF-16 is converted, so that spans always count bytes of the UTF-8 text kept here.
  SourceId add(std::string name, std::string bytes);

  /// What messages call the source.
  std::string_view name(SourceId id) const { return sources_[id].name; }
  /// Where the file was not UTF-8 (or broken UTF-16); parse() reports it.
  const std::optional<InvalidBytes>& invalid(SourceId id) const { return sources_[id].invalid; }
  /// The text as UTF-8; of a span its part.
  std::string_view text(SourceId id) const { return sources_[id].text; }
  /// The text as UTF-8; of a span its part.
  std::string_view text(const Span& span) const { return text(span.source).substr(span.begin, span.end - span.begin); }
  /// The line and column of a byte.
  Position position(SourceId id, std::uint32_t offset) const;
  /// The whole line that holds `offset`, without its line end.
  std::string_view line_at(SourceId id, std::uint32_t offset) const;
  /// How many sources there are.
  std::size_t size() const { return sources_.size(); }

 private:
  struct Source {
    std::string name;
    std::string text;
    std::vector<std::uint32_t> line_starts;
    std::optional<InvalidBytes> invalid;
  };
  std::deque<Source> sources_;
};

}  // namespace doorward
