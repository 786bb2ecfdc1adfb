// Text as programs of Windows write it: UTF-16 becomes UTF-8, byte order marks go. Must not know what the text says.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace doorward {

/// UTF-16 is told by its byte order mark, or by the zero byte beside its first character. Returns false and sets
/// `fault`, and `text` to what could be read up to it, where UTF-16 breaks off or a surrogate stands alone.
bool turn_into_utf8(std::string& text, std::string& fault);

/// Where the first byte is that cannot be UTF-8's; npos without one.
std::size_t find_no_utf8(std::string_view text) noexcept;

}  // namespace doorward
