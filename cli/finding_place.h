// Where a finding stands, as reports write it: the file as it was named, lines and columns from 1. Must not know formats.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "doorward/grammar/diagnostic.h"
#include "doorward/grammar/source.h"

namespace doorward::cli {

struct FindingPlace {
  std::string_view file;
  Position begin;
  Position end;
};

/// Nothing for a span outside every source.
std::optional<FindingPlace> place_of(const SourceMap& sources, const Span& span);

/// The hash of every line of `text` as GitHub's code scanning computes it (`primaryLocationLineHash`): from the first 100
/// characters that begin at the line, blanks left out, and how often the same hash occurred before. Line 1 is the first.
std::vector<std::string> line_hashes(std::string_view text);

/// What tells a finding from others after lines have moved.
class Fingerprints {
 public:
  explicit Fingerprints(const SourceMap& sources) : sources_(sources) {}

  /// The hash of the line that `span` begins in; empty outside every source.
  const std::string& line_hash(const Span& span);
  /// 16 hexadecimal digits of its code, its file and the text of its line, in JSON of the value; blanks do not count.
  std::string of(const Diagnostic& diagnostic);

 private:
  const SourceMap& sources_;
  std::map<SourceId, std::vector<std::string>> lines_;
};

}  // namespace doorward::cli
