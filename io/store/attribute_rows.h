// Attributes of a user, gathered from rows that come by name and position. Private to the store.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "doorward/runtime/sign_in.h"

namespace doorward {

class AttributeTexts {
 public:
  void clear() noexcept {
    texts_.clear();
    values_.clear();
  }
  void add(std::string_view name, std::string_view value, bool collection);
  /// Writes them to `user`, as views that hold until clear().
  void write_to(UserSignals& user) const;

 private:
  struct Value {
    std::size_t name;  // in texts_, and its value behind it
    bool collection;
  };
  std::vector<std::string> texts_;
  std::vector<Value> values_;
};

}  // namespace doorward
