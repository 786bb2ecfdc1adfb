#include "frozen_memory.h"

#include <sys/mman.h>

#include <cstddef>
#include <cstdlib>
#include <new>

namespace {

constexpr std::size_t kSize = std::size_t{64} << 20U;
constexpr std::size_t kPage = 4096;

alignas(kPage) std::byte kept[kSize];
std::size_t used = 0;
bool keeping = false;

bool is_kept(const void* memory) noexcept { return memory >= &kept[0] && memory < &kept[0] + kSize; }

void* take(std::size_t size, std::size_t alignment) {
  if (keeping) {
    const std::size_t at = (used + alignment - 1) / alignment * alignment;
    if (at + size > kSize) throw std::bad_alloc();
    used = at + size;
    return &kept[at];
  }
  if (void* memory = std::aligned_alloc(alignment, (size + alignment) / alignment * alignment)) return memory;
  throw std::bad_alloc();
}

void give_back(void* memory) noexcept {
  if (!is_kept(memory)) std::free(memory);
}

}  // namespace

void* operator new(std::size_t size) { return take(size, alignof(std::max_align_t)); }
void* operator new(std::size_t size, std::align_val_t to) { return take(size, static_cast<std::size_t>(to)); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  try {
    return take(size, alignof(std::max_align_t));
  } catch (const std::bad_alloc&) {
    return nullptr;
  }
}
void operator delete(void* memory) noexcept { give_back(memory); }
void operator delete(void* memory, const std::nothrow_t&) noexcept { give_back(memory); }
void operator delete(void* memory, std::size_t) noexcept { give_back(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { give_back(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { give_back(memory); }

namespace doorward::test {

void keep_memory() noexcept { keeping = true; }
void release_memory() noexcept { keeping = false; }
bool freeze_memory() noexcept { return mprotect(kept, kSize, PROT_READ) == 0; }
bool thaw_memory() noexcept { return mprotect(kept, kSize, PROT_READ | PROT_WRITE) == 0; }

}  // namespace doorward::test
