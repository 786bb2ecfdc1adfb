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

}  // namespace

bool is_placeholder(std::string_view text) noexcept {
  return text.find_first_of("<>") != std::string_view::npos || is_blank_guid(text);
}

model::Id read_id(Reading& reading, std::string_view text, const Place& at) {
  std::string_view why;
  if (is_placeholder(text)) {
    why = "it is a placeholder";
  } else if (text.find_first_of(" \t\r\n") != std::string_view::npos) {
    why = "an id holds no blanks";
  }
  if (!why.empty()) {
    reading.report<Code::not_an_id>(at, text, why).help = "write the id of the object itself";
  }
  return model::Id::of(text);
}

}  // namespace doorward::graph
