// The operands of instructions in words: names where the module has them, ids otherwise, masks as Ward writes them.
// For the disassembler; private to the bytecode layer. Expects a verified module.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "doorward/bytecode/module.h"

namespace doorward::bytecode {

/// `group contractors, user alice except role global-administrator`. Long lists are cut, and say how many follow.
std::string subject_phrase(const ModuleView& view, std::uint32_t subject);
std::string machine_phrase(const ModuleView& view, std::uint32_t machine);
std::string target_phrase(const ModuleView& view, std::uint32_t target);
/// `all networks except trusted networks`
std::string network_set_phrase(const ModuleView& view, std::uint32_t network_set);
/// `ranges 203.0.113.0/24, 2001:db8::/32`
std::string network_phrase(const ModuleView& view, std::uint32_t network);
/// `device.trust-type is "ServerAD"`
std::string comparison_phrase(const ModuleView& view, std::uint32_t comparison);
/// `mon tue 22:00 to 06:00 Europe/Berlin`
std::string window_phrase(const ModuleView& view, std::uint32_t window);
/// The operand of any instruction; empty where it has none.
std::string operand_phrase(const ModuleView& view, const Instruction& instruction);

/// The display name of an id, or the id itself.
std::string id_phrase(const ModuleView& view, std::uint32_t id);
/// `203.0.113.0/24`
std::string range_phrase(const RangeEntry& range);
/// `2027-01-31`, from days since 1970-01-01.
std::string day_phrase(std::int32_t day);
/// `text` with control characters as `\x0a`, so that it stays on its line and does nothing to a terminal.
std::string printable(std::string_view text);

}  // namespace doorward::bytecode
