#include "text_pool.h"

#include <cstring>

#include "id_hash.h"

namespace doorward {
namespace {

using Length = std::uint32_t;

}  // namespace

std::uint32_t TextPool::add(std::string_view text) {
  if (text.empty()) return kNone;
  const std::size_t at = bytes_.size();
  if (at + sizeof(Length) + text.size() > kMaxBytes) {
    full_ = true;
    return kNone;
  }
  const auto length = static_cast<Length>(text.size());
  bytes_.resize(at + sizeof length + text.size());
  std::memcpy(bytes_.data() + at, &length, sizeof length);
  std::memcpy(bytes_.data() + at + sizeof length, text.data(), text.size());
  return static_cast<std::uint32_t>(at);
}

std::string_view TextPool::view(std::uint32_t text) const noexcept {
  if (text == kNone) return {};
  Length length = 0;
  std::memcpy(&length, bytes_.data() + text, sizeof length);
  return {bytes_.data() + text + sizeof length, length};
}

std::size_t TextPool::slot_of(std::string_view text) const noexcept {
  std::size_t slot = id_hash(text) & (slots_.size() - 1);
  while (slots_[slot] != kNone && !same_id(view(slots_[slot]), text)) slot = (slot + 1) & (slots_.size() - 1);
  return slot;
}

void TextPool::grow() {
  std::vector<std::uint32_t> old(slots_.empty() ? 64 : slots_.size() * 2, kNone);
  old.swap(slots_);
  for (const std::uint32_t text : old) {
    if (text != kNone) slots_[slot_of(view(text))] = text;
  }
}

std::uint32_t TextPool::find(std::string_view text) const noexcept {
  return slots_.empty() || text.empty() ? kNone : slots_[slot_of(text)];
}

std::uint32_t TextPool::intern(std::string_view text) {
  if (text.empty()) return kNone;
  if ((interned_ + 1) * 2 > slots_.size()) grow();
  const std::size_t slot = slot_of(text);
  if (slots_[slot] == kNone) {
    slots_[slot] = add(text);
    if (slots_[slot] != kNone) ++interned_;
  }
  return slots_[slot];
}

void TextPool::seal() {
  slots_ = {};
  bytes_.shrink_to_fit();
}

}  // namespace doorward
