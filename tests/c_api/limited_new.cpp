#include "limited_new.h"

#include <cstdlib>
#include <new>

namespace {

bool limited = false;
std::size_t allowed = 0;
std::size_t asked = 0;

void* allocate(std::size_t size) {
  if (limited && ++asked > allowed) throw std::bad_alloc();
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}

}  // namespace

void* operator new(std::size_t size) { return allocate(size); }
void* operator new[](std::size_t size) { return allocate(size); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }

namespace doorward::tests {

void limit_new(std::size_t count) noexcept {
  allowed = count;
  asked = 0;
  limited = true;
}

std::size_t unlimit_new() noexcept {
  limited = false;
  return asked;
}

}  // namespace doorward::tests
