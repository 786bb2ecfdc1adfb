// Source places of a module: spans are collected while policies are lowered and turned into lines, columns and short
// texts in one pass over each source, so that a source of one long line costs no more than any other.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "doorward/grammar/source.h"
#include "ir.h"

namespace doorward::backend {

class Places {
 public:
  explicit Places(const SourceMap& sources) : sources_(sources) {}

  PlaceIndex add(const Span& span);
  /// Call once, when all spans are there.
  void resolve(StringPool& strings);
  /// Line 0 where the span lies in no source.
  const bytecode::DebugPlace& operator[](PlaceIndex place) const { return resolved_[place]; }

 private:
  const SourceMap& sources_;
  std::vector<Span> spans_;
  std::vector<bytecode::DebugPlace> resolved_;
};

/// `text` without comments and line ends, blanks run together, cut after about `limit` bytes at a character.
std::string one_line(std::string_view text, std::size_t limit);

}  // namespace doorward::backend
