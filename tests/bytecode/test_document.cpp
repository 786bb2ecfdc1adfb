// docs/bytecode.md says what the tables say: its tables and its dump are made here, and compared.
#include <doctest/doctest.h>

#include <array>
#include <fstream>
#include <iterator>
#include <string>

#include "doorward/bytecode/opcodes.h"
#include "golden.h"
#include "models.h"

using namespace doorward;
using namespace doorward::test;
using namespace doorward::bytecode;

namespace {

constexpr const char* kDocument = DOORWARD_SOURCE_DIR "/docs/bytecode.md";

/// Compares the part of the document between the marks of `name`; writes it anew under DOORWARD_UPDATE_GOLDENS.
void check_part(const std::string& name, const std::string& wanted) {
  std::ifstream in(kDocument, std::ios::binary);
  std::string document{std::istreambuf_iterator<char>(in), {}};
  const std::string open = "<!-- " + name + " -->\n";
  const std::size_t begin = document.find(open);
  const std::size_t end = document.find("<!-- end -->", begin);
  REQUIRE_MESSAGE(begin != std::string::npos, name);
  REQUIRE(end != std::string::npos);
  if (updating_goldens()) {
    document.replace(begin + open.size(), end - begin - open.size(), wanted);
    std::ofstream(kDocument, std::ios::binary) << document;
    return;
  }
  CHECK(document.substr(begin + open.size(), end - begin - open.size()) == wanted);
}

constexpr auto kOperandWords = std::to_array<std::string_view>(
    {"", "index of `subjects`", "index of `machines`", "index of `targets`", "bits of clients", "bits of platforms",
     "index of `network_sets`", "bits of risk levels", "bits of insider risk levels", "bits of flows",
     "index of `comparisons`", "index of `windows`", "day since 1970-01-01", "`a`: dimension"});

std::string hex(std::uint64_t value, std::size_t digits) {
  std::string text(digits, '0');
  for (std::size_t i = digits; i-- > 0; value /= 16) text[i] = "0123456789abcdef"[value % 16];
  return text;
}

void dump_bytes(std::span<const std::byte> bytes, std::size_t offset, std::string& out) {
  for (std::size_t at = 0; at < bytes.size(); at += 16) {
    const auto row = bytes.subspan(at, std::min<std::size_t>(16, bytes.size() - at));
    std::string line = "  " + hex(offset + at, 4) + " ";
    std::string text;
    for (std::size_t i = 0; i < 16; ++i) {
      if (i % 4 == 0) line += ' ';
      if (i >= row.size()) {
        line += "  ";
        continue;
      }
      const auto byte = std::to_integer<std::uint8_t>(row[i]);
      line += hex(byte, 2);
      text += byte >= 0x20 && byte < 0x7f ? static_cast<char>(byte) : '.';
    }
    out += line + "  " + text + '\n';
  }
}

std::string dump(std::span<const std::byte> module) {
  std::string out = "header\n";
  dump_bytes(module.first(sizeof(Header)), 0, out);
  const auto* table = reinterpret_cast<const SectionEntry*>(module.data() + sizeof(Header));
  out += "section table\n";
  dump_bytes(module.subspan(sizeof(Header), kSectionCount * sizeof(SectionEntry)), sizeof(Header), out);
  for (std::uint32_t i = 0; i < kSectionCount; ++i) {
    if (table[i].size == 0) continue;
    out += std::string(section_name(static_cast<Section>(i))) + '\n';
    dump_bytes(module.subspan(table[i].offset, table[i].size), table[i].offset, out);
  }
  return out;
}

}  // namespace

TEST_CASE("the document lists every section with the size of its records") {
  std::string table = "| # | section | record | bytes |\n|---|---|---|---|\n";
  std::uint32_t number = 0;
#define DW_SECTION_ROW(name, Record) \
  table +=                           \
      "| " + std::to_string(number++) + " | `" #name "` | `" #Record "` | " + std::to_string(sizeof(Record)) + " |\n";
  DW_SECTIONS(DW_SECTION_ROW)
#undef DW_SECTION_ROW
  check_part("sections", table);
}

TEST_CASE("the document lists every instruction") {
  std::string table = "| code | mnemonic | operand | stack | meaning |\n|---|---|---|---|---|\n";
  for (const OpcodeRow& row : kOpcodes) {
    const std::string stack =
        row.pops + row.pushes == 0 ? "" : std::to_string(row.pops) + " → " + std::to_string(row.pushes);
    table += "| `0x" + hex(static_cast<std::uint64_t>(row.code), 2) + "` | `" + std::string(row.mnemonic) + "` | " +
             std::string(kOperandWords[static_cast<std::size_t>(row.operand)]) + " | " + stack + " | " +
             std::string(row.synopsis) + " |\n";
  }
  check_part("instructions", table);
}

TEST_CASE("the document lists every limit") {
  std::string table = "| limit | value |\n|---|---|\n";
  const auto row = [&](const char* what, std::uint32_t value) {
    table += std::string("| ") + what + " | " + std::to_string(value) + " |\n";
  };
  row("bytes of a module", kMaxModuleSize);
  row("policies", kMaxPolicies);
  row("controls of a clause", kMaxControlsPerClause);
  row("values on the stack", kMaxStack);
  row("strengths", kMaxStrengths);
  check_part("limits", table);
}

TEST_CASE("the document's dump is the module of its example") {
  SourceMap sources;
  const auto module = compiled(commissioned_set(sources), sources, true);
  check_part("dump", "```text\n" + dump(module) + "```\n");
  check_part("listing", "```text\n" + disassembly(module) + "```\n");
}
