// Did you mean: the nearest of a list of words. Knows spelling only.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace doorward {

/// Insertions, deletions, replacements and swaps of neighbours that turn `a` into `b`, without ASCII case
/// (optimal string alignment); `limit + 1` when there are more than `limit`.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

/// How many edits still count as a misspelling of a word of this length: 1 up to four letters, 2 up to eight, 3.
std::size_t allowed_edits(std::size_t length);

/// Whether one of the words denies the other, however near they are: `unregistered` and `registered`, `external` and
/// `internal`, `anybody` and `nobody`; each may be misspelt. What denies a word is never meant by it.
bool are_opposites(std::string_view word, std::string_view other);

/// What `word` denies: `registered` in `unregistered` and `non-registered`; empty when it begins with no denial.
std::string_view denied_part(std::string_view word);

/// The candidate nearest to `word` within allowed_edits that is not its opposite, the first of equals; empty when
/// none is near. Words of one or two letters have no near words.
std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates);

}  // namespace doorward
