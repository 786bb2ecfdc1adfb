#include "json_text.h"

#include <algorithm>
#include <array>

namespace doorward {
namespace {

/// By byte: what follows the backslash; `u` where there is no short escape, 0 where none is needed.
constexpr std::array<char, 256> kEscapes = [] {
  std::array<char, 256> escapes{};
  for (std::size_t c = 0; c < 0x20; ++c) escapes[c] = 'u';
  escapes['"'] = '"';
  escapes['\\'] = '\\';
  escapes['\b'] = 'b';
  escapes['\f'] = 'f';
  escapes['\n'] = 'n';
  escapes['\r'] = 'r';
  escapes['\t'] = 't';
  return escapes;
}();

constexpr char escape_of(char c) noexcept { return kEscapes[static_cast<unsigned char>(c)]; }

}  // namespace

void JsonText::text(std::string_view value) {
  constexpr std::size_t kLongestEscape = 6;
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  char* at = separate(room(value.size() * kLongestEscape + 3));
  *at++ = '"';
  while (!value.empty()) {
    const auto stop = std::find_if(value.begin(), value.end(), [](char c) { return escape_of(c) != '\0'; });
    const auto plain = static_cast<std::size_t>(stop - value.begin());
    at = copy(value.substr(0, plain), at);
    if (plain == value.size()) break;
    const auto byte = static_cast<unsigned char>(value[plain]);
    *at++ = '\\';
    *at++ = escape_of(value[plain]);
    if (escape_of(value[plain]) == 'u') {
      *at++ = '0';
      *at++ = '0';
      *at++ = kDigits[byte >> 4U];
      *at++ = kDigits[byte & 15U];
    }
    value.remove_prefix(plain + 1);
  }
  *at++ = '"';
  finish(at);
}

std::string json_string(std::string_view text) {
  JsonText json;
  json.text(text);
  return std::string(json.view());
}

}  // namespace doorward
