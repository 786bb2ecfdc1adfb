// Hash-consing: equal values get one index, in the order of their first use, so that the same model always gives the
// same indices. Values lie one behind the other, since a policy set may have millions of them. Must not know what it
// holds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "slot_table.h"

namespace doorward::backend {

/// Collects words into a hash. The same words give the same value, which never reaches a module.
class HashMix {
 public:
  void add(std::uint64_t word) noexcept {
    state_ = (state_ ^ word) * 0x9e3779b97f4a7c15U;
    state_ ^= state_ >> 29U;
  }
  void add_all(const std::vector<std::uint32_t>& words) noexcept {
    add(words.size());
    for (const std::uint32_t word : words) add(word);
  }
  std::uint64_t value() const noexcept { return state_; }

 private:
  std::uint64_t state_ = 0x243f6a8885a308d3U;
};

/// T has operator== and `void mix(HashMix&) const`. A reference to a value holds until the next one is interned.
template <class T>
class Interner {
 public:
  std::uint32_t intern(T value) {
    const std::uint64_t hash = hash_of(value);
    if (const auto index = find_with(hash, value)) return *index;
    slots_.add(hash, size());
    rows_.push_back(std::move(value));
    return size() - 1;
  }
  /// The index of an equal value that is there already.
  std::optional<std::uint32_t> find(const T& value) const { return find_with(hash_of(value), value); }
  const T& operator[](std::uint32_t index) const { return rows_[index]; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(rows_.size()); }

 private:
  static std::uint64_t hash_of(const T& value) {
    HashMix mix;
    value.mix(mix);
    return mix.value();
  }
  std::optional<std::uint32_t> find_with(std::uint64_t hash, const T& value) const {
    return slots_.find(hash, [&](std::uint32_t index) { return rows_[index] == value; });
  }

  std::vector<T> rows_;
  SlotTable slots_;
};

/// Texts, back to back. A view of a text holds until the next one is interned.
class StringPool {
 public:
  StringPool() { intern({}); }
  std::uint32_t intern(std::string_view text) {
    if (const auto index = find(text)) return *index;
    slots_.add(hash_of(text), size());
    rows_.push_back({bytes_.size(), text.size()});
    bytes_.append(text);
    return size() - 1;
  }
  /// The index of an equal text that is there already.
  std::optional<std::uint32_t> find(std::string_view text) const {
    return slots_.find(hash_of(text), [&](std::uint32_t index) { return (*this)[index] == text; });
  }
  std::string_view operator[](std::uint32_t index) const {
    return std::string_view(bytes_).substr(rows_[index].begin, rows_[index].size);
  }
  std::uint32_t size() const { return static_cast<std::uint32_t>(rows_.size()); }

 private:
  struct Row {
    std::size_t begin;
    std::size_t size;
  };
  static std::uint64_t hash_of(std::string_view text) { return std::hash<std::string_view>{}(text); }

  std::string bytes_;
  std::vector<Row> rows_;
  SlotTable slots_;
};

}  // namespace doorward::backend
