// Lists of the syntax tree, and the memory that they and other parts of it lie in. A tree is built once and then read,
// so its nodes have no destructors and its memory is given back as a whole. Must not know what the nodes are.
#pragma once

#include <cstddef>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>
#include <vector>

namespace doorward::ast {

/// A list that does not change, in the memory of the File or Question that it belongs to.
template <class T>
class List {
 public:
  constexpr List() = default;
  constexpr List(const T* first, std::size_t size) : first_(first), size_(size) {}

  const T* begin() const { return first_; }
  const T* end() const { return first_ + size_; }
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  const T& front() const { return *first_; }
  const T& back() const { return first_[size_ - 1]; }
  const T& operator[](std::size_t i) const { return first_[i]; }

 private:
  const T* first_ = nullptr;
  std::size_t size_ = 0;
};

/// Memory that only grows, and ends with its owner. Not thread-safe.
class Arena {
 public:
  Arena() = default;
  Arena(Arena&& other) noexcept { *this = std::move(other); }
  Arena& operator=(Arena&& other) noexcept {
    blocks_ = std::move(other.blocks_);
    free_ = std::exchange(other.free_, nullptr);
    left_ = std::exchange(other.left_, 0);
    return *this;
  }
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  /// Room for `count` nodes that the caller constructs.
  template <class T>
  T* room(std::size_t count) {
    static_assert(std::is_trivially_destructible_v<T> && alignof(T) <= kAlign);
    return reinterpret_cast<T*>(take((count * sizeof(T) + kAlign - 1) / kAlign * kAlign));
  }
  template <class T>
  const T* keep(const T& node) {
    return new (room<T>(1)) T(node);
  }

 private:
  static constexpr std::size_t kAlign = alignof(void*);
  struct Free {
    void operator()(void* block) const noexcept;
  };

  std::byte* take(std::size_t bytes) {
    if (bytes > left_) grow(bytes);
    std::byte* taken = free_;
    free_ += bytes;
    left_ -= bytes;
    return taken;
  }
  void grow(std::size_t bytes);

  std::vector<std::unique_ptr<void, Free>> blocks_;
  std::byte* free_ = nullptr;
  std::size_t left_ = 0;
};

/// A list that grows at its end and whose items stay where they are, in the memory of an Arena.
template <class T>
class Sequence {
 public:
  class Iterator {
   public:
    using value_type = T;
    using difference_type = std::ptrdiff_t;
    Iterator() = default;
    Iterator(const Sequence* list, std::size_t at) : list_(list), at_(at) {}
    const T& operator*() const { return (*list_)[at_]; }
    const T* operator->() const { return &(*list_)[at_]; }
    Iterator& operator++() {
      ++at_;
      return *this;
    }
    Iterator operator++(int) {
      Iterator before = *this;
      ++at_;
      return before;
    }
    friend bool operator==(const Iterator&, const Iterator&) = default;

   private:
    const Sequence* list_ = nullptr;
    std::size_t at_ = 0;
  };

  Iterator begin() const { return {this, 0}; }
  Iterator end() const { return {this, size_}; }
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  const T& front() const { return (*this)[0]; }
  const T& operator[](std::size_t i) const { return blocks_[i / kBlock][i % kBlock]; }

  /// All items of a Sequence lie in the same Arena.
  void push_back(Arena& memory, const T& item) {
    if (size_ % kBlock == 0) blocks_.push_back(memory.room<T>(kBlock));
    new (blocks_.back() + size_ % kBlock) T(item);
    ++size_;
  }

 private:
  static constexpr std::size_t kBlock = 64;

  std::vector<T*> blocks_;
  std::size_t size_ = 0;
};

}  // namespace doorward::ast
