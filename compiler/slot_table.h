// Open addressing from hashes to positions: eight bytes a value, so that the tables of large policy sets stay small.
// Who holds the values says whether a position fits. Must not know what they are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace doorward {

class SlotTable {
 public:
  template <class Fits>
  std::optional<std::uint32_t> find(std::uint64_t hash, Fits fits) const {
    if (slots_.empty()) return std::nullopt;
    const std::uint32_t tag = tag_of(hash);
    for (std::size_t at = tag & mask();; at = (at + 1) & mask()) {
      const Slot& slot = slots_[at];
      if (slot.index == kFree) return std::nullopt;
      if (slot.tag == tag && fits(slot.index)) return slot.index;
    }
  }
  /// `index` is not in the table, and `find` found nothing for `hash`.
  void add(std::uint64_t hash, std::uint32_t index) {
    if ((count_ + 1) * 4 > slots_.size() * 3) grow();
    place({tag_of(hash), index});
    ++count_;
  }

 private:
  struct Slot {
    std::uint32_t tag;
    std::uint32_t index;
  };
  static constexpr std::uint32_t kFree = 0xffffffffU;

  static std::uint32_t tag_of(std::uint64_t hash) noexcept { return static_cast<std::uint32_t>(hash >> 32U); }
  std::size_t mask() const noexcept { return slots_.size() - 1; }
  void place(Slot slot) {
    std::size_t at = slot.tag & mask();
    while (slots_[at].index != kFree) at = (at + 1) & mask();
    slots_[at] = slot;
  }
  void grow() {
    std::vector<Slot> old(slots_.empty() ? 16 : slots_.size() * 2, Slot{0, kFree});
    old.swap(slots_);
    for (const Slot& slot : old) {
      if (slot.index != kFree) place(slot);
    }
  }

  std::vector<Slot> slots_;
  std::size_t count_ = 0;
};

}  // namespace doorward
