// The texts of one sign-in, copied from the caller. Blocks never move, so views into them stay good; clearing keeps
// them, so a sign-in that is filled again allocates nothing.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace doorward::c_api {

class TextStore {
 public:
  /// Copies `text`. Throws std::bad_alloc only, and then holds what it held.
  std::string_view keep(std::string_view text);
  /// Every view that was handed out is dead.
  void clear() noexcept;

 private:
  struct Block {
    std::unique_ptr<char[]> bytes;
    std::size_t size = 0;
  };
  std::vector<Block> blocks_;
  std::size_t current_ = 0;  // the block that is being filled
  std::size_t used_ = 0;     // of that block
};

}  // namespace doorward::c_api
