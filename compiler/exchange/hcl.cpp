#include "exchange/hcl.h"

#include <algorithm>

#include "exchange/words.h"

namespace doorward::exchange {

void HclBlock::set(std::string_view path, std::string value) {
  const std::size_t dot = path.find('.');
  const std::string name(path.substr(0, dot));
  auto part = std::find_if(parts_.begin(), parts_.end(), [&](const Part& one) { return one.name == name; });
  if (part == parts_.end()) part = parts_.insert(parts_.end(), Part{name, {}, nullptr});
  if (dot == std::string_view::npos) {
    part->value = std::move(value);
    return;
  }
  if (part->block == nullptr) part->block = std::make_unique<HclBlock>();
  part->block->set(path.substr(dot + 1), std::move(value));
}

bool HclBlock::has(std::string_view path) const {
  const std::size_t dot = path.find('.');
  const auto part =
      std::find_if(parts_.begin(), parts_.end(), [&](const Part& one) { return one.name == path.substr(0, dot); });
  if (part == parts_.end()) return false;
  return dot == std::string_view::npos || (part->block != nullptr && part->block->has(path.substr(dot + 1)));
}

/// Arguments first, their signs below each other but for those of several lines, then the blocks.
std::string HclBlock::text(std::size_t indent) const {
  std::vector<const Part*> arguments;
  for (const Part& part : parts_) {
    if (part.block == nullptr) arguments.push_back(&part);
  }
  const auto is_line = [](const Part* part) { return part->value.find('\n') == std::string::npos; };
  const std::string margin(indent, ' ');
  std::string out;
  for (auto one = arguments.begin(); one != arguments.end();) {
    const auto end = is_line(*one) ? std::find_if_not(one, arguments.end(), is_line) : one + 1;
    std::size_t width = 0;
    for (auto next = one; next != end; ++next) width = std::max(width, (*next)->name.size());
    for (; one != end; ++one) {
      const std::string gap(width - (*one)->name.size(), ' ');
      out += margin + (*one)->name + gap + " = " + (*one)->value + '\n';
    }
  }
  for (const Part& part : parts_) {
    if (part.block == nullptr) continue;
    if (!out.empty()) out += '\n';
    out += margin + part.name + " {\n" + part.block->text(indent + 2) + margin + "}\n";
  }
  return out;
}

/// A `$` or `%` before a brace would begin a template.
std::string hcl_text(std::string_view text) {
  std::string out = "\"";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"' || c == '\\') out += '\\';
    if ((c == '$' || c == '%') && i + 1 < text.size() && text[i + 1] == '{') out += c;
    if (c == '\n') {
      out += "\\n";
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string hcl_list(const std::vector<std::string>& values, std::size_t indent) {
  constexpr std::size_t kShort = 3;
  if (values.size() <= kShort) return '[' + joined(values, ", ") + ']';
  std::string out = "[\n";
  for (const std::string& value : values) out += std::string(indent + 2, ' ') + value + ",\n";
  return out + std::string(indent, ' ') + ']';
}

std::string hcl_name(std::string_view text) {
  std::string out = kebab(text);
  std::replace(out.begin(), out.end(), '-', '_');
  if (out.empty() || (out.front() >= '0' && out.front() <= '9')) out.insert(0, "_");
  return out;
}

}  // namespace doorward::exchange
