#include "doorward/bytecode/module_tables.h"

#include <cstring>

#include "checksum.h"

namespace doorward::bytecode {
namespace {

constexpr std::uint64_t kTableEnd = sizeof(Header) + kSectionCount * sizeof(SectionEntry);

constexpr std::uint64_t aligned(std::uint64_t size) noexcept { return (size + 7U) & ~std::uint64_t{7}; }

template <class Record>
void put_section(std::vector<std::byte>& module, std::uint64_t& at, Section section, const std::vector<Record>& table) {
  const SectionEntry entry{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(table.size() * sizeof(Record))};
  std::memcpy(module.data() + sizeof(Header) + static_cast<std::size_t>(section) * sizeof(SectionEntry), &entry,
              sizeof(entry));
  if (!table.empty()) std::memcpy(module.data() + at, table.data(), entry.size);
  at += aligned(entry.size);
}

}  // namespace

std::uint64_t ModuleTables::byte_size() const noexcept {
  std::uint64_t size = kTableEnd;
#define DW_SECTION_SIZE(name, Record) size += aligned(std::uint64_t{name.size()} * sizeof(Record));
  DW_SECTIONS(DW_SECTION_SIZE)
#undef DW_SECTION_SIZE
  return size;
}

std::vector<std::byte> write_module(const ModuleTables& tables) {
  std::vector<std::byte> module(tables.byte_size());
  std::uint64_t at = kTableEnd;
#define DW_SECTION_PUT(name, Record) put_section(module, at, Section::name, tables.name);
  DW_SECTIONS(DW_SECTION_PUT)
#undef DW_SECTION_PUT
  Header header{};
  header.magic = kMagic;
  header.major = kMajor;
  header.minor = kMinor;
  header.size = static_cast<std::uint32_t>(module.size());
  header.section_count = kSectionCount;
  header.vocabulary_date = tables.vocabulary_date;
  header.flags = tables.stripped ? kStripped : 0;
  header.source_hash = tables.source_hash;
  std::memcpy(module.data(), &header, sizeof(header));
  reseal(module);
  return module;
}

ModuleTables read_tables(const ModuleView& view) {
  ModuleTables tables;
  tables.vocabulary_date = view.header().vocabulary_date;
  tables.stripped = view.stripped();
  tables.source_hash = view.header().source_hash;
#define DW_SECTION_COPY(name, Record) tables.name.assign(view.name.begin(), view.name.end());
  DW_SECTIONS(DW_SECTION_COPY)
#undef DW_SECTION_COPY
  return tables;
}

void reseal(std::span<std::byte> module) noexcept {
  const std::uint32_t crc = checksum_of(module);
  std::memcpy(module.data() + offsetof(Header, crc), &crc, sizeof(crc));
}

}  // namespace doorward::bytecode
