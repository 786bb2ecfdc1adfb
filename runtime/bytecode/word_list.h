// Words joined by commas, of which only the first few are kept. Private to the bytecode layer.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace doorward::bytecode {

class WordList {
 public:
  void add(std::string_view word) {
    if (full()) {
      ++more_;
      return;
    }
    if (count_++ != 0) text_ += ", ";
    text_ += word;
  }
  /// Adds `phrase(item)` for each item, and only counts those that are not shown: a list that many policies refer to
  /// is not walked for each of them.
  template <class Range, class Phrase>
  void add_each(const Range& items, Phrase phrase) {
    std::size_t left = items.size();
    for (const auto& item : items) {
      if (full()) break;
      add(phrase(item));
      --left;
    }
    more_ += left;
  }
  std::string join(std::string_view nothing) const {
    if (count_ == 0) return std::string(nothing);
    return more_ == 0 ? text_ : text_ + " and " + std::to_string(more_) + " more";
  }

 private:
  bool full() const { return count_ == kShown; }

  static constexpr std::size_t kShown = 12;
  std::string text_;
  std::size_t count_ = 0;
  std::size_t more_ = 0;
};

}  // namespace doorward::bytecode
