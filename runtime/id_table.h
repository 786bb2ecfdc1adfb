// Ids of a module by value: from the text on a sign-in to the index in the module's `ids` section, without building
// strings. GUIDs compare as 128-bit values, other ids without ASCII case (SEMANTICS.md §1).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "doorward/bytecode/module.h"
#include "doorward/facts/guid.h"
#include "guid_words.h"

namespace doorward::runtime {

inline constexpr std::uint32_t kNoId = 0xffffffffU;

/// An id as it is looked up: parsed once, asked for under any number of kinds.
struct IdKey {
  explicit IdKey(std::string_view id) noexcept : text(id), guid(parse_guid_words(id)) {}
  std::string_view text;
  std::optional<Guid> guid;
};

class IdTable {
 public:
  /// The bytes of `module` must outlive the table.
  void build(const bytecode::ModuleView& module);
  std::uint32_t find(bytecode::IdKind kind, const IdKey& key) const noexcept;

 private:
  struct Slot {
    std::uint32_t tag = 0;
    std::uint32_t id = kNoId;
  };
  // A crowded neighbourhood, which only a hostile module has, is searched in the sorted section instead.
  static constexpr std::uint32_t kMaxProbes = 32;

  bool equal(std::uint32_t id, bytecode::IdKind kind, const IdKey& key) const noexcept;
  std::uint32_t search(bytecode::IdKind kind, const IdKey& key) const noexcept;

  const bytecode::ModuleView* module_ = nullptr;
  std::vector<Slot> slots_;
  std::uint64_t mask_ = 0;
  bool overflowed_ = false;
};

}  // namespace doorward::runtime
