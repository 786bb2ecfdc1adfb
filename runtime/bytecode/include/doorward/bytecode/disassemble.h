// A module as a listing that an administrator can check against the source: facts of the header, tables, and per
// policy each instruction with its operand spelled out.
#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace doorward::bytecode {

/// Verifies `module` (from any address) and appends its listing to `listing`. Returns false and sets `error` to one
/// line when the module is damaged.
bool disassemble(std::span<const std::byte> module, std::string& listing, std::string& error);

}  // namespace doorward::bytecode
