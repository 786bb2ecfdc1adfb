#include "frozen_memory.h"

#include <sys/mman.h>

#include <cstddef>
#include <cstdlib>
#include <new>

namespace {

constexpr std::size_t kSize = std::size_t{32} << 20U;
constexpr std::size_t kPage = 4096;
constexpr std::size_t kOwners = 3;

struct alignas(kPage) Region {
  std::byte bytes[kSize];
};

Region kept[kOwners];
std::size_t used[kOwners] = {};
std::size_t keeping = kOwners;  // for nobody

bool is_kept(const void* memory) noexcept { return memory >= &kept[0] && memory < &kept[0] + kOwners; }

void* take(std::size_t size, std::size_t alignment) {
  if (keeping < kOwners) {
    std::size_t& end = used[keeping];
    const std::size_t at = (end + alignment - 1) / alignment * alignment;
    if (at + size > kSize) throw std::bad_alloc();
    end = at + size;
    return &kept[keeping].bytes[at];
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

namespace {

bool protect(Owner owner, int protection) noexcept {
  return mprotect(&kept[static_cast<std::size_t>(owner)], sizeof(Region), protection) == 0;
}

}  // namespace

void keep_memory(Owner owner) noexcept { keeping = static_cast<std::size_t>(owner); }
void release_memory() noexcept { keeping = kOwners; }
bool freeze_memory(Owner owner) noexcept { return protect(owner, PROT_READ); }
bool thaw_memory(Owner owner) noexcept { return protect(owner, PROT_READ | PROT_WRITE); }

}  // namespace doorward::test
