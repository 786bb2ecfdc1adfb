#include "doorward/bytecode/disassemble.h"

#include <cstring>
#include <memory>

#include "doorward/bytecode/module.h"
#include "doorward/bytecode/opcodes.h"
#include "listing.h"
#include "phrases.h"

namespace doorward::bytecode {
namespace {

constexpr std::size_t kMnemonicWidth = 19;
constexpr std::size_t kOperandWidth = 40;

std::string padded(std::string text, std::size_t width) {
  if (text.size() < width) text.append(width - text.size(), ' ');
  return text;
}

std::string place_of(const ModuleView& view, std::uint32_t file, std::uint32_t line, std::uint32_t column) {
  return printable(view.string(file)) + ':' + std::to_string(line) + ':' + std::to_string(column);
}

bool same_place(const DebugPlace& a, const DebugPlace& b) noexcept { return std::memcmp(&a, &b, sizeof(a)) == 0; }

/// One line an instruction, under a comment line wherever the source place changes.
void list_code(const ModuleView& view, List run, std::string& out) {
  for (std::uint32_t i = run.first; i < run.first + run.count; ++i) {
    const Instruction& instruction = view.code[i];
    const OpcodeRow& row = *find_opcode(instruction.op);
    if (!view.debug_code.empty()) {
      const DebugPlace& place = view.debug_code[i];
      const bool shown = i != run.first && same_place(place, view.debug_code[i - 1]);
      if (place.line != 0 && !shown && row.code != Opcode::end) {
        out += "  ; " + place_of(view, place.file, place.line, place.column) + ' ' +
               printable(view.string(place.text)) + '\n';
      }
    }
    std::string number = std::to_string(i);
    if (number.size() < 4) number.insert(0, 4 - number.size(), '0');
    out += "  " + number + "  " + padded(std::string(row.mnemonic), kMnemonicWidth) + "  ";
    out += padded(operand_phrase(view, instruction), kOperandWidth) + "  ; " + std::string(row.synopsis) + '\n';
  }
}

void list_policy(const ModuleView& view, std::uint32_t index, std::string& out) {
  const PolicyEntry& policy = view.policies[index];
  out += "\npolicy " + printable(view.string(policy.name));
  if (policy.title != 0) out += " \"" + printable(view.string(policy.title)) + '"';
  out += ' ' + std::string(state_word(policy.state));
  if (policy.graph_id != 0) out += " as " + printable(view.string(policy.graph_id));
  if ((policy.flags & kApproximated) != 0) out += " approximated";
  out += '\n';
  if (!view.debug_policies.empty() && view.debug_policies[index].line != 0) {
    const DebugPolicy& place = view.debug_policies[index];
    out += "  ; " + place_of(view, place.file, place.line, place.column) + '\n';
    out += "  ; " + printable(view.string(place.text)) + '\n';
  }
  list_code(view, policy.code, out);
  list_demand(view, policy, out);
}

void list_expressions(const ModuleView& view, std::string& out) {
  for (std::uint32_t i = 0; i < view.expressions.size(); ++i) {
    const auto scope = static_cast<Scope>(view.expressions[i].scope);
    out += "\nexpression " + std::to_string(i) + (scope == Scope::app ? " over an app\n" : " over a workload\n");
    list_code(view, view.expressions[i].code, out);
  }
}

}  // namespace

bool disassemble(std::span<const std::byte> module, std::string& listing, std::string& error) {
  // A private, aligned copy: the bytes may come from anywhere, and must not change once they are verified.
  const auto words = std::make_unique<std::uint64_t[]>(module.size() / 8 + 1);
  if (!module.empty()) std::memcpy(words.get(), module.data(), module.size());
  const auto bytes = std::as_bytes(std::span(words.get(), module.size() / 8 + 1)).first(module.size());
  if (const VerifyResult result = verify(bytes); !result) {
    error = describe(result);
    return false;
  }
  const ModuleView view(bytes);
  list_header(view, listing);
  list_tables(view, listing);
  for (std::uint32_t i = 0; i < view.policies.size(); ++i) list_policy(view, i, listing);
  list_expressions(view, listing);
  return true;
}

}  // namespace doorward::bytecode
