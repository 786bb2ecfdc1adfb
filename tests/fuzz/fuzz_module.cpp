// Any bytes as a module, as they are and with header fields and checksum made right, so that the verifier is asked
// about everything behind them. What it lets pass is listed, read and written again, and decided alike by both engines.
#include <cstring>
#include <vector>

#include "doorward/bytecode/disassemble.h"
#include "doorward/bytecode/module_tables.h"
#include "engines_agree.h"
#include "holds.h"
#include "reference/generate.h"

namespace {

namespace bytecode = doorward::bytecode;
using doorward::fuzz::must;

void run(std::span<const std::byte> module) {
  std::string error;
  const auto set = doorward::PolicySet::load(module, error);
  if (!set) {
    must(!error.empty() && error.find('\n') == std::string::npos, "a refusal is one line", error);
    return;
  }
  std::string listing;
  must(bytecode::disassemble(module, listing, error), "what loads is listed", error);
  doorward::fuzz::BothEngines engines(set);
  doorward::reference::Random random(module.size());
  for (int i = 0; i < 4; ++i) engines.decide(doorward::reference::random_sign_in(random), 1795600000, i % 2 == 0);
}

void make_header_right(std::span<std::byte> module) {
  bytecode::Header header;
  std::memcpy(&header, module.data(), sizeof header);
  header.magic = bytecode::kMagic;
  header.major = bytecode::kMajor;
  header.minor = bytecode::kMinor;
  header.size = static_cast<std::uint32_t>(module.size());
  header.section_count = bytecode::kSectionCount;
  header.reserved = {};
  std::memcpy(module.data(), &header, sizeof header);
  bytecode::reseal(module);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* bytes, std::size_t size) {
  // Vectors of this element lie at a multiple of 8, as the listing wants.
  std::vector<std::byte> module(size);
  if (size != 0) std::memcpy(module.data(), bytes, size);
  run(module);
  if (size < sizeof(bytecode::Header)) return 0;
  make_header_right(module);
  run(module);
  return 0;
}
