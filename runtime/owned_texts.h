// Copies of texts that stay where they are: what principals and devices keep of the sign-ins that they were made from.
#pragma once

#include <deque>
#include <string>
#include <string_view>

namespace doorward::runtime {

class OwnedTexts {
 public:
  /// Makes `view` one of a copy.
  void own(std::string_view& view) {
    if (!view.empty()) view = texts_.emplace_back(view);
  }

 private:
  std::deque<std::string> texts_;  // does not move its elements
};

}  // namespace doorward::runtime
