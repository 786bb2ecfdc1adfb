// Whether bytes are UTF-8: no overlong forms, no surrogates, nothing beyond U+10FFFF.
#pragma once

#include <string_view>

namespace doorward::bytecode {

bool is_utf8(std::string_view text) noexcept;

}  // namespace doorward::bytecode
