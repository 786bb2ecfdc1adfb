// Lines of the canonical form: which pieces share a line, where comments stand, how declarations are aligned.
// Private to the grammar layer.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "writer.h"

namespace doorward::writing {

inline constexpr std::size_t kLineWidth = 100;
inline constexpr std::size_t kIndent = 2;

/// A piece with the comments that belong to it.
struct Placed {
  Piece piece;
  std::vector<std::string> before;  // on lines of their own
  std::string behind;               // on its line
};

/// Pieces that share a line when they fit.
struct Section {
  std::vector<Placed> pieces;
  bool joinable = true;
};

/// A statement before it is broken into lines. A declaration has three texts that are aligned with its neighbours'.
struct Block {
  std::vector<Section> sections;
  bool blank_before = false;  // the source has an empty line here
  bool aligned = false;       // one section of one piece: kind, name, and the words behind `=`
  std::string kind;
  std::string name;
};

/// The text of all blocks and of the comments behind the last.
std::string lay_out(const std::vector<Block>& blocks, const std::vector<std::string>& rest, bool blank_before_rest);

/// The words on as many lines as they need.
std::string wrapped(const Words& words, std::size_t indent, std::size_t hanging);
std::string joined(const Words& words);

}  // namespace doorward::writing
