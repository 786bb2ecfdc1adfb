// Bytes of a file as UTF-8. Private to the grammar layer; knows no language.
#pragma once

#include <string>

#include "doorward/grammar/source.h"

namespace doorward {

/// `bytes` as well-formed UTF-8 without a byte order mark. UTF-16 is recognised by its mark, or by a zero byte in
/// the first character. What cannot be decoded becomes U+FFFD, and the first such place is noted in `invalid`.
std::string to_utf8(std::string bytes, std::optional<InvalidBytes>& invalid);

}  // namespace doorward
