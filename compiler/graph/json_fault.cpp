#include "graph/json_fault.h"

#include <vector>

namespace doorward::graph {
namespace {

// How many bytes of well-formed UTF-8 the first byte of `text` leads, or 0.
std::size_t utf8_length(std::string_view text) noexcept {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto tail = [&](std::size_t count) {
    if (text.size() <= count) return false;
    for (std::size_t i = 1; i <= count; ++i) {
      if ((byte(i) & 0xC0U) != 0x80U) return false;
    }
    return true;
  };
  const unsigned char first = byte(0);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first < 0xE0) return tail(1) ? 2 : 0;
  if (first >= 0xE0 && first < 0xF0) {
    if (!tail(2)) return 0;
    const bool overlong = first == 0xE0 && byte(1) < 0xA0;
    const bool surrogate = first == 0xED && byte(1) >= 0xA0;
    return overlong || surrogate ? 0 : 3;
  }
  if (first >= 0xF0 && first < 0xF5) {
    if (!tail(3)) return 0;
    const bool overlong = first == 0xF0 && byte(1) < 0x90;
    const bool beyond = first == 0xF4 && byte(1) >= 0x90;
    return overlong || beyond ? 0 : 4;
  }
  return 0;
}

// Calls `seen(position, character, in_string)` for every byte that no backslash escapes, until it returns true.
template <class Seen>
std::size_t scan(std::string_view text, Seen seen) {
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (in_string && text[i] == '\\') {
      ++i;
      continue;
    }
    if (seen(i, text[i], in_string)) return i;
    if (text[i] == '"') in_string = !in_string;
  }
  return text.size();
}

}  // namespace

std::size_t find_unclosed_string(std::string_view text) noexcept {
  std::size_t opened = text.size();
  std::size_t broken = text.size();
  scan(text, [&](std::size_t at, char c, bool in_string) {
    if (c == '"') opened = in_string ? text.size() : at;
    if (in_string && c == '\n') broken = opened;
    return broken != text.size();
  });
  return broken != text.size() ? broken : opened;
}

std::size_t find_control_character(std::string_view text) noexcept {
  return scan(text,
              [](std::size_t, char c, bool in_string) { return in_string && static_cast<unsigned char>(c) < 0x20; });
}

std::size_t find_broken_utf8(std::string_view text) noexcept {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = utf8_length(text.substr(i));
    if (length == 0) return i;
    i += length;
  }
  return text.size();
}

std::size_t find_unclosed_bracket(std::string_view text) noexcept {
  std::vector<std::size_t> open;
  scan(text, [&](std::size_t at, char c, bool in_string) {
    if (in_string) return false;
    if (c == '{' || c == '[') open.push_back(at);
    if ((c == '}' || c == ']') && !open.empty()) open.pop_back();
    return false;
  });
  return open.empty() ? text.size() : open.back();
}

}  // namespace doorward::graph
