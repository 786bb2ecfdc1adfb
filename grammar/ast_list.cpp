#include "doorward/grammar/ast_list.h"

#include <sys/mman.h>

#include <algorithm>
#include <cstdlib>

namespace doorward::ast {
namespace {

constexpr std::size_t kFirstBlock = std::size_t{1} << 12;
constexpr std::size_t kLargestBlock = std::size_t{1} << 22;
constexpr std::size_t kHugePage = std::size_t{1} << 21;

}  // namespace

void Arena::Free::operator()(void* block) const noexcept { std::free(block); }

void Arena::grow(std::size_t bytes) {
  const std::size_t doubled = kFirstBlock << std::min<std::size_t>(blocks_.size(), 10);
  std::size_t size = std::max(bytes, std::min(doubled, kLargestBlock));
  const bool huge = size >= kHugePage;
  const std::size_t align = huge ? kHugePage : alignof(std::max_align_t);
  size = (size + align - 1) / align * align;
  void* block = std::aligned_alloc(align, size);
  if (block == nullptr) throw std::bad_alloc();
  blocks_.emplace_back(block);
  // The first touch of each small page takes longer than filling it. A kernel without huge pages says no, which is fine.
  if (huge) madvise(block, size, MADV_HUGEPAGE);
  free_ = static_cast<std::byte*>(block);
  left_ = size;
}

}  // namespace doorward::ast
