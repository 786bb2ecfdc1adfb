#include "id_table.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace doorward::runtime {
namespace {

using bytecode::IdEntry;
using bytecode::IdForm;
using bytecode::IdKind;

constexpr std::uint64_t kOdd1 = 0x9e3779b97f4a7c15U;
constexpr std::uint64_t kOdd2 = 0xd6e8feb86659fd93U;

std::uint64_t mix(std::uint64_t value) noexcept {
  value ^= value >> 32U;
  value *= kOdd2;
  value ^= value >> 29U;
  return value;
}

std::uint64_t hash_guid(IdKind kind, const std::array<std::uint8_t, 16>& bytes) noexcept {
  std::uint64_t low = 0;
  std::uint64_t high = 0;
  std::memcpy(&low, bytes.data(), 8);
  std::memcpy(&high, bytes.data() + 8, 8);
  return mix((low + static_cast<std::uint64_t>(kind)) * kOdd1 ^ mix(high));
}

std::uint64_t hash_text(IdKind kind, std::string_view text) noexcept {
  std::uint64_t hash = (static_cast<std::uint64_t>(kind) + 1) * kOdd1;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(ascii_lower(c))) * 0x100000001b3U;
  return mix(hash);
}

std::uint64_t hash_key(IdKind kind, const IdKey& key) noexcept {
  return key.guid ? hash_guid(kind, key.guid->bytes) : hash_text(kind, key.text);
}

std::uint32_t tag_of(std::uint64_t hash) noexcept { return static_cast<std::uint32_t>(hash >> 32U); }

/// Compares `text`, of any case, with a canonical text as their bytes compare.
int compare_folded(std::string_view canonical, std::string_view text) noexcept {
  const std::size_t common = std::min(canonical.size(), text.size());
  for (std::size_t i = 0; i < common; ++i) {
    const auto a = static_cast<unsigned char>(canonical[i]);
    const auto b = static_cast<unsigned char>(ascii_lower(text[i]));
    if (a != b) return a < b ? -1 : 1;
  }
  if (canonical.size() == text.size()) return 0;
  return canonical.size() < text.size() ? -1 : 1;
}

}  // namespace

void IdTable::build(const bytecode::ModuleView& module) {
  module_ = &module;
  const std::size_t capacity = std::bit_ceil(std::max<std::size_t>(module.ids.size() * 2, 8));
  slots_.assign(capacity, {});
  mask_ = capacity - 1;
  overflowed_ = false;
  for (std::uint32_t id = 0; id < module.ids.size(); ++id) {
    const IdEntry& entry = module.ids[id];
    const std::uint64_t hash = entry.form == IdForm::guid ? hash_guid(entry.kind, entry.key)
                                                          : hash_text(entry.kind, module.string(entry.text));
    bool placed = false;
    for (std::uint32_t probe = 0; probe < kMaxProbes && !placed; ++probe) {
      Slot& slot = slots_[(hash + probe) & mask_];
      if (slot.id != kNoId) continue;
      slot = {tag_of(hash), id};
      placed = true;
    }
    overflowed_ = overflowed_ || !placed;
  }
}

std::uint32_t IdTable::find(IdKind kind, const IdKey& key) const noexcept {
  const std::uint64_t hash = hash_key(kind, key);
  const std::uint32_t tag = tag_of(hash);
  for (std::uint32_t probe = 0; probe < kMaxProbes; ++probe) {
    const Slot& slot = slots_[(hash + probe) & mask_];
    if (slot.id == kNoId) return kNoId;
    if (slot.tag == tag && equal(slot.id, kind, key)) return slot.id;
  }
  return overflowed_ ? search(kind, key) : kNoId;
}

bool IdTable::equal(std::uint32_t id, IdKind kind, const IdKey& key) const noexcept {
  const IdEntry& entry = module_->ids[id];
  if (entry.kind != kind || (entry.form == IdForm::guid) != key.guid.has_value()) return false;
  if (key.guid) return std::memcmp(entry.key.data(), key.guid->bytes.data(), entry.key.size()) == 0;
  return equals_ignoring_case(module_->string(entry.text), key.text);
}

std::uint32_t IdTable::search(IdKind kind, const IdKey& key) const noexcept {
  const IdForm form = key.guid ? IdForm::guid : IdForm::text;
  const auto before = [&](const IdEntry& entry, const IdKey& wanted) {
    if (entry.kind != kind) return entry.kind < kind;
    if (entry.form != form) return entry.form < form;
    if (wanted.guid) return entry.key < wanted.guid->bytes;
    return compare_folded(module_->string(entry.text), wanted.text) < 0;
  };
  const auto found = std::lower_bound(module_->ids.begin(), module_->ids.end(), key, before);
  if (found == module_->ids.end()) return kNoId;
  const auto id = static_cast<std::uint32_t>(found - module_->ids.begin());
  return equal(id, kind, key) ? id : kNoId;
}

}  // namespace doorward::runtime
