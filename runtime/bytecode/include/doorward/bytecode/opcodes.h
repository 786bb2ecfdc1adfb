// The opcode table as an enum and rows (opcodes.def).
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace doorward::bytecode {

enum class Opcode : std::uint8_t {
#define DW_OPCODE(code, name, mnemonic, operand, pops, pushes, synopsis) name = code,
#include "doorward/bytecode/opcodes.def"
#undef DW_OPCODE
};

/// What the operand of an instruction is.
enum class Operand : std::uint8_t {
  none,
  subject,
  machine,
  target,
  client_mask,
  platform_mask,
  network_set,
  risk_mask,
  insider_mask,
  flow_mask,
  comparison,
  window,
  day,
  dimension
};

struct OpcodeRow {
  Opcode code;
  std::string_view name;
  std::string_view mnemonic;
  Operand operand;
  std::uint8_t pops;
  std::uint8_t pushes;
  std::string_view synopsis;
};

inline constexpr auto kOpcodes = std::to_array<OpcodeRow>({
#define DW_OPCODE(code, name, mnemonic, operand, pops, pushes, synopsis) \
  {Opcode::name, #name, mnemonic, Operand::operand, pops, pushes, synopsis},
#include "doorward/bytecode/opcodes.def"
#undef DW_OPCODE
});

constexpr const OpcodeRow* find_opcode(std::uint8_t code) noexcept {
  for (const OpcodeRow& row : kOpcodes) {
    if (static_cast<std::uint8_t>(row.code) == code) return &row;
  }
  return nullptr;
}

/// `match` instructions come first in a policy, each at most once, in table order.
constexpr bool is_match(Opcode code) noexcept { return code >= Opcode::match_subject && code <= Opcode::match_flow; }

}  // namespace doorward::bytecode
