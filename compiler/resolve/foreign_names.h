// Names that are not Ward's and whose meaning is plain all the same: words of other languages, and the titles that
// Microsoft gives to what the vocabulary names. Must not know what is declared.
#pragma once

#include <string>
#include <string_view>

#include "resolve/names.h"

namespace doorward::resolving {

/// What a word would stand for.
enum class Foreign : std::uint8_t { everyone, guest, control, outcome, strength };

/// In lower case, with hyphens for blanks: how the vocabulary spells its names.
std::string hyphenated(std::string_view written);

/// The Ward word for `written` where `stands_for` is wanted; empty when it is not one of the table.
std::string_view foreign_name(Foreign stands_for, std::string_view written);

/// The name in the vocabulary of a noun of the kinds `wanted` that Microsoft calls `title`; empty when there is none.
std::string_view name_of_title(std::string_view title, KindSet wanted);

}  // namespace doorward::resolving
