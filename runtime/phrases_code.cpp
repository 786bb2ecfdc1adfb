#include <set>

#include "doorward/bytecode/opcodes.h"
#include "phrases.h"

namespace doorward::runtime {
namespace {

using bytecode::Instruction;
using bytecode::Opcode;

constexpr std::size_t kLongestText = 160;

std::string attribute_name(const SetImage& image, const bytecode::ComparisonEntry& comparison) {
  if (comparison.scope == bytecode::Scope::device) return std::string(kDeviceAttributes[comparison.attribute].ward);
  return std::string(image.module.string(comparison.name));
}

std::string comparison_text(const SetImage& image, std::uint32_t index) {
  const bytecode::ComparisonEntry& comparison = image.module.comparisons[index];
  const auto op = static_cast<CompareOp>(comparison.op);
  std::string text = attribute_name(image, comparison) + " " + std::string(kCompareOps[comparison.op].ward);
  if (positive_of(op) == CompareOp::present) return text;
  std::vector<std::string> values;
  for (const std::uint32_t value : image.module.list(comparison.values))
    values.push_back(quoted(image.module.string(value)));
  if (positive_of(op) == CompareOp::in) return text + " [" + join_or(values) + "]";
  return text + " " + join_or(values);
}

std::string clock_text(std::uint32_t minutes) {
  const std::string hour = std::to_string(minutes / 60);
  const std::string minute = std::to_string(minutes % 60);
  return (hour.size() < 2 ? "0" : "") + hour + ":" + (minute.size() < 2 ? "0" : "") + minute;
}

std::string window_text(const SetImage& image, std::uint32_t index) {
  static constexpr std::string_view kDays[] = {"monday", "tuesday",  "wednesday", "thursday",
                                               "friday", "saturday", "sunday"};
  const bytecode::WindowEntry& window = image.module.windows[index];
  std::string text = "time";
  if (window.start_minute != 0 || window.end_minute != 0) {
    text += " between " + clock_text(window.start_minute) + " and " + clock_text(window.end_minute);
  }
  if ((window.days & 0x7fU) != 0x7fU) {
    std::vector<std::string> days;
    for (std::size_t d = 0; d < std::size(kDays); ++d) {
      if (((window.days >> d) & 1U) != 0) days.emplace_back(kDays[d]);
    }
    text += " on " + (days.empty() ? std::string("no day") : join_or(days));
  }
  return text + " in " + std::string(image.module.string(image.module.zones[window.zone].name));
}

std::string leaf_text(const SetImage& image, const Instruction& instruction) {
  const auto op = static_cast<Opcode>(instruction.op);
  if (op == Opcode::push_true) return "always";
  if (op == Opcode::compare) return comparison_text(image, instruction.c);
  if (op == Opcode::in_window) return window_text(image, instruction.c);
  if (op == Opcode::in_subject) return "user in " + wanted_subjects(image, image.module.subjects[instruction.c]);
  if (op == Opcode::before) {
    return "until " + format_time(std::int64_t{static_cast<std::int32_t>(instruction.c)} * 86400).substr(0, 10);
  }
  return "never";
}

/// One step of writing an expression out. Texts stop growing at a length, so that deep code stays cheap.
void write_step(const SetImage& image, const Instruction& instruction, std::vector<std::string>& stack) {
  const auto op = static_cast<Opcode>(instruction.op);
  if (op == Opcode::negate) {
    stack.back() = "not (" + stack.back() + ")";
  } else if (op == Opcode::both || op == Opcode::either) {
    const std::string right = std::move(stack.back());
    stack.pop_back();
    stack.back() = "(" + stack.back() + (op == Opcode::both ? " and " : " or ") + right + ")";
  } else if (op != Opcode::test && op != Opcode::yield && op != Opcode::end) {
    stack.push_back(leaf_text(image, instruction));
    return;
  }
  if (!stack.empty() && stack.back().size() > kLongestText) stack.back() = stack.back().substr(0, kLongestText) + "…";
}

bool closes(const Instruction& instruction, Dimension dimension) noexcept {
  const auto op = static_cast<Opcode>(instruction.op);
  if (op == Opcode::yield) return true;
  return op == Opcode::test && static_cast<Dimension>(instruction.a) == dimension;
}

std::string source_words(const SetImage& image, std::size_t instruction) {
  if (instruction >= image.module.debug_code.size()) return {};
  return std::string(image.module.string(image.module.debug_code[instruction].text));
}

std::string value_text(const AttributeValue& value) {
  if (!value.present) return "absent";
  std::vector<std::string> values;
  for (const std::string_view text : value.values) values.push_back(quoted(text));
  return values.empty() ? "an empty list" : join_or(values);
}

}  // namespace

std::string wanted_expressions(const SetImage& image, bytecode::List code, Dimension dimension) {
  std::string text;
  std::vector<std::string> stack;
  for (std::uint32_t at = code.first; at < code.first + code.count; ++at) {
    const Instruction& instruction = image.module.code[at];
    if (closes(instruction, dimension)) {
      const std::string words = source_words(image, at);
      if (!text.empty()) text += " and ";
      text += words.empty() && !stack.empty() ? stack.back() : words;
    }
    write_step(image, instruction, stack);
    if (static_cast<Opcode>(instruction.op) == Opcode::test) stack.clear();
  }
  return text;
}

std::string found_attributes(const SetImage& image, bytecode::List code, Dimension dimension,
                             const BoundRequest& request) {
  std::string text;
  std::set<std::uint32_t> read;
  std::set<std::string> named;
  for (const Instruction& instruction : image.module.code_of(code)) {
    if (static_cast<Opcode>(instruction.op) == Opcode::compare) read.insert(instruction.c);
    if (static_cast<Opcode>(instruction.op) != Opcode::test) continue;
    if (closes(instruction, dimension)) {
      for (const std::uint32_t index : read) {
        const bytecode::ComparisonEntry& comparison = image.module.comparisons[index];
        const std::string name = attribute_name(image, comparison);
        if (!named.insert(name).second) continue;
        const bool of_device = comparison.scope == bytecode::Scope::device;
        const AttributeValue& value = of_device ? (*request.attributes.device)[comparison.attribute]
                                                : request.attributes.open[image.attributes.slot_of(index)];
        text += (text.empty() ? "" : ", ") + name + " " + value_text(value);
      }
    }
    read.clear();
  }
  return text;
}

}  // namespace doorward::runtime
