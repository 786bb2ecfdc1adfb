// Hash-consing: equal values get one index, in the order of their first use, so that the same model always gives the
// same indices. Must not know what it holds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

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
  std::size_t value() const noexcept { return state_; }

 private:
  std::uint64_t state_ = 0x243f6a8885a308d3U;
};

/// T has operator== and `void mix(HashMix&) const`.
template <class T>
class Interner {
 public:
  std::uint32_t intern(T value) {
    const auto [place, added] = index_.try_emplace(std::move(value), size());
    if (added) rows_.push_back(&place->first);
    return place->second;
  }
  /// The index of an equal value that is there already.
  std::optional<std::uint32_t> find(const T& value) const {
    const auto place = index_.find(value);
    return place == index_.end() ? std::nullopt : std::optional(place->second);
  }
  const T& operator[](std::uint32_t index) const { return *rows_[index]; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(rows_.size()); }

 private:
  struct Hash {
    std::size_t operator()(const T& value) const {
      HashMix mix;
      value.mix(mix);
      return mix.value();
    }
  };
  std::unordered_map<T, std::uint32_t, Hash> index_;
  std::vector<const T*> rows_;  // the keys of index_, which never move
};

class StringPool {
 public:
  StringPool() { intern({}); }
  std::uint32_t intern(std::string_view text) {
    const auto found = index_.find(text);
    if (found != index_.end()) return found->second;
    const auto place = index_.emplace(std::string(text), size()).first;
    rows_.push_back(&place->first);
    return place->second;
  }
  /// The index of an equal text that is there already.
  std::optional<std::uint32_t> find(std::string_view text) const {
    const auto place = index_.find(text);
    return place == index_.end() ? std::nullopt : std::optional(place->second);
  }
  const std::string& operator[](std::uint32_t index) const { return *rows_[index]; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(rows_.size()); }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> index_;
  std::vector<const std::string*> rows_;
};

}  // namespace doorward::backend
