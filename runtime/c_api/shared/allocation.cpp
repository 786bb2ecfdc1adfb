// Memory of libdoorward.so: everything in it, the C++ library included, takes its memory here, and no other library of the
// process does, since these names are not visible outside. From the host's allocator if it has set one.
#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <new>

#include "c_api/hooks.h"

namespace {

doorward_allocator host{nullptr, nullptr, nullptr};
std::atomic<bool> taken{false};

void* take(std::size_t size, std::size_t alignment) noexcept {
  if (!taken.load(std::memory_order_relaxed)) taken.store(true, std::memory_order_relaxed);
  if (size == 0) size = 1;
  if (host.allocate != nullptr) return host.allocate(host.context, size, alignment);
  if (alignment <= alignof(std::max_align_t)) return std::malloc(size);
  return std::aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment);
}

void* take_or_throw(std::size_t size, std::size_t alignment) {
  if (void* const memory = take(size, alignment)) return memory;
  throw std::bad_alloc();
}

void give_back(void* memory) noexcept {
  if (memory == nullptr) return;
  if (host.release != nullptr) return host.release(host.context, memory);
  std::free(memory);
}

constexpr std::size_t kUsual = alignof(std::max_align_t);

}  // namespace

bool doorward::c_api::use_allocator(const doorward_allocator& allocator) noexcept {
  if (taken.load()) return false;
  host = allocator;
  return true;
}

void* operator new(std::size_t size) { return take_or_throw(size, kUsual); }
void* operator new[](std::size_t size) { return take_or_throw(size, kUsual); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return take(size, kUsual); }
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept { return take(size, kUsual); }
void* operator new(std::size_t size, std::align_val_t to) { return take_or_throw(size, static_cast<std::size_t>(to)); }
void* operator new[](std::size_t size, std::align_val_t to) {
  return take_or_throw(size, static_cast<std::size_t>(to));
}
void operator delete(void* memory) noexcept { give_back(memory); }
void operator delete[](void* memory) noexcept { give_back(memory); }
void operator delete(void* memory, std::size_t) noexcept { give_back(memory); }
void operator delete[](void* memory, std::size_t) noexcept { give_back(memory); }
void operator delete(void* memory, const std::nothrow_t&) noexcept { give_back(memory); }
void operator delete[](void* memory, const std::nothrow_t&) noexcept { give_back(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { give_back(memory); }
void operator delete[](void* memory, std::align_val_t) noexcept { give_back(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { give_back(memory); }
void operator delete[](void* memory, std::size_t, std::align_val_t) noexcept { give_back(memory); }
