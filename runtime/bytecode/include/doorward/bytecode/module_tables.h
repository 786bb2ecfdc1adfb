// A module as growing tables, one a section, and its canonical bytes. The compiler's backend fills the tables; tests
// change them by hand. Writing checks nothing: `verify` does.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "doorward/bytecode/format.h"
#include "doorward/bytecode/module.h"

namespace doorward::bytecode {

struct ModuleTables {
  std::uint32_t vocabulary_date = 0;
  bool stripped = false;
  std::array<std::uint8_t, 16> source_hash{};
#define DW_SECTION_TABLE(name, Record) std::vector<Record> name;
  DW_SECTIONS(DW_SECTION_TABLE)
#undef DW_SECTION_TABLE

  /// Bytes of the module, which may exceed kMaxModuleSize.
  std::uint64_t byte_size() const noexcept;
};

/// The module: header with sizes and checksum, section table, sections with zero padding.
/// `byte_size()` must be below 4 GiB.
std::vector<std::byte> write_module(const ModuleTables& tables);

/// The tables of a verified module.
ModuleTables read_tables(const ModuleView& view);

/// Recomputes the checksum of bytes that were changed by hand.
void reseal(std::span<std::byte> module) noexcept;

}  // namespace doorward::bytecode
