// Text as XML 1.0 takes it, in elements and in attributes between double quotes. Knows XML only.
#pragma once

#include <string>
#include <string_view>

namespace doorward::cli {

/// What becomes of line feeds, carriage returns and tabs: references, as attributes need them to keep them, or what they
/// are (a carriage return is then one of the characters that are replaced).
enum class XmlSpace : bool { referenced, literal };

/// Characters that XML cannot hold become U+FFFD.
inline std::string xml_text(std::string_view text, XmlSpace space = XmlSpace::referenced) {
  constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
  const bool literal = space == XmlSpace::literal;
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\n':
        out += literal ? "\n" : "&#10;";
        break;
      case '\r':
        out += literal ? kReplacement : "&#13;";
        break;
      case '\t':
        out += literal ? "\t" : "&#9;";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20U) {
          out += kReplacement;
        } else {
          out += c;
        }
    }
  }
  return out;
}

}  // namespace doorward::cli
