// Many short texts in one block of memory, named by 32-bit numbers; optionally each id only once. Private to io.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace doorward {

class TextPool {
 public:
  /// Names no text.
  static constexpr std::uint32_t kNone = UINT32_MAX;
  /// The pool holds less than this many bytes; add() then returns kNone.
  static constexpr std::size_t kMaxBytes = UINT32_MAX - 1;

  /// Appends a copy. Empty texts are kNone.
  std::uint32_t add(std::string_view text);
  /// The text called `text` by id equality, appended if it is new.
  std::uint32_t intern(std::string_view text);
  /// The interned text equal to `text`, or kNone.
  std::uint32_t find(std::string_view text) const noexcept;
  /// Empty for kNone. Holds until the next add or intern.
  std::string_view view(std::uint32_t text) const noexcept;
  bool is_full() const noexcept { return full_; }
  /// Forgets what is needed only to intern.
  void seal();

 private:
  std::size_t slot_of(std::string_view text) const noexcept;
  void grow();

  std::vector<char> bytes_;
  std::vector<std::uint32_t> slots_;
  std::size_t interned_ = 0;
  bool full_ = false;
};

}  // namespace doorward
