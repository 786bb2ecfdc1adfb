#include "exchange/words.h"

#include <algorithm>
#include <array>

#include "doorward/facts/guid.h"
#include "doorward/grammar/keyword.h"

namespace doorward::exchange {
namespace {

constexpr std::size_t kColumns = 110;

bool is_letter(char c) { return ascii_lower(c) >= 'a' && ascii_lower(c) <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_bare(std::string_view name) {
  if (name.empty() || !is_letter(name.front()) || name.back() == '.' || name.back() == '-') return false;
  const bool shaped = std::all_of(
      name.begin(), name.end(), [](char c) { return is_letter(c) || is_digit(c) || c == '-' || c == '_' || c == '.'; });
  return shaped && !parse_guid(name) && !is_keyword(name);
}

/// U+00C0 to U+00FF without their marks.
constexpr std::array<std::string_view, 64> kLatin{
    "a", "a", "a", "a", "a", "a", "ae", "c", "e",  "e",  "e", "e", "i", "i", "i", "i", "d",  "n", "o",  "o", "o", "o",
    "o", "",  "o", "u", "u", "u", "u",  "y", "th", "ss", "a", "a", "a", "a", "a", "a", "ae", "c", "e",  "e", "e", "e",
    "i", "i", "i", "i", "d", "n", "o",  "o", "o",  "o",  "o", "",  "o", "u", "u", "u", "u",  "y", "th", "y"};

/// The letters that the character at `at` stands for; moves `at` behind it.
std::string_view plain_letters(std::string_view text, std::size_t& at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x80) return text.substr(at++, 1);
  ++at;
  std::size_t tail = 0;
  unsigned value = byte;
  for (; at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U; ++at, ++tail) {
    value = static_cast<unsigned char>(text[at]);
  }
  const bool latin = byte == 0xC3 && tail == 1;
  return latin ? kLatin[value & 0x3FU] : std::string_view{};
}

/// U+202A to U+202E and U+2066 to U+2069, three bytes each.
bool turns_direction(std::string_view text, std::size_t at) {
  const std::string_view three = text.substr(at, 3);
  return (three >= "\xE2\x80\xAA" && three <= "\xE2\x80\xAE") || (three >= "\xE2\x81\xA6" && three <= "\xE2\x81\xA9");
}

}  // namespace

std::string one_line(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    const bool wide_control = c == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0;
    if (c == 0xE2 && turns_direction(text, i)) {
      i += 2;
    } else if (c == '\r' && i + 1 < text.size() && text[i + 1] == '\n') {
      continue;
    } else if (wide_control) {
      ++i;
      out += ' ';
    } else {
      out += c < 0x20 || c == 0x7F ? ' ' : text[i];
    }
  }
  return out;
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : one_line(text)) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

std::string written_name(std::string_view name) { return is_bare(name) ? std::string(name) : quoted(name); }

std::string kebab(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '\'') {  // `Bob's` is one word
      ++at;
      continue;
    }
    const std::string_view letters = plain_letters(text, at);
    const bool part = !letters.empty() && (is_letter(letters.front()) || is_digit(letters.front()));
    if (part) {
      for (const char c : letters) out += ascii_lower(c);
    } else if (!letters.empty() && !out.empty() && out.back() != '-') {
      out += '-';
    }
  }
  if (!out.empty() && out.back() == '-') out.pop_back();
  return out;
}

std::string joined(const std::vector<std::string>& items, std::string_view separator) {
  std::string out;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i != 0) out += separator;
    out += items[i];
  }
  return out;
}

std::string listed(const std::vector<std::string>& items) {
  std::string out;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i != 0) out += i + 1 == items.size() ? " or " : ", ";
    out += items[i];
  }
  return out;
}

std::string wrapped(std::string_view text, std::size_t indent) {
  std::string out(indent, ' ');
  std::size_t column = indent;
  std::size_t begin = 0;
  bool inside = false;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    if (at < text.size() && text[at] == '\\' && inside) ++at;
    if (at < text.size() && text[at] == '"') inside = !inside;
    if (at < text.size() && (inside || text[at] != ' ')) continue;
    const std::string_view word = text.substr(begin, at - begin);
    if (begin != 0 && column + 1 + word.size() > kColumns) {
      out += '\n' + std::string(indent + 2, ' ');
      column = indent + 2;
    } else if (begin != 0) {
      out += ' ';
      ++column;
    }
    out += word;
    column += word.size();
    begin = at + 1;
  }
  return out;
}

}  // namespace doorward::exchange
