#include "key_index.h"

#include <algorithm>
#include <tuple>

namespace doorward::runtime {
namespace {

/// Negative, zero or positive as `entry` stands before, at or after `key`.
int compare(const KeyIndex::Entry& entry, const IdKey& key) noexcept {
  if (entry.is_guid != key.guid.has_value()) return entry.is_guid ? 1 : -1;
  if (key.guid) {
    if (entry.guid == *key.guid) return 0;
    return entry.guid < *key.guid ? -1 : 1;
  }
  const std::size_t common = std::min(entry.text.size(), key.text.size());
  for (std::size_t i = 0; i < common; ++i) {
    const auto a = static_cast<unsigned char>(entry.text[i]);
    const auto b = static_cast<unsigned char>(ascii_lower(key.text[i]));
    if (a != b) return a < b ? -1 : 1;
  }
  if (entry.text.size() == key.text.size()) return 0;
  return entry.text.size() < key.text.size() ? -1 : 1;
}

}  // namespace

void KeyIndex::add(std::string_view id, std::uint32_t value) {
  const IdKey key(id);
  Entry entry;
  entry.value = value;
  if (key.guid) {
    entry.is_guid = true;
    entry.guid = *key.guid;
  } else {
    entry.text = canonical_id(id);
  }
  entries_.push_back(std::move(entry));
}

void KeyIndex::sort() {
  std::sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
    return std::tie(a.is_guid, a.guid, a.text, a.value) < std::tie(b.is_guid, b.guid, b.text, b.value);
  });
}

std::span<const KeyIndex::Entry> KeyIndex::find(const IdKey& key) const noexcept {
  const auto begin = std::partition_point(entries_.begin(), entries_.end(),
                                          [&](const Entry& entry) { return compare(entry, key) < 0; });
  auto end = begin;
  while (end != entries_.end() && compare(*end, key) == 0) ++end;
  return {begin, end};
}

}  // namespace doorward::runtime
