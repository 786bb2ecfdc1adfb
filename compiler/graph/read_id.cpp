#include "doorward/facts/guid.h"
#include "doorward/grammar/suggest.h"
#include "graph/readers.h"

namespace doorward::graph {
namespace {

// `xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx`: a GUID in which every digit is one and the same letter that is no digit.
bool is_blank_guid(std::string_view text) noexcept {
  if (text.size() != 36 || hex_value(text.front()) >= 0) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? text[i] != '-' : text[i] != text.front()) return false;
  }
  return true;
}

// Why `text` cannot be an id; empty when it can.
std::string_view fault_of(std::string_view text) noexcept {
  if (is_placeholder(text)) return "it is a placeholder";
  if (text.find_first_of(" \t\r\n") != std::string_view::npos) return "an id holds no blanks";
  return {};
}

}  // namespace

bool is_placeholder(std::string_view text) noexcept {
  return text.find_first_of("<>") != std::string_view::npos || is_blank_guid(text);
}

model::Id read_id(Reading& reading, std::string_view text, const Place& at) {
  const std::string_view why = fault_of(text);
  if (!why.empty()) {
    reading.report<Code::not_an_id>(at, text, why).help = "write the id of the object itself";
  }
  return model::Id::of(text);
}

model::Id read_guid(Reading& reading, std::string_view text, const Place& at, const IdKind& kind) {
  if (!fault_of(text).empty() || parse_guid(text)) return read_id(reading, text, at);
  Diagnostic& found = reading.report<Code::id_is_no_guid>(at, text, kind.name);
  const std::string_view near = nearest(text, kind.words);
  found.help = near.empty() ? std::string(kind.help) : "did you mean `" + std::string(near) + "`?";
  return model::Id::of(text);
}

}  // namespace doorward::graph
