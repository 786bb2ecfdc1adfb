// The words of the session controls, for the formatter and the dump. Private to the grammar.
#pragma once

#include <array>
#include <string_view>

namespace doorward {

/// In the order of ast::SessionControl::Kind; a number, a unit or a name stands behind.
inline constexpr std::array<std::string_view, 14> kSessionWords{"sign-in every",
                                                                "second factor every",
                                                                "persistent browser",
                                                                "no persistent browser",
                                                                "app-enforced restrictions",
                                                                "app control monitor-only",
                                                                "app control block-downloads",
                                                                "app control custom",
                                                                "strict location enforcement",
                                                                "strict enforcement",
                                                                "no continuous access",
                                                                "no resilience defaults",
                                                                "token protection",
                                                                "filtering profile"};

}  // namespace doorward
