#include "doorward/facts/guid.h"

namespace doorward {

std::string to_string(const Guid& guid) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  text.reserve(36);
  for (std::size_t i = 0; i < guid.bytes.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
    text += kDigits[guid.bytes[i] >> 4U];
    text += kDigits[guid.bytes[i] & 15U];
  }
  return text;
}

std::string canonical_id(std::string_view text) {
  if (const auto guid = parse_guid(text)) return to_string(*guid);
  std::string lowered(text);
  for (char& c : lowered) c = ascii_lower(c);
  return lowered;
}

}  // namespace doorward
