#include "doorward/bytecode/module.h"

#include <array>

namespace doorward::bytecode {
namespace {

constexpr auto kSectionNames = std::to_array<std::string_view>({
#define DW_SECTION_TEXT(name, Record) #name,
    DW_SECTIONS(DW_SECTION_TEXT)
#undef DW_SECTION_TEXT
});

template <class Record>
std::span<const Record> section_of(std::span<const std::byte> bytes, const SectionEntry& entry) noexcept {
  return {reinterpret_cast<const Record*>(bytes.data() + entry.offset), entry.size / sizeof(Record)};
}

}  // namespace

std::string_view section_name(Section section) noexcept { return kSectionNames[static_cast<std::size_t>(section)]; }

std::string describe(const VerifyResult& result) {
  if (result) return "sound";
  std::string text;
  if (result.section < kSectionCount) {
    text += kSectionNames[result.section];
    text += " at byte ";
    text += std::to_string(result.offset);
    text += ": ";
  }
  text += result.reason;
  return text;
}

ModuleView::ModuleView(std::span<const std::byte> module) noexcept
    : bytes_(module), header_(reinterpret_cast<const Header*>(module.data())) {
  const auto* table = reinterpret_cast<const SectionEntry*>(module.data() + sizeof(Header));
#define DW_SECTION_READ(name, Record) name = section_of<Record>(module, table[static_cast<std::size_t>(Section::name)]);
  DW_SECTIONS(DW_SECTION_READ)
#undef DW_SECTION_READ
}

}  // namespace doorward::bytecode
