// Small tables from an id, compared as SEMANTICS.md §1 compares ids, to numbers. Built at load; look-up builds no
// strings.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "id_table.h"

namespace doorward::runtime {

class KeyIndex {
 public:
  struct Entry {
    bool is_guid = false;
    Guid guid;
    std::string text;  // lower case; empty for a GUID
    std::uint32_t value = 0;
  };

  void add(std::string_view id, std::uint32_t value);
  /// Call once, after the last `add`.
  void sort();
  /// The entries whose id is `key`.
  std::span<const Entry> find(const IdKey& key) const noexcept;

 private:
  std::vector<Entry> entries_;
};

}  // namespace doorward::runtime
