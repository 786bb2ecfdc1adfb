#include "encoding.h"

#include <cstring>
#include <string_view>

namespace doorward {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

unsigned byte_at(std::string_view bytes, std::size_t i) { return static_cast<unsigned char>(bytes[i]); }

void append_code_point(std::string& out, char32_t c) {
  const auto put = [&out](char32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0U | c >> 6U);
    put(0x80U | (c & 0x3FU));
  } else if (c < 0x10000) {
    put(0xE0U | c >> 12U);
    put(0x80U | (c >> 6U & 0x3FU));
    put(0x80U | (c & 0x3FU));
  } else {
    put(0xF0U | c >> 18U);
    put(0x80U | (c >> 12U & 0x3FU));
    put(0x80U | (c >> 6U & 0x3FU));
    put(0x80U | (c & 0x3FU));
  }
}

void note_invalid(std::optional<InvalidBytes>& invalid, std::size_t byte_offset, unsigned byte,
                  std::size_t text_offset) {
  if (!invalid)
    invalid = InvalidBytes{byte_offset, static_cast<std::uint8_t>(byte), static_cast<std::uint32_t>(text_offset)};
}

std::string from_utf16(std::string_view bytes, bool little, std::optional<InvalidBytes>& invalid) {
  std::string out;
  out.reserve(bytes.size());
  const auto unit = [&](std::size_t i) -> char32_t {
    return little ? byte_at(bytes, i) | byte_at(bytes, i + 1) << 8U : byte_at(bytes, i) << 8U | byte_at(bytes, i + 1);
  };
  for (std::size_t i = 0; i < bytes.size(); i += 2) {
    const bool whole = i + 1 < bytes.size();
    const char32_t first = whole ? unit(i) : 0xDC00;
    const bool high = first >= 0xD800 && first < 0xDC00;
    const char32_t second = high && i + 3 < bytes.size() ? unit(i + 2) : 0;
    if (high && second >= 0xDC00 && second < 0xE000) {
      append_code_point(out, 0x10000 + ((first - 0xD800) << 10U) + (second - 0xDC00));
      i += 2;
    } else if (first >= 0xD800 && first < 0xE000) {
      note_invalid(invalid, i, byte_at(bytes, i), out.size());
      out += kReplacement;
    } else {
      append_code_point(out, first);
    }
  }
  return out;
}

// Length of the well-formed sequence at `i`, 0 when there is none.
std::size_t sequence_length(std::string_view bytes, std::size_t i) {
  const unsigned first = byte_at(bytes, i);
  if (first < 0x80) return 1;
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || i + length > bytes.size()) return 0;
  for (std::size_t k = 1; k < length; ++k) {
    if ((byte_at(bytes, i + k) & 0xC0U) != 0x80U) return 0;
  }
  const unsigned second = byte_at(bytes, i + 1);
  const bool overlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
  const bool beyond = (first == 0xED && second >= 0xA0) || (first == 0xF4 && second >= 0x90);
  return overlong || beyond ? 0 : length;
}

// Offset of the first ill-formed byte; the size when there is none.
std::size_t first_ill_formed(std::string_view bytes) {
  std::size_t i = 0;
  while (i < bytes.size()) {
    std::uint64_t eight = 0;
    if (i + sizeof eight <= bytes.size()) {
      std::memcpy(&eight, bytes.data() + i, sizeof eight);
      if ((eight & 0x8080808080808080U) == 0) {
        i += sizeof eight;
        continue;
      }
    }
    const std::size_t length = sequence_length(bytes, i);
    if (length == 0) return i;
    i += length;
  }
  return i;
}

std::string mended_utf8(std::string bytes, std::size_t skipped, std::optional<InvalidBytes>& invalid) {
  std::size_t i = first_ill_formed(bytes);
  if (i == bytes.size()) return bytes;
  std::string out(bytes, 0, i);
  while (i < bytes.size()) {
    const std::size_t length = sequence_length(bytes, i);
    if (length != 0) {
      out.append(bytes, i, length);
      i += length;
      continue;
    }
    note_invalid(invalid, i + skipped, byte_at(bytes, i), out.size());
    out += kReplacement;
    ++i;
    while (i < bytes.size() && (byte_at(bytes, i) & 0xC0U) == 0x80U) ++i;
  }
  return out;
}

}  // namespace

std::string to_utf8(std::string bytes, std::optional<InvalidBytes>& invalid) {
  const std::string_view view = bytes;
  const bool two = view.size() >= 2;
  if (two && byte_at(view, 0) == 0xFF && byte_at(view, 1) == 0xFE) return from_utf16(view.substr(2), true, invalid);
  if (two && byte_at(view, 0) == 0xFE && byte_at(view, 1) == 0xFF) return from_utf16(view.substr(2), false, invalid);
  if (two && byte_at(view, 0) != 0 && byte_at(view, 1) == 0) return from_utf16(view, true, invalid);
  if (two && byte_at(view, 0) == 0 && byte_at(view, 1) != 0) return from_utf16(view, false, invalid);
  std::size_t skipped = 0;
  if (view.substr(0, 3) == "\xEF\xBB\xBF") {
    skipped = 3;
    bytes.erase(0, skipped);
  }
  return mended_utf8(std::move(bytes), skipped, invalid);
}

}  // namespace doorward
