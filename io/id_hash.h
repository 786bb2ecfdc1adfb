// Equality of ids as SEMANTICS.md §1 has it (GUIDs by value, all else without ASCII case), for hash tables. Private
// to io.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

#include "doorward/facts/guid.h"

namespace doorward {

/// Every bit of `word` reaches the low bits, by which tables choose a slot: ids often differ in a few bits only.
constexpr std::uint64_t mix_hash(std::uint64_t hash, std::uint64_t word) noexcept {
  hash ^= word;
  hash = (hash ^ (hash >> 32U)) * 0x9E37'79B9'7F4A'7C15U;
  hash = (hash ^ (hash >> 29U)) * 0xBF58'476D'1CE4'E5B9U;
  return hash ^ (hash >> 32U);
}

inline std::uint64_t id_hash(std::string_view id) noexcept {
  if (const auto guid = parse_guid(id)) {
    std::uint64_t halves[2];
    std::memcpy(halves, guid->bytes.data(), sizeof halves);
    return mix_hash(mix_hash(1, halves[0]), halves[1]);
  }
  std::uint64_t hash = 2;
  for (const char c : id) hash = mix_hash(hash, static_cast<unsigned char>(ascii_lower(c)));
  return hash;
}

constexpr bool same_id(std::string_view a, std::string_view b) noexcept {
  if (equals_ignoring_case(a, b)) return true;
  if (a.size() == b.size()) return false;  // a GUID in braces is longer than the same without
  const auto guid = parse_guid(a);
  return guid && guid == parse_guid(b);
}

}  // namespace doorward
