#include <doctest/doctest.h>

#include <set>

#include "doorward/bytecode/disassemble.h"
#include "doorward/bytecode/opcodes.h"
#include "golden.h"
#include "models.h"
#include "phrases.h"

using namespace doorward;
using namespace doorward::test;

static const std::string kGoldens = DOORWARD_SOURCE_DIR "/tests/bytecode/golden/";

TEST_CASE("the commissioned sentence is listed with its words") {
  SourceMap sources;
  const model::PolicySet set = commissioned_set(sources);
  check_golden(kGoldens + "commissioned.txt", disassembly(compiled(set, sources)));
}

TEST_CASE("a stripped module is listed without places, titles and names") {
  SourceMap sources;
  const model::PolicySet set = commissioned_set(sources);
  check_golden(kGoldens + "commissioned_stripped.txt", disassembly(compiled(set, sources, true)));
}

TEST_CASE("every instruction and every kind of record is listed") {
  check_golden(kGoldens + "full.txt", disassembly(compiled(full_set())));
}

TEST_CASE("the full sample uses every opcode and leaves no section empty") {
  const auto module = compiled(full_set());
  const bytecode::ModuleView view(module);
  std::set<std::uint8_t> used;
  for (const auto& instruction : view.code) used.insert(instruction.op);
  for (const auto& row : bytecode::kOpcodes) {
    CAPTURE(row.mnemonic);
    CHECK(used.count(static_cast<std::uint8_t>(row.code)) == 1);
  }
#define DW_SECTION_NOT_EMPTY(name, Record) CHECK_MESSAGE(!view.name.empty(), #name);
  DW_SECTIONS(DW_SECTION_NOT_EMPTY)
#undef DW_SECTION_NOT_EMPTY
}

TEST_CASE("a damaged module is not listed") {
  auto module = compiled(full_set());
  module[100] ^= std::byte{1};
  std::string listing;
  std::string error;
  CHECK_FALSE(bytecode::disassemble(module, listing, error));
  CHECK(listing == "");
  CHECK(error == "the checksum is wrong");
}

TEST_CASE("a listing keeps control characters off the terminal") {
  CHECK(bytecode::printable("a\nb\x1b[31m\x7f\xc2\x9b") == "a\\x0ab\\x1b[31m\\x7f\\xc2\\x9b");
  CHECK(bytecode::printable("Zürich") == "Zürich");
}

TEST_CASE("days are written as dates") {
  CHECK(bytecode::day_phrase(0) == "1970-01-01");
  CHECK(bytecode::day_phrase(-1) == "1969-12-31");
  CHECK(bytecode::day_phrase(11016) == "2000-02-29");
  CHECK(bytecode::day_phrase(20849) == "2027-01-31");
}
