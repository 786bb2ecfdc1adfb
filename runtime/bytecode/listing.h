// Parts of the disassembler's listing that are not code. Private to the bytecode layer.
#pragma once

#include <string>
#include <string_view>

#include "doorward/bytecode/module.h"

namespace doorward::bytecode {

void list_header(const ModuleView& view, std::string& out);
/// Settings, networks, strengths and time zones.
void list_tables(const ModuleView& view, std::string& out);
/// What an applying policy demands: block, or its clause, and its session controls.
void list_demand(const ModuleView& view, const PolicyEntry& policy, std::string& out);
std::string_view state_word(State state) noexcept;

}  // namespace doorward::bytecode
